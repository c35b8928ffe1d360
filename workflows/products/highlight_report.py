"""The monthly highlight report of one area: its rating in the title, why, what is done about it, and what if not.

The form is that of a real SEND and inclusion highlight report (`domain.md` 6.8, [W7]); the words are the leads' own.
"""

from __future__ import annotations

from collections.abc import Sequence

from store.cut import AreaRow, DataCut, UpdateRow
from store.working_days import london_date
from workflows.documents.blocks import Block, Bullets, Cell, Column, Facts, Lines, Paragraph, Quoted, Rated, Table
from workflows.documents.front import posts
from workflows.exception_report.annex_rows import DueMilestone
from workflows.exception_report.body_rows import ReportException
from workflows.exception_report.naming import said_by
from workflows.language import count_words, day_words, first_words, list_words, moment_words
from workflows.products.area_summaries import due_in, progress_words
from workflows.products.basis import Basis, basis_of, paper
from workflows.products.indicator_lines import Judged, indicator_lines, indicator_sentence
from workflows.products.product import Kind, Part, Product
from workflows.products.wording import counts_sentence, period_words
from workflows.standing import Standing

UPDATE_WORDS = 60
"""Of a lead's update; the exception report and its appendix hold it whole."""

NAMED = 5
"""Actions told of one by one; the others are counted and stand in the exception report."""


def highlight_report(cut: DataCut, area: AreaRow) -> Product:
    basis = basis_of(cut)
    position = basis.position_in(area)
    entries = [entry for entry in basis.report.exceptions if entry.area_ref == area.ref]
    members = [standing for standing in basis.assessed.standings.values() if standing.area.ref == area.ref]
    parts = (
        Part("", "Front block", (_front(basis, area, members),)),
        Part("1", "Status update", (_status(basis, area, entries),)),
        Part("2", "This period", _this_period(basis, area, members)),
        Part("3", "Next period", (_next_period(due_in(basis, area)),)),
    )
    title = f"Highlight report, area {area.ref}: {position.worst}"
    of = f"area-{area.ref}"
    return paper(basis, Kind.HIGHLIGHT, title, basis.report.board, parts, of=of)


def _front(basis: Basis, area: AreaRow, members: Sequence[Standing]) -> Facts:
    position = basis.position_in(area)
    leads = dict.fromkeys(post.name for standing in members for post in standing.action.leads)
    return Facts(
        caption="About this report",
        about="Two columns: what is described, and its details.",
        rows=(
            ("Priority", f"Area {area.ref}: {area.title}"),
            ("Rating", Rated(position.worst, words=_worst_words(position.worst, position.worst_because))),
            ("Senior Responsible Officer", posts(position.sros)),
            ("Leads", posts(tuple(leads))),
            ("Date and version", f"{moment_words(basis.report.cut_off)}; {basis.report.status.lower()}"),
            ("Period", period_words(basis)),
            ("Author", basis.report.prepared_by),
        ),
    )


def _worst_words(worst: str, because: str) -> str:
    return because if because.startswith(worst) else f"{worst}: {because}" if because else worst


def _status(basis: Basis, area: AreaRow, entries: Sequence[ReportException]) -> Facts:
    """Why the area stands as it does, what is done about it, and what it means if nothing is."""
    position = basis.position_in(area)
    return Facts(
        caption="Status update",
        about="Two columns: reason, mitigation and impact if not mitigated, and what the register holds of each.",
        rows=(
            ("Counts", counts_sentence(position.counts, position.total)),
            ("Reason for the rating", _reason(entries)),
            ("Mitigation", _mitigation(entries)),
            ("Impact if not mitigated", _impact(basis, area, entries)),
            ("Help needed", _help(entries)),
        ),
    )


