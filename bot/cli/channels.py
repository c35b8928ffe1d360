"""`sendbot channel`: the channels that the bot is in, and what is posted there week by week."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.common import AsJson, CommandError, PlanKey, moment_of, print_json, register_session

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlmodel import Session

    from store.audit import AuditChain
    from store.tables import Channel, ImprovementArea, Person, Plan

    Changing = Callable[[Session, AuditChain, Person, Channel, Plan, ImprovementArea | None, datetime], str]

app = typer.Typer(help="Channels and group chats, and what is posted there.", no_args_is_help=True)

Number = Annotated[int, typer.Argument(metavar="CHANNEL", help="Its number in `sendbot channel list`.")]
AsPerson = Annotated[
    str, typer.Option("--as", metavar="PERSON", help="Who says so: of the compliance team, or SRO of the area.")
]
Area = Annotated[str | None, typer.Option("--area", metavar="REF", help="Left out: the whole plan.")]


@app.command("list")
def list_channels(as_json: AsJson = False) -> None:
    """Where the bot is, what is posted there and when, and what became of the last post."""
    from bot.channels.listed import channels_listed

    with register_session(dry_run=True) as (session, _):
        found = channels_listed(session)
    if as_json:
        print_json(found)
        return
    for channel in found:
        print("\n  ".join([f"{channel.number}  {channel.name}", *(tie.words for tie in channel.ties)]))
    if not found:
        print("The bot is in no channel yet: add it to a team or a group chat in Teams.")


@app.command()
def tie(
    channel: Number,
    on: Annotated[str, typer.Option("--on", metavar="WEEKDAY", help="monday to friday")],
    at: Annotated[str, typer.Option("--at", metavar="HH:MM", help="In London.")],
    as_person: AsPerson,
    area: Area = None,
    plan: PlanKey = None,
) -> None:
    """Posts how an area, or the whole plan, stands in a channel once a week."""
    from bot.channels.tie_words import weekly_of_words
    from reminders.channel_ties import tie as tie_to

    weekly = weekly_of_words(f"{on} at {at}")
    if weekly is None:
        raise typer.BadParameter(f"{on} at {at} is no day and time: write --on monday --at 09:00")

    def work(
        session: Session,
        audit: AuditChain,
        person: Person,
        where: Channel,
        of: Plan,
        what: ImprovementArea | None,
        now: datetime,
    ) -> str:
        return tie_to(session, audit, person=person, channel=where, plan=of, area=what, weekly=weekly, now=now)

    _change(channel, as_person, area, plan, work)


@app.command()
def untie(channel: Number, as_person: AsPerson, area: Area = None, plan: PlanKey = None) -> None:
    """Posts it there no more."""
    from reminders.channel_ties import untie as untie_from

    def work(
        session: Session,
        audit: AuditChain,
        person: Person,
        where: Channel,
        of: Plan,
        what: ImprovementArea | None,
        now: datetime,
    ) -> str:
        return untie_from(session, audit, person=person, channel=where, plan=of, area=what, now=now)

    _change(channel, as_person, area, plan, work)


def _change(number: int, as_person: str, ref: str | None, plan_key: str | None, work: Changing) -> None:
    """One transaction. A refusal is committed too: the audit says that it was asked for."""
    from reminders.channel_ties import TieRefused
    from store.queries.channels import channels
    from store.queries.editions import area_by_ref
    from store.queries.people import person_named
    from store.queries.plans import the_plan

    with register_session() as (session, audit):
        person, plan = person_named(session, as_person), the_plan(session, plan_key)
        where = next((one for one in channels(session) if one.id == number), None)
        if where is None:
            raise CommandError(f"There is no channel {number}: `sendbot channel list` shows those that the bot is in.")
        area = area_by_ref(session, plan, ref) if ref else None
        if ref and area is None:
            raise CommandError(f"There is no area {ref} in {plan.key}: name another.")
        try:
            words, refused = work(session, audit, person, where, plan, area, moment_of(None)), False
        except TieRefused as refusal:
            words, refused = str(refusal), True
    if refused:
        raise CommandError(words)
    print(words)
