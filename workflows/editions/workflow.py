"""What people added to an edition and decided about it: as rows beside its data cut, kept with it when it is frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from store.cut import AskRow
from store.queries.editions import (
    asks_raised_since,
    comments_of,
    confirmations_of,
    edition_by_id,
    sent_back_of,
    small_counts_of,
)
from store.tables import Edition, Person
from workflows.exception_report.appendix_rows import EditionDifference
from workflows.language import moment_words


@dataclass(frozen=True, slots=True)
class AreaWord:
    """An SRO's word on their area. `content_hash` is of what the edition said of the area then."""

    area_ref: str
    by: str
    at: datetime
    confirmed: bool
    reason: str
    content_hash: str


@dataclass(frozen=True, slots=True)
class Comment:
    """On a section, or on an action; the other is blank."""

    section: str
    ref: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SmallCount:
    """Whether the small counts of one text, named by its place and hash, are printed or stay suppressed."""

    place: str
    text_hash: str
    shown: bool


@dataclass(frozen=True, slots=True)
class ItemSentBack:
    ref: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Workflow:
    """`asks` are those raised since the cut. `differences` are from the edition that this one replaces."""

    confirmations: tuple[AreaWord, ...] = ()
    comments: tuple[Comment, ...] = ()
    asks: tuple[AskRow, ...] = ()
    small_counts: tuple[SmallCount, ...] = ()
    sent_back: tuple[ItemSentBack, ...] = ()
    cleared_by: str = ""
    replaces: int | None = None
    replaced_because: str = ""
    differences: tuple[EditionDifference, ...] = ()


def workflow_of(session: Session, edition: Edition, *, replaced_because: str) -> Workflow:
    """As the register holds it now; the differences are not known yet."""
    replaced = edition_by_id(session, edition.replaces_id) if edition.replaces_id else None
    return Workflow(
        confirmations=tuple(
            AreaWord(area.ref, row.as_post, row.at, row.confirmed, row.reason, row.content_hash)
            for row, area in confirmations_of(session, edition)
        ),
        comments=tuple(Comment(row.section, row.action_ref, row.text, row.at) for row in comments_of(session, edition)),
        asks=tuple(
            AskRow(row.kind, row.text, row.addressed_to, row.by_when, tuple(filter(None, row.action_refs.split(";"))))
            for row in asks_raised_since(session, edition)
        ),
        small_counts=tuple(
            SmallCount(row.place, row.text_hash, row.shown) for row in small_counts_of(session, edition)
        ),
        sent_back=tuple(ItemSentBack(action.ref, row.at) for row, action in sent_back_of(session, edition)),
        cleared_by=_cleared_by(session, edition),
        replaces=replaced.number if replaced else None,
        replaced_because=replaced_because,
    )


def _cleared_by(session: Session, edition: Edition) -> str:
    if edition.cleared_by_id is None or edition.cleared_at is None:
        return ""
    return f"{session.get_one(Person, edition.cleared_by_id).name}, {moment_words(edition.cleared_at)}"
