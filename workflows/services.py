"""A service by its name: its indicators, the actions about it, and what another area does about it."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from store.cut import IndicatorRow
from workflows.exception_report.assess import Assessment
from workflows.standing import Standing

ABOUT_IT = 0.5
"""Of what a service's words weigh, the share that a title must hold: a word weighs more the fewer titles have it, so
that "autism" says much and "health" next to nothing."""

_WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class ServicePart:
    """`linked` are the actions that its indicators name; `titled` those of its areas whose title, or whose objective's,
    names the service; `elsewhere` those of other areas that do, or that wait for one of these, or these for them."""

    indicators: tuple[IndicatorRow, ...]
    linked: tuple[Standing, ...]
    titled: tuple[Standing, ...]
    elsewhere: tuple[Standing, ...]


def service_part(assessed: Assessment, service: str, known_by: Callable[[str], frozenset[str]]) -> ServicePart:
    """`known_by`: the words by which a text is known, its acronyms spelt out."""
    indicators = tuple(row for row in assessed.cut.indicators if row.service == service)
    areas = {row.area_ref for row in indicators}
    named = {ref for row in indicators for ref in row.action_refs}
    titled = _titled(assessed, frozenset(_WORD.findall(service.casefold())), known_by)
    linked = tuple(s for ref, s in assessed.standings.items() if ref in named)
    here = tuple(s for s in titled if s.area.ref in areas and s.action.ref not in named)
    about = {s.action.ref for s in (*linked, *here)}
    related = {s.action.ref for s in titled if s.area.ref not in areas} | _tied_to(assessed, about)
    elsewhere = tuple(s for ref, s in assessed.standings.items() if ref in related - about and s.area.ref not in areas)
    return ServicePart(indicators, linked, here, elsewhere)


def _titled(
    assessed: Assessment, words: frozenset[str], known_by: Callable[[str], frozenset[str]]
) -> tuple[Standing, ...]:
    objectives = {row.ref: row.title for row in assessed.cut.objectives}
    known = {
        ref: words & known_by(f"{s.action.title} {objectives.get(s.action.objective_ref or '', '')}")
        for ref, s in assessed.standings.items()
    }
    titles = Counter(word for held in known.values() for word in held)
    weight = {word: math.log(len(known) / number) + 0.01 for word, number in titles.items()}
    least = ABOUT_IT * sum(weight.values())
    return tuple(
        standing
        for ref, standing in assessed.standings.items()
        if known[ref] and sum(weight[word] for word in known[ref]) >= least
    )


def _tied_to(assessed: Assessment, about: set[str]) -> set[str]:
    """What these wait for, and what waits for them."""
    found: set[str] = set()
    for ref, standing in assessed.standings.items():
        waits_for = set(standing.action.depends_on)
        if ref in about:
            found |= waits_for
        elif waits_for & about:
            found.add(ref)
    return found
