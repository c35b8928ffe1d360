"""`sendbot edition`: the life of an edition of the exception report, from the draft to the Chair's minute.

The day is always today: a step is taken when it is recorded. Without `--edition` the one that is not issued yet is
meant.
"""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli import edition_words
from bot.cli.common import (
    AsJson,
    CommandError,
    PlanKey,
    day_of,
    moment_of,
    print_json,
    register_session,
)
from bot.cli.deciding import AsPerson, Reason, Told, Turn, decision
from bot.cli.edition_meant import OfEdition, edition_meant, of, reports_of

app = typer.Typer(help="Editions of the exception report: draft, confirm, clear, issue.", no_args_is_help=True)
app.add_typer(edition_words.app)


@app.command("list")
def list_editions(plan: PlanKey = None, as_json: AsJson = False) -> None:
    """Every edition, newest first."""
    from bot.edition_overview import overview_of
    from store.queries.editions import editions_of
    from store.queries.plans import the_plan

    with register_session(dry_run=True) as (session, _):
        found = [overview_of(session, edition) for edition in editions_of(session, the_plan(session, plan))]
    if as_json:
        print_json(found)
        return
    for row in found:
        print(row.line)
    if not found:
        print("There is no edition yet: a draft makes itself at each cut-off while the bot runs.")


@app.command()
def show(edition: OfEdition = None, plan: PlanKey = None, as_json: AsJson = False) -> None:
    """One edition: its state, data cut, hash, confirmations, commentary, asks and the Chair's minute."""
    from bot.edition_overview import overview_of
    from store.queries.plans import the_plan

    with register_session(dry_run=True) as (session, _):
        found = overview_of(session, edition_meant(session, the_plan(session, plan), edition))
    if as_json:
        print_json(found)
    else:
        print("\n".join(found.lines))


@app.command()
def draft(
    meeting: Annotated[
        str | None, typer.Option("--meeting", metavar="DATE", help="Only for this meeting, even one that was held.")
    ] = None,
    plan: PlanKey = None,
    as_json: AsJson = False,
) -> None:
    """Makes the drafts whose cut-off has passed; the running bot does so by itself. SROs are told."""
    from bot.edition_notices import tell_sros
    from bot.edition_overview import overview_of
    from store.queries.editions import meeting_on
    from store.queries.plans import the_plan
    from store.tables import Plan
    from workflows.editions.drafting import draft_what_is_due, open_draft
    from workflows.editions.refusals import EditionRefused

    now, day = moment_of(None), day_of(meeting) if meeting else None
    with register_session() as (session, audit):
        if day is None:
            made = draft_what_is_due(session, audit, now)
        else:
            held = meeting_on(session, the_plan(session, plan), day)
            if held is None:
                raise CommandError(f"The plan has no meeting on {day.isoformat()}: see meetings.csv.")
            try:
                made = [open_draft(session, audit, held, now)]
            except EditionRefused as refused:
                raise CommandError(str(refused)) from refused
        for edition in made:
            tell_sros(session, audit, session.get_one(Plan, edition.plan_id), edition, now)
        found = [overview_of(session, edition) for edition in made]
    if as_json:
        print_json(found)
        return
    for row in found:
        print(row.line)
    if not found:
        print("No draft is due: no cut-off has passed that has no edition.")


@app.command()
@decision
def recut(turn: Turn, reason: Reason, edition: OfEdition = None) -> Told:
    """Takes the data of now into a draft, with what came after the cut-off."""
    from workflows.editions.drafting import recut_draft

    return turn.take(recut_draft, **of(turn, edition), reason=reason)


