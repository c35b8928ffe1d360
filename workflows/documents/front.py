"""Sections 0 to 4, which a Board member reads first: what it is, how it stands, what is asked (`domain.md` 6.2)."""

from __future__ import annotations

from workflows.documents.blocks import Block, Cell, Column, Facts, Lines, Link, Paragraph, Rated, Section, Table
from workflows.documents.identified import Identified
from workflows.documents.position import NO_EARLIER_COUNT, area_counts, is_first, position_table
from workflows.documents.spare_columns import without_empty
from workflows.exception_report.body_rows import AreaPosition, ReportAsk, ReportException
from workflows.exception_report.entries import FALLEN_SILENT, SILENT_AGAIN
from workflows.exception_report.value import ExceptionReport
from workflows.language import count_words, day_words, list_words, moment_words, short

# Why an action is here, in two or three words for the index, and the rule behind them for appendix B (`domain.md` 6.1).
REASON_WORDS: dict[str, tuple[str, str]] = {
    "E1": ("Off track", "The lead rates the action off track."),
    "E2": ("Late", "A milestone has passed its current date and is not complete."),
    "E3": ("Forecast late", "The lead forecasts a date later than the tolerance allows."),
    "E4": ("No update", "No accepted update was received in the period."),
    "E5": ("Worse", "The rating is worse than in the last report, or an indicator worsens while work is under way."),
    "E6": ("Conflict with dates", "What the lead rated and what the dates or the evidence say do not agree."),
    "E7": ("Indicator off", "A linked indicator is well short of its trajectory, or has no fresh reading."),
    "E8": ("Date change", "A change of date was requested, approved or refused in the period."),
    "E9": ("Moved often", "The date has been moved too often, or too far in all."),
    "E10": ("Held up", "The action waits for one that is off track or late."),
    "E11": ("No lead in post", "The lead's post is vacant or unknown."),
    "E12": ("No impact yet", "Rated complete, but a linked indicator is off trajectory."),
    "E13": ("Statutory date near", "A date promised to a regulator is within a month and not on track."),
    "E14": ("Called in", "A Senior Responsible Officer or the Chair asked for it to be reported."),
    "E15": ("No movement", "The same rating for several reports, with nothing completed."),
}
SHORT_TITLE, SHORT_POSTS = 46, 46  # characters: two lines of the index; the whole stands in appendix A
ONE_LINE = 44  # characters of an area's title; the whole of it stands in section 14
MOST_NAMED = 150  # refs below the index: more would be a side of nothing else, and appendix A has them all
INDEX_ROWS, FEWEST_INDEX_ROWS = 60, 12  # sixty take about a side and three quarters: the body holds four
USUAL_AREAS, USUAL_ASKS = 6, 6  # what is above these takes the room of as many rows
SHORT_FORMS = (
    "SEND: special educational needs and disabilities. SRO: Senior Responsible Officer. KPI: key performance indicator."
)
KINDS = {
    "WSOA": "WSOA: Written Statement of Action.",
    "APP": "APP: Accelerated Progress Plan.",
    "PAP": "PAP: Priority Action Plan.",
}


def reason_words(code: str) -> str:
    return REASON_WORDS.get(code, (code, ""))[0]


def entry_anchors(report: ExceptionReport) -> dict[str, str]:
    """A ref is text of any kind, so in links an entry is named by its place in the report."""
    return {entry.ref: f"entry-{place}" for place, entry in enumerate(report.exceptions, start=1)}


def front_sections(report: ExceptionReport) -> tuple[Section, ...]:
    return (
        Section("0", "Front block", (_front_block(report),)),
        Section("1", "Summary", (Paragraph(report.summary),)),
        Section("2", "Asks of the Board", _asks(report)),
        Section("3", "Position table", _position(report)),
        Section("4", "Exceptions index", _index(report)),
    )


def posts(names: tuple[str, ...]) -> str:
    """Joined by semicolons: a post's name may hold commas and an "and" of its own."""
    return "; ".join(names) or "None named in the plan"


def edition_words(report: Identified) -> str:
    return "Working copy" if report.edition is None else f"Edition {report.edition}"


def replaced_words(report: ExceptionReport) -> str:
    because = report.replaced_because
    return f"Edition {report.replaces}, because: {because}" if because else f"Edition {report.replaces}"


def _front_block(report: ExceptionReport) -> Facts:
    period = (
        f"{day_words(report.period_from)} to {day_words(report.period_to)}"
        if report.period_from
        else f"Up to {day_words(report.period_to)} (first report)"
    )
    following = f"; the one after, {day_words(report.next_meeting_on)}" if report.next_meeting_on else ""
    meeting = f"{day_words(report.meeting_on)}{following}" if report.meeting_on else "no date set"
    board = f"{report.board[:1].upper()}{report.board[1:]}"  # "the Board", where the plan names none
    return Facts(
        caption="About this report",
        about="Two columns: what is described, and its details.",
        rows=(
            ("Board and meeting", f"{board}: {meeting}"),
            ("Period and cut-off", f"{period}; data cut-off {moment_words(report.cut_off)} (Europe/London)"),
            (
                "Edition and marking",
                f"{edition_words(report)}, {report.status}, {report.marking}",
            ),
            *((("Replaces", replaced_words(report)),) if report.replaces else ()),
            ("Prepared by", report.prepared_by),
            ("SRO confirmation", _confirmation(report)),
            ("Short forms", " ".join((SHORT_FORMS, KINDS.get(report.plan.kind, ""))).strip()),
        ),
    )


