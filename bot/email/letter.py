"""What an email says, drawn up in the transaction that claims its message, so that sending it needs no database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workflows.answers import EditionIssued
from workflows.updates.views import RequestView


@dataclass(frozen=True, slots=True)
class RequestsToAnswer:
    """The requests of one message, and the personal link to their form with the moment at which it ends."""

    view: RequestView
    link: str
    link_ends: datetime


@dataclass(frozen=True, slots=True)
class Letter:
    """One email to one person. `reference` names it for good, so that a second attempt is the same email again.

    `follows` are the Message-IDs of the person's earlier requests, oldest first. `says` is a notice's paragraphs.
    """

    reference: str
    name: str
    subject: str
    written_at: datetime
    says: RequestsToAnswer | EditionIssued | tuple[str, ...]
    follows: tuple[str, ...] = ()
