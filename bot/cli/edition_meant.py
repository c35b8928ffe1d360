"""Which edition a command is about, and the links to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.common import CommandError
from bot.cli.deciding import Turn

if TYPE_CHECKING:
    from sqlmodel import Session

    from bot.reports import Reports
    from store.tables import Edition, Plan

OfEdition = Annotated[int | None, typer.Option("--edition", metavar="N", help="Not needed while one is not issued.")]


def of(turn: Turn, number: int | None) -> dict[str, object]:
    return {"plan": turn.plan, "edition": edition_meant(turn.session, turn.plan, number)}


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
    return Reports(
        signer,
        turn.audit,
        settings.address,
        settings.link_hours,
        settings.issued_link_days,
        settings.word_template,
    )
