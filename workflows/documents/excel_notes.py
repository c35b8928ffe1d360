"""The sheets that are read as text: the summary, the rating key, and the notes."""

from __future__ import annotations

from workflows.documents.annexes import TO_BE_RECORDED
from workflows.documents.appendices import difference_words
from workflows.documents.blocks import Rated
from workflows.documents.front import REASON_WORDS, edition_words, posts, replaced_words
from workflows.documents.sheet import Sheet, SheetCell
from workflows.exception_report.value import ExceptionReport
from workflows.language import day_words, moment_words


def summary(report: ExceptionReport) -> Sheet:
    rows: list[tuple[str, SheetCell]] = [
        ("Report", report.title),
        ("Plan", f"{report.plan.title}, version {report.plan.version} of the register"),
        ("Board", report.board),
        ("Meeting", report.meeting_on),
        ("Meeting after", report.next_meeting_on),
        ("Period from", report.period_from or "First report"),
        ("Period to", report.period_to),
        ("Data cut-off", f"{moment_words(report.cut_off)} (Europe/London)"),
        ("Edition", edition_words(report)),
        *((("Replaces", replaced_words(report)),) if report.replaces else ()),
        ("Status", report.status),
        ("Marking", report.marking),
        ("Version of the rules", report.rules_version),
        ("Prepared by", report.prepared_by),
        ("Summary", report.summary),
        ("Proposed resolution", report.resolution),
    ]
    for ask in report.asks:
        by_when = f" By {day_words(ask.by_when)}." if ask.by_when else ""
        text = f"{ask.text} Asked of: {ask.addressed_to}.{by_when} Actions: {', '.join(ask.refs) or 'none'}."
        rows.append((f"Ask {ask.number}: {ask.kind}", text))
    if not report.asks:
        rows.append(("Asks", "No decisions are asked of the Board."))
    rows += [(f"Sign-off, area {row.area_ref}", f"{posts(row.sros)}: {row.state}") for row in report.sign_off]
    rows += [
        ("Cleared by", report.cleared_by or TO_BE_RECORDED),
        ("Received by the Chair (minute reference)", TO_BE_RECORDED),
        ("Head of the audit record", report.audit_head or "None: this copy is not an edition"),
    ]
    return Sheet("Summary", (("Item", 32), ("Detail", 110)), rows, "None")


def rating_key(report: ExceptionReport) -> Sheet:
    """The words that may stand in a rating column come first: the register's drop-down list points at them."""
    labels = {line.label for line in report.rating_key}
    states = [line.label for line in report.position_table if not line.of_which and line.label not in labels]
    rows: list[tuple[SheetCell, ...]] = [
        *(("Rating", Rated(line.label), line.meaning) for line in report.rating_key),
        *(("State", Rated(label), "A state of an action, and no rating by its lead.") for label in states),
        *(("Timing", "Words of the Timing column", line) for line in report.timing_key),
        *(("Reason for exception", f"{code}: {words}", rule) for code, (words, rule) in REASON_WORDS.items()),
    ]
    return Sheet("Rating key", (("Kind", 22), ("Word", 32), ("Meaning", 100)), rows, "None")


def data_notes(report: ExceptionReport) -> Sheet:
    """What the report holds and no other sheet has room for."""
    rows: list[tuple[SheetCell, ...]] = [
        *(("Data note", "All", note) for note in report.data_notes),
        *(("Risk, issue or dependency", "See note", risk) for risk in report.risks),
        *(("Cleared exception", row.ref, f"{row.title}: {row.why}") for row in report.cleared),
        *(
            ("Change to the register", row.ref, f"{row.field}: {row.old} to {row.new}, {row.by}, {day_words(row.on)}")
            for row in report.changes
        ),
        *(
            (
                "Commentary by the compliance team",
                row.ref or f"Section {row.section}",
                f"{row.text} ({day_words(row.on)})",
            )
            for row in report.commentary
        ),
        *(
            (f"Difference from edition {report.replaces}", row.item or "All", difference_words(row))
            for row in report.differences
        ),
    ]
    return Sheet("Data notes", (("Topic", 28), ("Ref", 20), ("Note", 110)), rows, "There are no open data notes.")
