"""`sendbot absence`: leave, and who acts for somebody meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.common import AsJson, CommandError, day_of, moment_of, print_json, register_session

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

    from store.audit import AuditChain
    from store.tables import Person

    Recording = Callable[[Session, AuditChain, Person, Person, datetime], str]

app = typer.Typer(help="Who is away, and who acts for them.", no_args_is_help=True)

AsPerson = Annotated[str, typer.Option("--as", metavar="PERSON", help="Who arranges it: a key from people.csv.")]
Whose = Annotated[str, typer.Argument(metavar="PERSON", help="Who is away: a key from people.csv.")]
First = Annotated[str, typer.Argument(metavar="FROM", help="First day, YYYY-MM-DD.")]
Last = Annotated[str, typer.Argument(metavar="TO", help="Last day, YYYY-MM-DD.")]


@app.command()
def leave(whose: Whose, first: First, last: Last, as_person: AsPerson) -> None:
    """Days on which nothing is sent to somebody. Why they are away is never recorded."""
    from workflows.absences.actions import record_leave
    from workflows.absences.wording import leave_words

    days = day_of(first), day_of(last)

    def work(session: Session, audit: AuditChain, person: Person, away: Person, now: datetime) -> str:
        record_leave(session, audit, person=person, whose=away, first=days[0], last=days[1], now=now)
        return leave_words(away.name, *days)

    _record(as_person, whose, work)


@app.command()
def cover(
    whose: Whose,
    by: Annotated[str, typer.Argument(metavar="COVER", help="Who acts for them: a key from people.csv.")],
    first: First,
    last: Last,
    as_person: AsPerson,
) -> None:
    """What somebody is asked in these days goes to somebody else; they stay accountable."""
    from store.queries.people import person_named
    from workflows.absences.actions import delegate
    from workflows.absences.wording import cover_words

    days = day_of(first), day_of(last)

    def work(session: Session, audit: AuditChain, person: Person, away: Person, now: datetime) -> str:
        acting = person_named(session, by)
        delegate(session, audit, person=person, whose=away, cover=acting, first=days[0], last=days[1], now=now)
        return cover_words(away.name, acting.name, *days)

    _record(as_person, whose, work)


@app.command("end-cover")
def end_cover(whose: Whose, as_person: AsPerson) -> None:
    """From today on somebody is asked again themselves."""
    from workflows.absences.actions import end_delegation
    from workflows.absences.wording import cover_ended_words

    def work(session: Session, audit: AuditChain, person: Person, away: Person, now: datetime) -> str:
        end_delegation(session, audit, person=person, whose=away, now=now)
        return cover_ended_words(away.name)

    _record(as_person, whose, work)


@app.command("list")
def list_absences(as_json: AsJson = False) -> None:
    """Leave and cover from today on."""
    from store.queries.absences import absences_from
    from store.working_days import london_date
    from workflows.absences.wording import absence_words

    with register_session(dry_run=True) as (session, _):
        found = absences_from(session, london_date(moment_of(None)))
    if as_json:
        print_json(found)
        return
    for absence in found:
        print(absence_words(absence))
    if not found:
        print("Nobody is away, and nobody acts for anybody, from today on.")


def _record(as_person: str, whose: str, work: Recording) -> None:
    """One transaction. A refusal is committed too: the audit says that it was asked for."""
    from store.queries.people import person_named
    from workflows.absences.refusals import AbsenceRefused

    with register_session() as (session, audit):
        person, away = person_named(session, as_person), person_named(session, whose)
        try:
            words, refused = work(session, audit, person, away, moment_of(None)), False
        except AbsenceRefused as refusal:
            words, refused = str(refusal), True
    if refused:
        raise CommandError(words)
    print(words)
