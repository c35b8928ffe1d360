"""Section 5: a full entry for each of the most serious exceptions, its fields always in the same order."""

from __future__ import annotations

from store.working_days import london_date
from workflows.documents.blocks import (
    Block,
    Cell,
    Entry,
    Link,
    Paragraph,
    Quoted,
    Rated,
    Section,
    Strong,
    Subheading,
    plain,
)
from workflows.documents.front import entry_anchors, index_rows, posts
from workflows.documents.options import option_fields, options_are_cut, whole_options
from workflows.exception_report.body_rows import Recovery, ReportException
from workflows.exception_report.limits import NARRATIVE_WORDS
from workflows.exception_report.value import ExceptionReport
from workflows.language import count_words, day_words, first_words, list_words, short

LINE = 116  # characters of an upright page
FULL_SEVERITY = 2  # of an action that has a full entry where there is room
MOST_NAMED = 8  # refs: more stand in the index in any case, and in no list
# These are fields of every entry: those without a word share one line, so that ten entries can fit in four sides.
ALWAYS_NAMED = ("Cause", "Effect if nothing changes", "Help needed", "Evidence")


def entries_section(report: ExceptionReport) -> Section:
    full = [entry for entry in report.exceptions if entry.full_entry]
    others = [entry.ref for entry in report.exceptions if not entry.full_entry]
    anchors = entry_anchors(report)
    blocks: list[Block] = []
    for entry in full:
        blocks += _entry(entry, anchors[entry.ref])
    if not full and not any(entry.severity <= FULL_SEVERITY for entry in report.exceptions):
        blocks.append(Paragraph("No action needs a full entry."))
    if others:
        stand = "stands" if len(others) == 1 else "stand"
        rest = "other " if full else ""
        named = list_words(others) if len(others) <= MOST_NAMED else f"The {rest}{len(others)} exceptions"
        where = "in the index alone" if len(report.exceptions) <= index_rows(report) else "in the index or below it"
        their = "its lead" if len(others) == 1 else "their leads"
        blocks.append(Paragraph(f"{named} {stand} {where}; what {their} wrote is in Appendix A."))
    return Section("5", "Exception entries", tuple(blocks))


def _full_text_anchor(anchor: str) -> str:
    return f"full-text-{anchor}"


def _said_by(entry: ReportException) -> str:
    """Who said it and when; an update of an earlier period shows its age."""
    when = day_words(london_date(entry.update_at)) if entry.update_at else ""
    return ", ".join(part for part in (entry.update_by, when) if part)


def full_texts(report: ExceptionReport) -> tuple[Block, ...]:
    """The updates and options that the body cuts or leaves out, whole (appendix A)."""
    anchors = entry_anchors(report)
    blocks: list[Block] = []
    for entry in report.exceptions:
        cut = first_words(entry.update_text, NARRATIVE_WORDS)[1]
        update = bool(entry.update_text) and (cut or not entry.full_entry)
        options = bool(entry.options) and (options_are_cut(entry) or not entry.full_entry)
        if update or options:
            title = f"{entry.ref} {short(entry.title, 90)}"
            blocks.append(Subheading(title, _full_text_anchor(anchors[entry.ref]), level=3))
        if update:
            blocks.append(Quoted(entry.update_text, _said_by(entry)))
        if options:
            blocks += whole_options(entry)
    return tuple(blocks)


def _entry(entry: ReportException, anchor: str) -> tuple[Block, ...]:
    rating = Rated(entry.rating, words=entry.rating_words)
    fields: list[tuple[str, Cell]] = [
        ("Area and SRO", f"{entry.area_ref}; {posts(entry.sros)}"),
        ("Lead", posts(entry.lead_posts)),
        ("Why it is here", _sentences(entry.reasons)),
        ("Dates", _dates(entry)),
        ("Lead’s update", _update(entry, anchor)),
        ("Cause", entry.cause),
        ("Effect if nothing changes", entry.effect or ("See option 1." if entry.options else "")),
        ("Waiting for", entry.waiting_for),
        ("Path to green", _path(entry)),
        ("Help needed", _help(entry)),
        ("Evidence", "; ".join(entry.evidence)),
        *option_fields(entry, _full_text_anchor(anchor)),
    ]
    missing = [label for label, detail in fields if not detail and label in ALWAYS_NAMED]
    if missing:
        fields.append(("Not given", f"{list_words([missing[0], *map(str.lower, missing[1:])])}."))
    lines = _lines_of([(label, detail) for label, detail in fields if detail], len(plain(rating)))
    return (Subheading(f"{entry.ref} {entry.title}", anchor), Entry(rating, lines))


def _lines_of(fields: list[tuple[str, Cell]], taken: int) -> tuple[tuple[tuple[str, Cell], ...], ...]:
    """Fields that have room on one line share it. `taken` is what the rating takes of the first, in characters."""
    lines: list[list[tuple[str, Cell]]] = [[]]
    for label, detail in fields:
        length = len(label) + len(plain(detail)) + 4
        if lines[-1] and taken + length > LINE:
            lines.append([])
            taken = 0
        lines[-1].append((label, detail))
        taken += length
    return tuple(tuple(line) for line in lines)


def _sentences(reasons: tuple[str, ...]) -> str:
    return " ".join(reason if reason.endswith((".", "?", "!", "…")) else f"{reason}." for reason in reasons)


def _dates(entry: ReportException) -> str:
    dates = [
        f"Baseline {day_words(entry.baseline, 'not set')}",
        f"current {day_words(entry.current, 'not set')}",
        f"forecast {day_words(entry.forecast, 'none given')}",
    ]
    if entry.days_late:
        dates.append(f"{count_words(entry.days_late, 'day')} late")
    if entry.days_late_baseline != entry.days_late:
        dates.append(f"{count_words(entry.days_late_baseline, 'day')} late against the baseline")
    return " ".join(part for part in (f"{'; '.join(dates)}.", _measure(entry)) if part)


def _measure(entry: ReportException) -> str:
    """Which milestone the dates belong to, when they tell."""
    key = (entry.baseline, entry.current, entry.forecast)
    found = [m for m in entry.milestones if (m.baseline, m.current, m.forecast) == key and m.measure]
    return f"Milestone {found[0].seq}: {short(found[0].measure, 90)}." if len(found) == 1 else ""


def _update(entry: ReportException, anchor: str) -> Cell:
    if not entry.update_text:
        return "No update received"
    text, cut = first_words(entry.update_text, NARRATIVE_WORDS)
    rest = Link("Full text in Appendix A", _full_text_anchor(anchor)) if cut else None
    return Quoted(text, _said_by(entry), rest)


def _path(entry: ReportException) -> Cell:
    match entry.recovery:
        case Recovery(what, by_whom, by_when, back_on_track):
            return (
                f"{_sentences((what,))} By whom: {by_whom or 'nobody named'}. By when: "
                f"{day_words(by_when, 'no date given')}. Back on track: {day_words(back_on_track, 'no date given')}."
            )
        case None:
            return Strong("No recovery plan received") if entry.recovery_required else ""


def _help(entry: ReportException) -> str:
    if not entry.ask_numbers:
        return entry.help_needed
    asks = f"{'ask' if len(entry.ask_numbers) == 1 else 'asks'} {list_words([str(n) for n in entry.ask_numbers])}"
    if not entry.help_needed:
        return f"See {asks} of section 2."
    return f"{_sentences((entry.help_needed,))} See {asks} of section 2."