def _confirmation(report: ExceptionReport) -> Cell:
    """Areas that share a state share a line, so that five silent areas do not take five lines."""
    areas_in: dict[str, list[str]] = {}
    for area in report.sign_off:
        areas_in.setdefault(area.state, []).append(area.area_ref)
    return Lines(
        tuple(
            f"{'Area' if len(refs) == 1 else 'Areas'} {list_words(refs)}: {state}" for state, refs in areas_in.items()
        )
    )


def _asks(report: ExceptionReport) -> tuple[Block, ...]:
    resolution = Paragraph(report.resolution, label="Proposed resolution.")
    if not report.asks:
        return (Paragraph("No decisions are asked of the Board."), resolution)
    table = Table(
        caption="Asks of the Board",
        about="One row for each ask: its number and type, what is asked about which actions, of whom, and by when.",
        columns=(
            Column("Ask", 10),
            Column("Type", 19),
            Column("What is asked", 78),
            Column("Of whom", 45),
            Column("By when", 28, spare=True),
        ),
        rows=[(str(ask.number), ask.kind, _ask_words(ask), ask.addressed_to, ask.by_when) for ask in report.asks],
    )
    return (*without_empty(table), resolution)


def _position(report: ExceptionReport) -> tuple[Block, ...]:
    total = count_words(report.position["total"], "action")
    if report.reconciles:
        note = Paragraph(f"The tables by rating and by area both add up to {total}.")
    else:
        note = Paragraph(
            f"Does not reconcile: the counts do not add up to {total}. This report cannot be made final.", strong=True
        )
    first = (Paragraph(NO_EARLIER_COUNT),) if is_first(report) else ()
    return (note, position_table(report, "This report"), *first, *_area_tables(report))


def _area_tables(report: ExceptionReport) -> tuple[Block, ...]:
    """Two tables: the counts fill the width of a page, and leave no room for the SRO and the reason beside them."""
    if not report.areas:
        return (Paragraph("The plan has no improvement areas."),)
    worst = Table(
        caption="Senior Responsible Officer and worst rating of each area",
        about="One row for each area: its SRO, how many of its actions are exceptions, its worst rating and why.",
        columns=(
            Column("Area", 11),
            Column("SRO", 72, spare=True),
            Column("Exceptions", 21, number=True),
            Column("Worst rating and why", 76),
        ),
        rows=[
            (area.ref, "; ".join(area.sros), area.by_exception, Rated(area.worst, words=_worst_words(area)))
            for area in report.areas
        ],
        captioned=True,
    )
    return (area_counts(report, "By improvement area", ONE_LINE), *without_empty(worst))


def _worst_words(area: AreaPosition) -> str:
    """The reason begins with the rating's word as a rule; the word must be there in any case."""
    because = area.worst_because
    return because if because.startswith(area.worst) else f"{area.worst}: {because}" if because else area.worst


def index_rows(report: ExceptionReport) -> int:
    """As many as the tables above leave room for."""
    more_areas = max(0, len(report.areas) - USUAL_AREAS)
    more_asks = max(0, len(report.asks) - USUAL_ASKS)
    return max(FEWEST_INDEX_ROWS, INDEX_ROWS - more_areas - more_asks)


def _index(report: ExceptionReport) -> tuple[Block, ...]:
    if not report.exceptions:
        return (Paragraph("No actions are reported by exception."),)
    anchors, most = entry_anchors(report), index_rows(report)
    table = Table(
        caption="Exceptions index",
        about="One row for each action reported by exception, the most serious first.",
        columns=(
            Column("Ref", 11),
            Column("Action", 40),
            Column("Area", 9),
            Column("Lead post", 38.5, spare=True),
            Column("Rating", 22.5),
            Column("Reason", 22.5),
            Column("Due", 21.5),
            Column("Days late", 10.5, number=True),
            Column("Ask", 9.2, spare=True),
        ),
        rows=[_index_row(entry, anchors, first=is_first(report)) for entry in report.exceptions[:most]],
    )
    below = [entry.ref for entry in report.exceptions[most:]]
    if not below:
        return without_empty(table)
    more = count_words(len(below), "less serious exception stands", "less serious exceptions stand")
    named = f": {list_words(below)}" if len(below) <= MOST_NAMED else ""
    return (*without_empty(table), Paragraph(f"{more} in Appendix A with the reasons{named}."))


def _index_row(entry: ReportException, anchors: dict[str, str], *, first: bool) -> tuple[Cell, ...]:
    return (
        Link(entry.ref, anchors[entry.ref]) if entry.full_entry else entry.ref,
        short(entry.title, SHORT_TITLE),
        entry.area_ref,
        short("; ".join(entry.lead_posts), SHORT_POSTS),
        Rated(entry.rating, "" if first else _was_words(entry)),
        "; ".join(reason_words(code) for code in entry.codes),
        entry.current,
        entry.days_late,
        ", ".join(map(str, entry.ask_numbers)),
    )


def _was_words(entry: ReportException) -> str:
    """Movement in a narrow column: what the rating's own word says already is not said again."""
    if entry.previous_rating in {"None", entry.rating}:
        return "as before" if entry.movement in SILENT_AGAIN else entry.movement
    if entry.movement == FALLEN_SILENT:
        return f"was {entry.previous_rating}"
    return f"was {entry.previous_rating}: {entry.movement}"


MOST_REFS = 8


def _ask_words(ask: ReportAsk) -> str:
    """The text names its actions as a rule. Where it does not: a few refs, or the index, which gives each its ask."""
    if not ask.refs or all(ref in ask.text for ref in ask.refs):
        return ask.text
    refs = list_words(ask.refs) if len(ask.refs) <= MOST_REFS else f"{len(ask.refs)}, see section 4"
    return f"{ask.text} Actions: {refs}."