@app.command()
@decision
def confirm(
    turn: Turn,
    area: str,
    refuse: Annotated[bool, typer.Option("--refuse", help="Do not confirm it, for the reason given.")] = False,
    reason: Reason = "",
    edition: OfEdition = None,
) -> Told:
    """An SRO confirms what a draft says of their area; where the post is vacant, the compliance team with a reason."""
    from store.queries.editions import area_by_ref
    from workflows.editions.confirming import confirm_area

    meant = area_by_ref(turn.session, turn.plan, area)
    if meant is None:
        raise CommandError(f"There is no area {area} in this plan.")
    return turn.take(confirm_area, **of(turn, edition), area=meant, confirmed=not refuse, reason=reason)


@app.command("send-back")
@decision
def send_back(turn: Turn, ref: str, reason: Reason, edition: OfEdition = None) -> Told:
    """Returns one action to its lead, who is told the reason; a re-cut takes their corrected update in."""
    from bot.edition_notices import tell_leads
    from workflows.editions.sending_back import send_back as send

    returned = turn.take(send, **of(turn, edition), action=turn.action(ref), reason=reason)
    tell_leads(turn.session, turn.audit, returned, turn.now)
    return returned


@app.command()
def check(edition: OfEdition = None, plan: PlanKey = None, as_json: AsJson = False) -> None:
    """What stands between a draft and its being final, each with its place."""
    from store.queries.plans import the_plan
    from workflows.editions.issuing import findings_of

    with register_session(dry_run=True) as (session, _):
        found = findings_of(edition_meant(session, the_plan(session, plan), edition))
    if as_json:
        print_json(found)
        return
    for one in found:
        print(one.sentence)
    if not found:
        print("Nothing stands in its way.")


@app.command()
@decision
def clear(turn: Turn, edition: OfEdition = None) -> Told:
    """The compliance officer has read the draft."""
    from workflows.editions.issuing import clear_edition

    return turn.take(clear_edition, **of(turn, edition))


@app.command()
@decision
def final(turn: Turn, edition: OfEdition = None) -> Told:
    """Freezes a cleared draft, if nothing stands in its way."""
    from workflows.editions.issuing import make_final

    return turn.take(make_final, **of(turn, edition), template=reports_of(turn).template)


@app.command()
@decision
def issue(turn: Turn, edition: OfEdition = None) -> Told:
    """Issues a final edition; the compliance team and the Board are told, each with links of their own."""
    from bot.edition_notices import tell_recipients
    from workflows.editions.issuing import issue as issue_final

    held = edition_meant(turn.session, turn.plan, edition)
    told = turn.take(issue_final, plan=turn.plan, edition=held)
    tell_recipients(turn.session, turn.audit, turn.plan, held, turn.now)
    return told


@app.command()
@decision
def reissue(turn: Turn, number: int, reason: Reason) -> Told:
    """Begins the draft that is to replace an issued edition and shows what it says otherwise."""
    from workflows.editions.reissuing import reissue as begin

    return turn.take(begin, **of(turn, number), reason=reason)


@app.command()
@decision
def received(
    turn: Turn,
    number: int,
    minute: Annotated[str, typer.Option("--minute", help="The reference of the Chair's minute.")],
) -> Told:
    """Records the minute by which the Chair received an issued edition; its files stay as they are."""
    from workflows.editions.issuing import record_received

    return turn.take(record_received, **of(turn, number), minute=minute)


@app.command()
def preview(as_person: AsPerson, edition: OfEdition = None, plan: PlanKey = None, as_json: AsJson = False) -> None:
    """Links for one person to an edition, to be opened while the bot runs."""
    from store.queries.people import person_named
    from store.queries.plans import the_plan

    with register_session(dry_run=True) as (session, audit):
        turn = Turn(session, audit, person_named(session, as_person), the_plan(session, plan), moment_of(None))
        held = edition_meant(session, turn.plan, edition)
        ready = reports_of(turn).edition_ready(session, turn.plan.key, turn.person.key, held, turn.now)
    if as_json:
        print_json(ready)
        return
    print(f"{ready.title}, {ready.status}")
    for form, address in ready.links:
        print(f"{form}: {address}")
