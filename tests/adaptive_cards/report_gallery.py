"""Every card by which a report is fetched, in every branch."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from adaptive_cards import edition_issued, file_not_saved, report_ready
from bot.filing.errors import UploadUnknown
from tests.adaptive_cards import example_answers as answers
from tests.adaptive_cards.example_editions import CUT_OFF
from workflows.answers import EditionIssued

FORMS = ("Word", "Excel", "PDF", "web page")


def edition_issued_to_one(replaces: str = "", **changes: Any) -> EditionIssued:
    ready = answers.report_ready(
        **{"title": "WSOA Exception Report: Wharfemoor SEND Board", "status": "FINAL", "as_at": CUT_OFF} | changes
    )
    return EditionIssued(7, "Wharfemoor SEND improvement plan", ready, replaces)


REPORT_GALLERY: dict[str, Callable[[], dict[str, Any]]] = {
    "report_ready": lambda: report_ready.build(answers.report_ready()),
    "report_ready_without_teams_files": lambda: report_ready.build(answers.report_ready(to_save=())),
    "edition_issued": lambda: edition_issued.build(edition_issued_to_one()),
    "edition_issued_again": lambda: edition_issued.build(
        edition_issued_to_one("It replaces edition 6: the count of area 3 was wrong")
    ),
    "file_not_saved": lambda: file_not_saved.build(
        str(UploadUnknown()),
        name="Exception report (Word), edition 7",
        token="abc",
        address="https://sendbot.example/r/w",
    ),
}
