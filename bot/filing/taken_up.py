"""An offer is taken up once, however often Teams says so and whichever copy of the program it says it to."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from enum import Enum, auto

from sqlmodel import Session

from bot.links import FileOffer
from bot.reports import DOWNLOAD, Reports, subject_of
from store.database import one_at_a_time
from store.queries.audits import entries_about
from workflows.documents.written import Written

SAVE = "save_file"
LONGEST = timedelta(minutes=2)
"""Sending a file takes less, or is given up: nobody is at it any more after that."""


class TakenUp(Enum):
    NOW = auto()
    ALREADY = auto()  # it was saved, or its fault was told, or it is on its way
    LOST = auto()  # the program stopped on the way, and what came of it nobody knows


def take_up(session: Session, reports: Reports, offer: FileOffer, file: Written, now: datetime) -> TakenUp:
    """By what the audit tells of this offer. Of one that is taken up now it tells before a byte leaves."""
    one_at_a_time(session, f"offer {offer.number}")
    begun: datetime | None = None
    for entry in entries_about(session, offer.link.plan_key, subject_of(offer.link)):
        if entry.action not in {DOWNLOAD, SAVE} or json.loads(entry.content or "{}").get("offer") != offer.number:
            continue
        if entry.action == SAVE:
            return TakenUp.ALREADY
        begun = entry.at
    if begun is not None:
        return TakenUp.LOST if now - begun > LONGEST else TakenUp.ALREADY
    reports.record_download(session, offer.link, file, now, offer=offer.number)
    return TakenUp.NOW
