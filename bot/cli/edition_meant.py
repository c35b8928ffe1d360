"""Which edition a command is about, one person's step on it, and the links to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.common import CommandError
from bot.cli.deciding import Told, Turn, decide

if TYPE_CHECKING:
    from sqlmodel import Session

    from bot.reports import Reports
    from store.tables import Edition, Plan

AsPerson = Annotated[str, typer.Option("--as", metavar="PERSON", help="Who takes the step: a key from people.csv.")]
OfEdition = Annotated[int | None, typer.Option("--edition", metavar="N", help="Not needed while one is not issued.")]
Reason = Annotated[str, typer.Option("--reason", help="Kept beside the decision.")]


def step(
    as_person: str,
    plan: str | None,
    as_json: bool,
    number: int | None,
    act: Callable[[Turn, Edition], Told],
) -> None:
    decide(as_person, plan, as_json, lambda turn: act(turn, edition_meant(turn.session, turn.plan, number)))


def of(turn: Turn, edition: Edition) -> dict[str, object]:
    return {"plan": turn.plan, "edition": edition}


def edition_meant(session: Session, plan: Plan, number: int | None) -> Edition:
    """The one named, or the only one that is not issued yet; with none of those, the newest."""
    from store.queries.editions import edition_by_number, editions_not_issued, editions_of

    if number is not None:
        found = edition_by_number(session, plan, number)
        if found is None:
            raise CommandError(f"There is no edition {number}: see `sendbot edition list`.")
        return found
    waiting = editions_not_issued(session, plan) or editions_of(session, plan)[:1]
    if not waiting:
        raise CommandError("There is no edition yet: make the draft with `sendbot edition draft`.")
    if len(waiting) > 1:
        numbers = ", ".join(str(edition.number) for edition in waiting)
        raise CommandError(f"Say which edition is meant with --edition: {numbers}.")
    return waiting[0]


def reports_of(turn: Turn) -> Reports:
    from bot.links import LinkSigner
    from bot.reports import Reports
    from bot.settings import Settings

    settings = Settings()  # pyright: ignore[reportCallIssue] - filled from the environment
    signer = LinkSigner.from_file(settings.secrets_folder / "links.key")
    return Reports(signer, turn.audit, settings.address, settings.link_hours)
