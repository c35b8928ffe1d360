"""What is rated complete, but not shown to be: no evidence, none accepted, or no sign-off by the SRO."""

from __future__ import annotations

from collections.abc import Sequence

from store.types import RatingRole
from workflows.action_lines import action_line
from workflows.action_lists import a_list
from workflows.answers import ActionLine, ActionList
from workflows.exception_report.assess import Assessment
from workflows.language import count_words
from workflows.standing import Standing

NO_EVIDENCE = "No evidence given"
NOT_ACCEPTED = "Evidence given, not accepted yet"
NOT_SIGNED_OFF = "Evidence accepted, awaiting the SRO's sign-off"


def evidence_gaps(assessed: Assessment, members: Sequence[Standing], scope: str) -> ActionList:
    complete = [s for s in members if s.role is RatingRole.COMPLETE]
    lines = [line for standing in complete if (line := _gap(assessed, standing))]
    lines.sort(key=lambda line: [NO_EVIDENCE, NOT_ACCEPTED, NOT_SIGNED_OFF].index(line.group))
    label = next((r.label for r in assessed.cut.ratings if r.role is RatingRole.COMPLETE), "complete")
    rated = f"rated {label} {scope}"
    heading = f"Without accepted evidence and sign-off: {len(lines)} of {count_words(len(complete), 'action')} {rated}"
    empty = (
        f"Every action {rated} has accepted evidence and the SRO's sign-off." if complete else f"No action is {rated}."
    )
    return a_list(assessed, heading, lines, empty)


def _gap(assessed: Assessment, standing: Standing) -> ActionLine | None:
    if standing.signed_off:
        return None
    given = [row for row in assessed.cut.evidence if row.action_ref == standing.action.ref]
    waiting = [row.title for row in given if not row.accepted_by]
    if not given:
        return action_line(standing, "The lead is to add evidence", group=NO_EVIDENCE)
    if waiting:
        return action_line(standing, f"Waits to be accepted: {'; '.join(waiting)}", group=NOT_ACCEPTED)
    accepted = f"Accepted: {'; '.join(row.title for row in given)}"
    return action_line(standing, accepted, group=NOT_SIGNED_OFF)
