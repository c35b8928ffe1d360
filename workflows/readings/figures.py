"""Which figures a sentence gives for an indicator, and which of them its measure asks for (`domain.md` 5)."""

from __future__ import annotations

import re

from workflows.readings.views import Figure

_FIGURE = re.compile(
    r"(?<![\w.])(?P<value>\d+(?:,\d{3})*(?:\.\d+)?)\s?(?P<unit>%|per ?cent\b|percent\b|weeks?\b|wks?\b|days?\b)?"
    r"(?![\w/]|\.\d)"
)
_REF = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){1,3}[a-z]?(?![\w%])(?!\s?(?:%|per ?cent|percent|weeks?))")
_PART_OF = re.compile(r"\b(?:of (?:whom|which|those|these|them)|and of (?:those|these|them))\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d{2}")
_UNITS = {"%": "percent", "p": "percent", "w": "weeks", "d": "days"}


def figures_in(text: str, unit: str) -> tuple[Figure, ...]:
    """The likeliest first. A share of a share is worked out, because a measure "with" something asks for both; which of
    the three can be evidenced is for whoever gives them to say.
    """
    words = _REF.sub(" ", text)
    found = [(one, float(one["value"].replace(",", ""))) for one in _FIGURE.finditer(words) if _fits(one, unit)]
    if unit == "percent" and len(found) == 2 and _PART_OF.search(words[found[0][0].end() : found[1][0].end()]):
        whole, part = found[0][1], found[1][1]
        both = round(whole * part / 100, 1)
        return (
            Figure(both, f"both together, {part:g}% of {whole:g}%"),
            Figure(whole, "the first figure alone"),
            Figure(part, f"the second figure alone, a share of the {whole:g}%"),
        )
    values = dict.fromkeys(value for _, value in found)
    return tuple(Figure(value, "as you wrote it") for value in values)


def _fits(found: re.Match[str], unit: str) -> bool:
    """A figure with the indicator's unit; one without any where it cannot be a day or a year."""
    said = _UNITS.get((found["unit"] or "")[:1], "")
    if unit in {"percent", "weeks"}:
        return said == unit
    return said == "" and not _YEAR.fullmatch(found["value"])
