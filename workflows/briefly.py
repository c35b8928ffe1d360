"""Several parts of the plan at once, a line each."""

from __future__ import annotations

from collections.abc import Sequence

from store.cut import PostRow
from workflows.action_lines import action_line, rating_note
from workflows.answers import ActionLine
from workflows.exception_report.assess import Assessment
from workflows.standing import Standing, worst_of


def action_briefly(assessed: Assessment, ref: str) -> ActionLine:
    """Its rating, who gave it, and its next date."""
    standing = assessed.standings[ref]
    focus = f". Milestone {standing.focus.milestone.seq}: {standing.focus.words}" if standing.focus else ""
    return action_line(standing, f"{rating_note(assessed, standing)}{focus}")


def group_briefly(assessed: Assessment, ref: str, title: str, members: Sequence[Standing]) -> ActionLine:
    """An area or an objective: its worst rating, and why. `ref` is its name: "Area 4"."""
    worst, because = worst_of(members)
    colour = next((rating.colour for rating in assessed.cut.ratings if rating.label == worst), "")
    sros: dict[PostRow, None] = {}
    for standing in members:
        sros.update(dict.fromkeys(standing.area.sros))
    return ActionLine(ref, None, title, worst, colour, because, tuple(post.name for post in sros))
