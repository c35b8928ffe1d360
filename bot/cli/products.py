"""`sendbot report KIND` for the papers beside the exception report, and `sendbot report schedule`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.common import AsAt, AsJson, CommandError, PlanKey, day_of, moment_of, print_json, register_session

if TYPE_CHECKING:
    from store.cut import DataCut
    from workflows.products.office import Office

Out = Annotated[Path, typer.Option("--out", help="The folder to write into.")]
Words = Annotated[
    Path | None,
    typer.Option("--words", metavar="FILE", help="Officers' own words by heading: a Markdown, text or TOML file."),
]


def kpi_pack(out: Out, plan: PlanKey = None, as_at: AsAt = None, as_json: AsJson = False) -> None:
    """Writes the monthly pack of key performance indicators: all of them, off trajectory first, on two sides."""
    _write("kpi-pack", out, plan, as_at, as_json)


def formal(out: Out, plan: PlanKey = None, as_at: AsAt = None, words: Words = None, as_json: AsJson = False) -> None:
    """Writes the quarterly formal report, one for each body that it goes to."""
    _write("formal", out, plan, as_at, as_json, words=words)


def scrutiny(out: Out, plan: PlanKey = None, as_at: AsAt = None, words: Words = None, as_json: AsJson = False) -> None:
    """Writes the six-monthly report to Overview and Scrutiny, in the council's numbered headings."""
    _write("scrutiny", out, plan, as_at, as_json, words=words)


def annual(out: Out, plan: PlanKey = None, as_at: AsAt = None, words: Words = None, as_json: AsJson = False) -> None:
    """Writes the annual report: the year's movement, indicators over the year, and next year's milestones."""
    _write("annual", out, plan, as_at, as_json, words=words)


def highlight(
    out: Out,
    plan: PlanKey = None,
    as_at: AsAt = None,
    area: Annotated[str | None, typer.Option("--area", metavar="REF", help="One area; else all of them.")] = None,
    as_json: AsJson = False,
) -> None:
    """Writes the monthly highlight report of an improvement area, or one for each."""
    _write("highlight", out, plan, as_at, as_json, area=area)


def member_brief(out: Out, plan: PlanKey = None, as_at: AsAt = None, as_json: AsJson = False) -> None:
    """Writes the one-page brief for the lead member."""
    _write("member-brief", out, plan, as_at, as_json)


def since_publication(out: Out, plan: PlanKey = None, as_at: AsAt = None) -> None:
    """Writes what has changed since the last issued edition's cut-off: a note to lay beside the paper."""
    from workflows.documents.products import write_products
    from workflows.products.since_publication import NothingPublished
    from workflows.products.since_publication import since_publication as note

    cut, _ = _taken(plan, as_at)
    try:
        written = write_products((note(cut),), out)
    except NothingPublished as error:
        raise CommandError(str(error)) from error
    for path in written:
        print(path)


def schedule(
    start: Annotated[str, typer.Option("--from", metavar="DATE")],
    end: Annotated[str, typer.Option("--to", metavar="DATE")],
    plan: PlanKey = None,
    cycle_starts: Annotated[
        str | None,
        typer.Option(
            "--cycle-starts", metavar="YYYY-MM", help="The cycle's first month; else that of the first meeting."
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Says which paper is due to whom: data cut, final and publication dates, as the plan's governance promises."""
    from workflows.language import day_words, moment_words
    from workflows.products.schedule import CycleStartUnknown
    from workflows.products.schedule import schedule as scheduled

    first, last = day_of(start), day_of(end)
    if last < first:
        raise typer.BadParameter("--to lies before --from")
    try:
        cut, office = _taken(plan, None)
        found = scheduled(
            cut, first, last, replace(office, cycle_starts=_month_of(cycle_starts) or office.cycle_starts)
        )
    except CycleStartUnknown as error:
        raise CommandError(str(error)) from error
    if as_json:
        print_json(found)
        return
    for paper in found.papers:
        name = paper.kind or "no paper"
        print(f"{day_words(paper.wanted_on)}: {name}: {paper.product}, to {paper.audience}")
        print(
            f"  data cut {moment_words(paper.data_cut)}; final {day_words(paper.final)}; "
            f"publish {day_words(paper.publish)}"
        )
        for note in paper.notes:
            print(f"  {note}")
    for note in found.notes:
        print(note)


def _month_of(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise typer.BadParameter(f"{text} is not a month: write it as 2022-11") from error


def _taken(plan: str | None, as_at: str | None) -> tuple[DataCut, Office]:
    from store.queries.cuts import take_cut
    from store.queries.plan_settings import settings_held
    from store.queries.plans import the_plan
    from workflows.products.settings import office_of
    from workflows.standing import period_of

    with register_session(dry_run=True) as (session, _):
        found, at = the_plan(session, plan), moment_of(as_at)
        since = period_of(take_cut(session, found.key, at)).start
        cut = take_cut(session, found.key, at, asked_since=since)
        return cut, office_of(settings_held(session), found.id or 0)


def _write(
    kind: str,
    out: Path,
    plan: str | None,
    as_at: str | None,
    as_json: bool,
    *,
    area: str | None = None,
    words: Path | None = None,
) -> None:
    from workflows.documents.products import write_products
    from workflows.editions.texts import known_texts
    from workflows.products.catalogue import AreaUnknown, products_of
    from workflows.products.headings import IN_USE
    from workflows.products.officers_words import WordsRefused, read_words
    from workflows.products.product import Kind

    cut, office = _taken(plan, as_at)
    try:
        if words:
            office = replace(office, words=read_words(words, IN_USE, known_texts(cut)))
        products = products_of(Kind(kind), cut, office, area)
    except (AreaUnknown, WordsRefused) as error:
        raise CommandError(str(error)) from error
    written = write_products(products, out)
    findings = [f"{product.title}: {finding}" for product in products for finding in product.findings]
    gaps = list(dict.fromkeys(gap for product in products for gap in product.gaps))
    if as_json:
        print_json({"files": [str(path) for path in written], "findings": findings, "gaps": gaps})
        return
    for path in written:
        print(path)
    for finding in findings:
        print(f"Not ready to issue. {finding}")
    for gap in gaps:
        print(f"For officers to complete. {gap}")
