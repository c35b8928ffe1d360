"""The text of an issued edition as it went out, read from what is kept of it and never compiled again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from store.tables import Edition
from store.working_days import london_date
from workflows.answers import Quotation, Quotations
from workflows.language import count_words, day_words, list_words

NOTHING_SAID = "The edition says nothing of it."
Compiled = Mapping[str, Any]


def meeting_of(edition: Edition) -> date:
    """The day of the Board that it was for; of its data where no meeting was ahead."""
    return _day(_compiled(edition).get("meeting_on")) or london_date(edition.cut_off_at)


def told_of_plan(edition: Edition, now: datetime) -> Quotations:
    report = _compiled(edition)
    quotations = (Quotation("Summary", report["summary"]), Quotation("Proposed resolution", report["resolution"]))
    return Quotations(_heading(edition), (_when(edition, report),), quotations, now)


def told_of_areas(edition: Edition, refs: Sequence[str], now: datetime) -> Quotations:
    report = _compiled(edition)
    quotations = tuple(
        Quotation(
            f"Area {area['ref']}: {area['title']}",
            f"{area['worst_because']}.",
            f"{count_words(area['total'], 'action')}, {area['by_exception']} by exception: "
            + ", ".join(f"{number} {label}" for label, number in area["counts"].items() if number),
        )
        for area in report["areas"]
        if area["ref"] in refs
    )
    return Quotations(_heading(edition), (_when(edition, report),), quotations, now)


def told_of_actions(edition: Edition, refs: Sequence[str], now: datetime) -> Quotations:
    report = _compiled(edition)
    quotations = tuple(quotation for ref in refs for quotation in _of_action(report, ref))
    return Quotations(_heading(edition), (_when(edition, report),), quotations, now)


def printed_asks(edition: Edition, now: datetime) -> Quotations:
    report = _compiled(edition)
    quotations = tuple(
        Quotation(
            f"{ask['number']}. {ask['kind']}: {ask['addressed_to']}"
            + (f", by {day_words(_day(ask['by_when']))}" if ask["by_when"] else ""),
            ask["text"],
            f"About {list_words(ask['refs'])}" if ask["refs"] else "",
        )
        for ask in report["asks"]
    )
    none = () if quotations else ("No ask of the Board was printed in it.",)
    return Quotations(f"Asks in report {edition.number}", (_when(edition, report), *none), quotations, now)


def _of_action(report: Compiled, ref: str) -> Iterator[Quotation]:
    entry = next((row for row in report["exceptions"] if row["ref"] == ref), None)
    if entry is not None:
        said = f"{entry['rating_words']}. {'; '.join(entry['reasons'])}."
        words = entry["update_text"] or said
        yield Quotation(f"{ref} {entry['title']}: by exception", words, said if entry["update_text"] else "")
        return
    line = next((row for row in report["register"] if row["ref"] == ref), None)
    if line is None:
        yield Quotation(ref, NOTHING_SAID)
        return
    due = f"; next due {day_words(_day(line['next_due']))}" if line["next_due"] else ""
    yield Quotation(
        f"{ref} {line['title']}: not by exception",
        f"{line['rating']}. {line['timing']}{due}. "
        f"{line['milestones_complete']} of {count_words(line['milestones_total'], 'milestone')} complete.",
    )


def _heading(edition: Edition) -> str:
    return f"What report {edition.number} said"


def _when(edition: Edition, report: Compiled) -> str:
    """Issued on 7 March 2023 for the Board of 23 March 2023, on data as at 6 March 2023."""
    meeting = _day(report.get("meeting_on"))
    board = f" for {report['board']} of {day_words(meeting)}" if meeting else ""
    issued = day_words(london_date(edition.issued_at)) if edition.issued_at else "a day not recorded"
    return f"Issued on {issued}{board}, on data as at {day_words(london_date(edition.cut_off_at))}."


def _compiled(edition: Edition) -> Compiled:
    return json.loads(edition.compiled)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None
