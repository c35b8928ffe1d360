"""The sheets that are read as text: what the workbook is, the asks, the notes, the key, and what changed."""

from __future__ import annotations

from collections.abc import Sequence

from workflows.documents.annexes import TO_BE_RECORDED, audit_words, compiled_under
from workflows.documents.blocks import Link, Rated
from workflows.documents.colours import tints
from workflows.documents.excel_columns import ACTION, DATE, REF
from workflows.documents.front import REASON_WORDS, edition_words, posts, replaced_words
from workflows.documents.sheet import Sheet, SheetCell, sheet_of
from workflows.exception_report.annex_rows import Dependency
from workflows.exception_report.value import ExceptionReport
from workflows.language import count_words, day_words, moment_words


def about(report: ExceptionReport, others: Sequence[Sheet]) -> Sheet:
    period = day_words(report.period_from) if report.period_from else "The beginning (first report)"
    total = count_words(report.position["total"], "action")
    rows: list[tuple[SheetCell, SheetCell]] = [
        ("Status", f"{report.status}: {edition_words(report)}"),
        ("Marking", report.marking),
        ("Data cut-off", f"{moment_words(report.cut_off)} (Europe/London)"),
        ("Period", f"{period} to {day_words(report.period_to)}"),
        ("Board", report.board),
        ("Meeting", day_words(report.meeting_on, "No date set")),
        ("Meeting after", day_words(report.next_meeting_on, "No date set")),
        ("Summary", report.summary),
        ("Proposed resolution", report.resolution),
        ("Counts", f"Every table adds up to {total}." if report.reconciles else f"They do not add up to {total}."),
        *((("Replaces", replaced_words(report)),) if report.replaces else ()),
        ("Prepared by", report.prepared_by),
        ("Compiled under", compiled_under(report)),
        ("Cleared by", report.cleared_by or TO_BE_RECORDED),
        ("Received by the Chair", f"{TO_BE_RECORDED}, with the reference of the minute"),
        ("Audit record", audit_words(report)),
        ("In another format", f"Ask the {report.prepared_by}."),
        *((Link(f"Sheet “{sheet.name}”", sheet.name), f"{sheet.about}.") for sheet in others),
    ]
    return Sheet(
        "About this report",
        "",
        (("Item", 38), ("Detail", 96)),
        rows,
        above=(report.title, report.plan.title, f"{report.status} · {report.marking}"),
    )


def asks(report: ExceptionReport) -> Sheet:
    return sheet_of(
        "Asks",
        "What is asked of the Board, of whom and by when",
        report.asks,
        (
            ("Ask", 8, lambda row: row.number),
            ("Type", 15, lambda row: row.kind),
            ("What is asked", 70, lambda row: row.text),
            ("Of whom", 36, lambda row: row.addressed_to),
            ("By when", DATE, lambda row: row.by_when),
            ("Actions", 30, lambda row: ", ".join(row.refs)),
        ),
        "No decisions are asked of the Board.",
    )


def sign_off(report: ExceptionReport) -> Sheet:
    return sheet_of(
        "Sign-off",
        "Whether each area’s Senior Responsible Officer (SRO) has confirmed it",
        report.sign_off,
        (
            ("Area", 8, lambda row: row.area_ref),
            ("Title", 60, lambda row: row.area_title),
            ("SRO", 44, lambda row: posts(row.sros)),
            ("Confirmation", 50, lambda row: row.state),
        ),
        "The plan has no improvement areas to sign off.",
    )


def rating_key(report: ExceptionReport) -> Sheet:
    """The words that may stand in a rating column come first: the register's drop-down list points at them."""
    meanings = {line.label: line.meaning for line in report.rating_key}
    rows: list[tuple[SheetCell, ...]] = [
        *(
            ("Rating", Rated(word), meanings[word])
            if word in meanings
            else ("State", Rated(word), "A state of an action, and no rating by its lead alone.")
            for word in tints(report)
        ),
        *(("Timing", *_word_and_meaning(line)) for line in report.timing_key),
        *(("Reason for exception", f"{code}: {words}", rule) for code, (words, rule) in REASON_WORDS.items()),
    ]
    return Sheet(
        "Rating key",
        "What the ratings, states, timings and codes mean",
        (("Kind", 22), ("Word", 32), ("Meaning", 90)),
        rows,
    )


def _word_and_meaning(line: str) -> tuple[str, str]:
    word, _, meaning = line.partition(": ")
    return (word, meaning) if meaning else ("Words of the Timing column", line)


def cleared(report: ExceptionReport) -> Sheet:
    return sheet_of(
        "Cleared",
        "Exceptions of the last report that are none any more",
        report.cleared,
        (REF, ACTION, ("Why it left the report", 70, lambda row: row.why)),
        "No exceptions were cleared since the last report.",
    )


def notes(report: ExceptionReport) -> Sheet:
    """What is said in sentences: on the data, on what waits for what, and by the compliance team."""
    rows: list[tuple[SheetCell, ...]] = [
        *(("Data note", "All", note, report.period_to) for note in report.data_notes),
        *((row.kind, row.ref, row.text, report.period_to) for row in report.risks if isinstance(row, Dependency)),
        *(
            ("Commentary by the compliance team", row.ref or f"Section {row.section}", row.text, row.on)
            for row in report.commentary
        ),
    ]
    return Sheet(
        "Notes",
        "Notes on the data, dependencies, and the compliance team’s commentary",
        (("Topic", 34), ("About", 16), ("Note", 90), ("On", DATE)),
        rows,
        "There are no open data notes.",
    )


def change_log(report: ExceptionReport) -> Sheet:
    return sheet_of(
        "Change log",
        "What changed in the register since the last edition",
        report.changes,
        (
            ("Ref", 20, lambda row: row.ref),
            ("Field", 20, lambda row: row.field),
            ("Old", 32, lambda row: row.old),
            ("New", 32, lambda row: row.new),
            ("By", 40, lambda row: row.by),
            ("On", DATE, lambda row: row.on),
        ),
        "Nothing in the register has changed since the last edition.",
    )


def differences(report: ExceptionReport) -> Sheet:
    return sheet_of(
        "Differences",
        f"What differs from edition {report.replaces}, which this edition replaces",
        report.differences,
        (
            ("Part", 28, lambda row: row.part),
            ("Item", 18, lambda row: row.item or "All"),
            ("Change", 14, lambda row: row.change),
            ("Field", 22, lambda row: row.field),
            ("Old", 44, lambda row: row.old),
            ("New", 44, lambda row: row.new),
        ),
        f"This edition says the same as edition {report.replaces}.",
    )
