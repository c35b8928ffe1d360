"""What has changed since the last issued edition: ratings, dates and who approved them, completions, what is new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from store.types import DateChangeStatus
from store.working_days import london_date
from workflows.action_lines import action_line
from workflows.action_lists import a_list
from workflows.answers import ActionLine, ActionList
from workflows.exception_report.appendix_rows import ChangeLine
from workflows.exception_report.assess import Assessment
from workflows.exception_report.notes import change_lines
from workflows.exception_report.sections import STATUS_WORDS, date_changes
from workflows.language import count_words, day_words
from workflows.standing import Standing
from workflows.timing import MilestoneTiming

GROUPS = {
    "Rating": "Ratings given",
    "Current date": "Dates moved with approval",
    "Completed on": "Completed",
    "Forecast": "Forecasts off the date",
}
WAITING = "Date changes not approved"
NEW = "New since the last report"


def changes_list(assessed: Assessment, members: Sequence[Standing], scope: str) -> ActionList:
    """Since the last cut-off, against the last edition where one has been issued."""
    held = {standing.action.ref: standing for standing in members}
    lines = [*_changes(assessed, held), *_undecided(assessed, held), *_new(assessed, members)]
    order = [*GROUPS.values(), WAITING, NEW]
    lines.sort(key=lambda line: order.index(line.group))
    edition = assessed.cut.editions[0] if assessed.cut.editions else None
    start = assessed.period.start
    last = f"report {edition.number}, of {day_words(london_date(edition.cut_off_at))}" if edition else ""
    since = last or (f"the cut-off of {day_words(london_date(start))}" if start else "the plan began")
    heading = f"Changed since {since}: {count_words(len(lines), 'change')} {scope}"
    first = () if edition else ("No report has been issued yet to compare with.",)
    return a_list(assessed, heading, lines, f"Nothing has changed {scope} since {since}.", *first)


def _changes(assessed: Assessment, held: dict[str, Standing]) -> Iterator[ActionLine]:
    for change in change_lines(assessed.cut, assessed.standings, assessed.period):
        standing = held.get(change.ref.partition(" ")[0])
        if standing:
            item = _milestone(standing, change)
            yield action_line(standing, _words(change), item, group=GROUPS[change.field])


def _words(change: ChangeLine) -> str:
    if change.field == "Rating":
        was = f"{change.old} to {change.new}" if change.old != "None" else f"{change.new}, none before"
        return f"{was}, by {change.by} on {day_words(change.on)}"
    if change.field == "Current date":
        return f"{change.old} to {change.new}, approved by {change.by} on {day_words(change.on)}"
    if change.field == "Completed on":
        return f"Completed {change.new}, said by {change.by} on {day_words(change.on)}"
    return f"{change.old}, now forecast {change.new}, by {change.by} on {day_words(change.on)}"


def _milestone(standing: Standing, change: ChangeLine) -> MilestoneTiming | None:
    seq = change.ref.rpartition(" ")[2]
    return next((m for m in standing.milestones if change.field != "Rating" and str(m.milestone.seq) == seq), None)


def _undecided(assessed: Assessment, held: dict[str, Standing]) -> Iterator[ActionLine]:
    """Requests that wait, and those refused in this period."""
    for change in date_changes(assessed.cut, assessed.period):
        standing = held.get(change.ref)
        if standing is None or change.status == STATUS_WORDS[DateChangeStatus.APPROVED]:
            continue
        decided = f"refused by {change.decided_by} on {day_words(change.decided_on)}" if change.decided_on else ""
        words = (
            f"{day_words(change.from_due)} to {day_words(change.to_due)}, asked by {change.requested_by} "
            f"on {day_words(change.requested_on)}: {decided or 'awaiting approval'}"
        )
        item = next((m for m in standing.milestones if m.milestone.seq == change.seq), None)
        yield action_line(standing, words, item, group=WAITING)


def _new(assessed: Assessment, members: Sequence[Standing]) -> Iterator[ActionLine]:
    if not assessed.cut.editions:
        return
    known = assessed.cut.editions[0].standing
    for standing in members:
        if standing.action.ref not in known:
            yield action_line(standing, "Not in the last report", group=NEW)
