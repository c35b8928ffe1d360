"""`sendbot register`, `people`, `updates` and `readings`: the register in, checked, and out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.common import AsAt, AsJson, CommandError, PlanKey, moment_of, print_json, register_session

if TYPE_CHECKING:
    from sqlmodel import Session

    from store.audit import AuditChain
    from store.register_files.report import ImportReport

app = typer.Typer(help="The plan itself: bring it in, check it, take it out.", no_args_is_help=True)
people = typer.Typer(help="People, their posts and roles.", no_args_is_help=True)
updates = typer.Typer(help="Updates from a file.", no_args_is_help=True)
readings = typer.Typer(help="Indicator readings from a file.", no_args_is_help=True)

DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would change; write nothing.")]
COMMAND_LINE = "command-line"


@app.command("import")
def import_(
    path: Path,
    plan: PlanKey = None,
    dry_run: DryRun = False,
    mapping: Annotated[Path | None, typer.Option("--mapping", help="Says what a document's words mean.")] = None,
    said_by: Annotated[
        str | None, typer.Option("--as", metavar="PERSON", help="Takes printed ratings as this person's updates.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Reads a plan: a register folder, a workbook, a Word document or a table of text. Twice changes nothing."""
    from store.register_files.plan.register_import import import_register

    _import(
        lambda session, audit: import_register(
            session,
            path,
            now=moment_of(None),
            audit=audit,
            actor=COMMAND_LINE,
            plan_key=plan,
            mapping=mapping,
            said_by=said_by,
        ),
        dry_run,
        as_json,
    )


@app.command()
def export(out: Annotated[Path, typer.Option("--out")], plan: PlanKey = None) -> None:
    """Writes a folder, or a workbook where the name ends in .xlsx; importing it again changes nothing."""
    from store.queries.plans import the_plan
    from store.register_files.export.register_export import export_register

    with register_session(dry_run=True) as (session, _):
        export_register(session, the_plan(session, plan).key, out, now=moment_of(None))
    print(f"Written to {out}.")


@app.command("merge-posts")
def merge_posts_(
    wrong: str,
    into: Annotated[str, typer.Option("--into", metavar="POST", help="The post that stays.")],
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Makes two spellings of a post one; the next import of the old spelling finds the post that stays."""
    from store.register_files.people.posts_merging import merge_posts

    with register_session(dry_run=dry_run) as (session, audit):
        merged = merge_posts(session, wrong, into, now=moment_of(None), audit=audit, actor=COMMAND_LINE)
    if as_json:
        print_json(merged)
        return
    print(f"“{merged.spelling}” {'would be' if dry_run else 'is'} “{merged.post}” now.")
    for key, refs in merged.refs.items():
        print(f"{key}: {', '.join(refs)}")
    print(f"{merged.appointments} appointments moved.")


@app.command()
def check(plan: PlanKey = None, as_at: AsAt = None, as_json: AsJson = False) -> None:
    """Findings: what in the register contradicts itself or is missing."""
    from store.queries.cuts import take_cut
    from store.queries.plans import the_plan
    from workflows.register_check import findings_of

    with register_session(dry_run=True) as (session, _):
        cut = take_cut(session, the_plan(session, plan).key, moment_of(as_at))
    findings = findings_of(cut)
    if as_json:
        print_json(findings)
        return
    for finding in findings:
        print(f"{finding.severity.value:8} {finding.code:28} {', '.join(finding.places)}: {finding.sentence}")
    print(f"{len(findings)} findings." if findings else "No findings.")


@app.command("list")
def list_(as_json: AsJson = False) -> None:
    """The plans held."""
    from store.queries.plans import plans_with_counts

    with register_session(dry_run=True) as (session, _):
        held = plans_with_counts(session)
    if as_json:
        print_json(held)
        return
    if not held:
        print("The register is empty: bring a plan in with `sendbot register import PATH`.")
    for plan in held:
        print(
            f"{plan.key}  {plan.title} (version {plan.version}): {plan.actions} actions, {plan.milestones} milestones"
        )


@app.command()
def show(
    ref: str,
    plan: PlanKey = None,
    as_at: AsAt = None,
    with_history: Annotated[bool, typer.Option("--history", help="What happened to it, from the audit.")] = False,
    as_json: AsJson = False,
) -> None:
    """One action with its dates, leads and last update, or its history."""
    from bot.conversation.wording import view_words
    from store.queries.cuts import take_cut
    from store.queries.plans import the_plan
    from store.refs import normalised_ref
    from workflows.exception_report.assess import assess
    from workflows.history import history
    from workflows.status import action_status

    at = moment_of(as_at)
    with register_session(dry_run=True) as (session, _):
        held = the_plan(session, plan)
        assessed = assess(take_cut(session, held.key, at))
        found = next((known for known in assessed.standings if normalised_ref(known) == normalised_ref(ref)), None)
        if found is None:
            raise CommandError(f"There is no action {ref} in this plan: see `sendbot report exception` for all refs.")
        lines = history(session, held, found, at) if with_history else ()
    if with_history:
        if as_json:
            print_json(lines)
        else:
            print("\n".join(f"{line.position:5} {line.text}" for line in lines) or "Nothing has been recorded.")
        return
    status = action_status(assessed, found, False)
    if as_json:
        print_json(status)
    else:
        print(view_words(status))


@people.command("import")
def import_people_files(path: Path, dry_run: DryRun = False, as_json: AsJson = False) -> None:
    """Reads people, their appointments and roles from a folder or a workbook."""
    from store.register_files.people.people_import import import_people

    _import(
        lambda session, audit: import_people(session, path, now=moment_of(None), audit=audit, actor=COMMAND_LINE),
        dry_run,
        as_json,
    )


@people.command("export")
def export_people_files(out: Annotated[Path, typer.Option("--out")]) -> None:
    """Writes a folder, or a workbook where the name ends in .xlsx; importing it again changes nothing."""
    from store.register_files.people.people_export import export_people

    with register_session(dry_run=True) as (session, _):
        export_people(session, out, now=moment_of(None))
    print(f"Written to {out}.")


@updates.command("import")
def import_updates_file(path: Path, plan: PlanKey = None, dry_run: DryRun = False, as_json: AsJson = False) -> None:
    """Reads updates from a CSV file; rows already there are left alone."""
    from store.register_files.plan.updates_import import import_updates

    _import(
        lambda session, audit: import_updates(
            session, path, now=moment_of(None), audit=audit, actor=COMMAND_LINE, plan_key=_key(session, plan)
        ),
        dry_run,
        as_json,
    )


@readings.command("import")
def import_readings_file(path: Path, plan: PlanKey = None, dry_run: DryRun = False, as_json: AsJson = False) -> None:
    """Reads indicator readings from a CSV file."""
    from store.register_files.plan.readings_import import import_readings

    _import(
        lambda session, audit: import_readings(
            session, path, now=moment_of(None), audit=audit, actor=COMMAND_LINE, plan_key=_key(session, plan)
        ),
        dry_run,
        as_json,
    )


def _key(session: Session, plan: str | None) -> str:
    from store.queries.plans import the_plan

    return the_plan(session, plan).key


def _import(read: Callable[[Session, AuditChain], ImportReport], dry_run: bool, as_json: bool) -> None:
    from bot.cli.import_words import import_words

    with register_session(dry_run=dry_run) as (session, audit):
        report = read(session, audit)
    if as_json:
        print_json(report)
    else:
        print(import_words(report, dry_run=dry_run))
