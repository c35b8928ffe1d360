"""Whose turn it is to change what all plans share."""

from __future__ import annotations

from sqlmodel import Session

from store.database import one_at_a_time


def wait_for_other_imports(session: Session) -> None:
    """Two plans name the same posts, and two files the same people: whoever comes second finds what the first made."""
    one_at_a_time(session, "register files")
