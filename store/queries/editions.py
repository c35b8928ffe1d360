"""Editions of a plan's exception report, and what people added to one and decided about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, select

from store.queries.people import in_post_on, post_names
from store.refs import normalised_ref
from store.tables import (
    Action,
    AreaConfirmation,
    AreaSro,
    Ask,
    Board,
    Edition,
    EditionComment,
    EditionFile,
    ImprovementArea,
    Meeting,
    Person,
    Plan,
    SentBack,
    SmallCountDecision,
)
from store.types import Capacity, EditionStatus

EXCEPTION = "exception"


def editions_of(session: Session, plan: Plan) -> list[Edition]:
    """Newest first."""
    rows = session.exec(
        select(Edition)
        .where(Edition.plan_id == plan.id, Edition.kind == EXCEPTION)
        .order_by(col(Edition.number).desc())
    )
    return list(rows)


def edition_by_number(session: Session, plan: Plan, number: int) -> Edition | None:
    return session.exec(
        select(Edition).where(Edition.plan_id == plan.id, Edition.kind == EXCEPTION, Edition.number == number)
    ).first()


def edition_by_id(session: Session, edition_id: int) -> Edition | None:
    return session.get(Edition, edition_id)


def editions_not_issued(session: Session, plan: Plan) -> list[Edition]:
    """Drafts and finals, newest first."""
    return [edition for edition in editions_of(session, plan) if edition.status is not EditionStatus.ISSUED]


def edition_replacing(session: Session, edition: Edition) -> Edition | None:
    return session.exec(select(Edition).where(Edition.replaces_id == edition.id)).first()


def next_number(session: Session, plan: Plan) -> int:
    highest = session.exec(
        select(func.max(Edition.number)).where(Edition.plan_id == plan.id, Edition.kind == EXCEPTION)
    ).one()
    return (highest or 0) + 1


def meetings_with_an_edition(session: Session, meeting_ids: Iterable[int]) -> set[int]:
    rows = session.exec(
        select(Edition.meeting_id).where(col(Edition.meeting_id).in_(list(meeting_ids)), Edition.kind == EXCEPTION)
    )
    return {meeting for meeting in rows if meeting is not None}


def first_edition_for(session: Session, meeting: Meeting) -> Edition | None:
    return session.exec(
        select(Edition).where(Edition.meeting_id == meeting.id, Edition.kind == EXCEPTION).order_by(col(Edition.number))
    ).first()


def meeting_on(session: Session, plan: Plan, day: date) -> Meeting | None:
    return session.exec(
        select(Meeting)
        .join(Board, col(Board.id) == Meeting.board_id)
        .where(Board.plan_id == plan.id, Meeting.held_on == day)
        .order_by(col(Meeting.id))
    ).first()


def confirmations_of(session: Session, edition: Edition) -> list[tuple[AreaConfirmation, ImprovementArea]]:
    rows = session.exec(
        select(AreaConfirmation, ImprovementArea)
        .join(ImprovementArea, col(ImprovementArea.id) == AreaConfirmation.area_id)
        .where(AreaConfirmation.edition_id == edition.id)
        .order_by(col(ImprovementArea.sort_key), col(ImprovementArea.ref))
    )
    return list(rows)


def confirmation_of(session: Session, edition: Edition, area: ImprovementArea) -> AreaConfirmation | None:
    return session.get(AreaConfirmation, (edition.id, area.id))


def comments_of(session: Session, edition: Edition) -> list[EditionComment]:
    """In the order of writing; those taken back are left out."""
    rows = session.exec(
        select(EditionComment)
        .where(EditionComment.edition_id == edition.id, col(EditionComment.withdrawn_at).is_(None))
        .order_by(col(EditionComment.at), col(EditionComment.id))
    )
    return list(rows)


def small_counts_of(session: Session, edition: Edition) -> list[SmallCountDecision]:
    rows = session.exec(
        select(SmallCountDecision)
        .where(SmallCountDecision.edition_id == edition.id)
        .order_by(col(SmallCountDecision.id))
    )
    return list(rows)


def sent_back_of(session: Session, edition: Edition) -> list[tuple[SentBack, Action]]:
    rows = session.exec(
        select(SentBack, Action)
        .join(Action, col(Action.id) == SentBack.action_id)
        .where(SentBack.edition_id == edition.id)
        .order_by(col(SentBack.at), col(SentBack.id))
    )
    return list(rows)


def asks_raised_since(session: Session, edition: Edition) -> list[Ask]:
    """Open asks of this edition's meeting that its data cut is too old to hold."""
    rows = session.exec(
        select(Ask)
        .where(
            Ask.plan_id == edition.plan_id,
            Ask.meeting_id == edition.meeting_id,
            Ask.raised_at > edition.cut_off_at,
            col(Ask.closed_at).is_(None),
        )
        .order_by(col(Ask.raised_at), col(Ask.id))
    )
    return list(rows)


def open_asks(session: Session, edition: Edition) -> list[Ask]:
    """All that may be printed in an edition: those of its meeting, and those of no meeting in particular."""
    rows = session.exec(
        select(Ask)
        .where(
            Ask.plan_id == edition.plan_id,
            (col(Ask.meeting_id).is_(None)) | (Ask.meeting_id == edition.meeting_id),
            col(Ask.closed_at).is_(None),
        )
        .order_by(col(Ask.raised_at), col(Ask.id))
    )
    return list(rows)


def file_of(session: Session, edition: Edition, form: str) -> EditionFile | None:
    return session.get(EditionFile, (edition.id, form))


def files_of(session: Session, edition: Edition) -> list[EditionFile]:
    rows = session.exec(select(EditionFile).where(EditionFile.edition_id == edition.id).order_by(col(EditionFile.form)))
    return list(rows)


def area_by_ref(session: Session, plan: Plan, ref: str) -> ImprovementArea | None:
    rows = session.exec(select(ImprovementArea).where(ImprovementArea.plan_id == plan.id))
    return next((area for area in rows if normalised_ref(area.ref) == normalised_ref(ref)), None)


def area_by_id(session: Session, plan: Plan, area_id: int) -> ImprovementArea | None:
    area = session.get(ImprovementArea, area_id)
    return area if area is not None and area.plan_id == plan.id else None


@dataclass(frozen=True, slots=True)
class SroInPost:
    """`post` is the post's name as printed: "Director of Public Health, CBMDC"."""

    person: Person
    post: str


def sros_of_area(session: Session, area: ImprovementArea, day: date) -> list[SroInPost]:
    """Who holds the area's SRO posts on a day, in the order of the plan."""
    posts = session.exec(
        select(AreaSro.post_id).where(AreaSro.area_id == area.id).order_by(col(AreaSro.position))
    ).all()
    names, in_post = post_names(session, posts), in_post_on(session, posts, day)
    return [
        SroInPost(held.person, names[post])
        for post in posts
        for held in in_post.get(post, [])
        if held.capacity is Capacity.HOLDER
    ]


def areas_of(session: Session, plan: Plan) -> list[ImprovementArea]:
    rows = session.exec(
        select(ImprovementArea)
        .where(ImprovementArea.plan_id == plan.id)
        .order_by(col(ImprovementArea.sort_key), col(ImprovementArea.ref))
    )
    return list(rows)
