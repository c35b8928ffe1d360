"""Refs that can be misread."""

from __future__ import annotations

import re
from collections.abc import Iterator

from store.cut import DataCut
from store.refs import normalised_ref
from workflows.register_check.finding import Finding, Severity

_MALFORMED = re.compile(r"^\W|\W$|\s\.|\.\s|\.\.|\d\s+\d|\s\s")
"""A space beside a dot, a mark at either end. A space between words is how some plans print: "ASW 1"."""


def ref_collision(cut: DataCut) -> Iterator[Finding]:
    """`domain.md` 9, item 2: "2.4" is an objective and an action; its siblings suggest that 2.4.1 was meant."""
    objectives = {normalised_ref(objective.ref) for objective in cut.objectives}
    for action in cut.actions:
        if normalised_ref(action.ref) in objectives:
            yield Finding(
                "ref_collision",
                f"{action.ref} is the ref of an objective and of an action, so whoever writes it may mean either.",
                (action.ref,),
                Severity.ERROR,
            )


def ref_format(cut: DataCut) -> Iterator[Finding]:
    """`domain.md` 2.3 and 9, item 2: "1.4 .1", "7."."""
    held = (
        [("area", area.ref) for area in cut.areas]
        + [("objective", objective.ref) for objective in cut.objectives]
        + [("action", action.ref) for action in cut.actions]
        + [("indicator", indicator.ref) for indicator in cut.indicators]
    )
    for kind, ref in held:
        if _MALFORMED.search(ref):
            yield Finding(
                "ref_format",
                f'The {kind}\'s ref is printed "{ref}", with a space or a mark that does not belong in it.',
                (ref,),
                Severity.WARNING,
            )
