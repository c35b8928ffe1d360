"""The school holidays that the register holds."""

from __future__ import annotations

from sqlmodel import Session

from bot.conversation.school_terms import SchoolBreak
from store.queries.people import school_holidays


def school_breaks(session: Session) -> tuple[SchoolBreak, ...]:
    return tuple(SchoolBreak(one.starts_on, one.ends_on, one.title) for one in school_holidays(session))