def _reason(entries: Sequence[ReportException]) -> Cell:
    if not entries:
        return "No action is reported by exception."
    told = [f"{entry.ref}: {'; '.join(entry.reasons)}." for entry in entries[:NAMED]]
    more = len(entries) - NAMED
    if more > 0:
        told.append(f"{count_words(more, 'further action')}: see the exception report, section 4.")
    return Lines(tuple(told))


def _mitigation(entries: Sequence[ReportException]) -> Cell:
    planned = [
        f"{entry.ref}: {entry.recovery.what} (by {entry.recovery.by_whom or 'nobody named'}, "
        f"{day_words(entry.recovery.by_when, 'no date given')})."
        for entry in entries
        if entry.recovery
    ]
    planned += [
        f"{entry.ref}: {count_words(len(entry.options), 'option')} before the Board; option {entry.recommended} is "
        "recommended."
        for entry in entries
        if entry.options
    ]
    missing = [entry.ref for entry in entries if entry.recovery is None and entry.recovery_required]
    if missing:
        planned.append(f"No recovery plan received for {list_words(missing)}.")
    return Lines(tuple(planned)) if planned else "No recovery plan is required."


def _impact(basis: Basis, area: AreaRow, entries: Sequence[ReportException]) -> Cell:
    """What leads say of it, else what the register shows: what waits for these actions, and the figures."""
    told = [f"{entry.ref}: {entry.effect}." for entry in entries if entry.effect]
    refs = {entry.ref for entry in entries}
    waiting = [row.ref for row in basis.cut.actions if refs & set(row.depends_on)]
    if waiting:
        told.append(f"Waiting for these actions: {list_words(waiting)}.")
    off = [line for line in indicator_lines(basis, area.ref) if line.judged in {Judged.RED, Judged.AMBER}]
    told += [f"{line.indicator.ref}: {line.actual} against {line.target} ({line.gap})." for line in off]
    return Lines(tuple(told)) if told else "The leads have not said, and no indicator is off trajectory."


def _help(entries: Sequence[ReportException]) -> Cell:
    asked = tuple(f"{entry.ref}: {entry.help_needed}" for entry in entries if entry.help_needed)
    return Lines(asked) if asked else "None asked for"


def _this_period(basis: Basis, area: AreaRow, members: Sequence[Standing]) -> tuple[Block, ...]:
    said = [
        (standing, standing.latest)
        for standing in members
        if standing.latest and basis.assessed.period.holds(standing.latest.at)
    ]
    silent = [standing.action.ref for standing in members if not standing.reported]
    notes = [progress_words(basis, area), indicator_sentence(indicator_lines(basis, area.ref))]
    if silent:
        notes.append(f"No update received: {list_words(silent)}.")
    blocks: tuple[Block, ...] = (Bullets(tuple(notes)),)
    if not said:
        return blocks
    table = Table(
        caption="Updates of the period",
        about="One row for each action reported in the period: its rating, and the lead’s own words.",
        columns=(Column("Ref", 13), Column("Action", 50), Column("Rating", 25), Column("The lead’s update", 82)),
        rows=[_update_row(standing, update) for standing, update in said],
    )
    return (*blocks, table)


def _update_row(standing: Standing, update: UpdateRow) -> tuple[Cell, ...]:
    text, cut = first_words(update.narrative, UPDATE_WORDS)
    by = f"{said_by(update, standing.action)}, {day_words(london_date(update.at))}"
    words = Quoted(text, f"{by}; shortened" if cut else by) if text else f"No words given ({by})"
    return (standing.action.ref, standing.action.title, Rated(standing.rating_label), words)


def _next_period(rows: Sequence[DueMilestone]) -> Block:
    if not rows:
        return Paragraph("No milestone falls due before the Board after next.")
    return Table(
        caption="Milestones of the next period",
        about="One row for each milestone that falls due next, by date, with the lead’s confidence.",
        columns=(Column("Due", 24), Column("Ref", 13), Column("Milestone", 92), Column("On time?", 41)),
        rows=[(row.due, row.ref, row.measure, row.confidence) for row in rows],
    )
