"""The mapping file: TOML in which a person says how a document is to be read where its own words do not."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any, cast

from store.register_files.errors import MappingUnreadable, UnreadableCell
from store.register_files.plan_cells.date_reading import DateReading
from store.register_files.plan_layouts.headers import FIELDS, normalised
from store.register_files.plan_layouts.mapping import Mapping
from store.register_files.sheets.cells import day

PLAN_KEYS = ("key", "title", "local_area", "kind", "period_end")
QUARTERS = ("financial", "calendar")
TERMS = ("autumn_term_ends", "spring_term_ends", "summer_term_ends")

Section = dict[str, Any]


def read_mapping(file: Path) -> Mapping:
    """Raises MappingUnreadable, whose sentence lists what is possible."""
    try:
        sections = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise MappingUnreadable(file=file.name, reason=f"it cannot be opened ({error.strerror})") from None
    except UnicodeDecodeError:
        raise MappingUnreadable(file=file.name, reason="it is not UTF-8 text") from None
    except tomllib.TOMLDecodeError as error:
        raise MappingUnreadable(file=file.name, reason=f"it is not TOML: {error}") from None
    try:
        return _mapping(sections)
    except ValueError as error:
        raise MappingUnreadable(file=file.name, reason=error) from None


def _mapping(sections: Section) -> Mapping:
    """Raises ValueError with the sentence."""
    for name, section in sections.items():
        _one_of(name, _SECTIONS, "section")
        if not isinstance(section, dict):
            raise ValueError(f"[{name}] must be a section of its own, with lines below it")
    return Mapping(**{field: read(sections.get(name, {})) for name, (field, read) in _SECTIONS.items()})


def _one_of(word: str, possible: Iterable[str], what: str) -> str:
    if word not in possible:
        raise ValueError(f'"{word}" is no {what}; possible are: {", ".join(possible)}')
    return word


def _text(key: str, value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, str):
        raise ValueError(f'"{key}" must be a text in quotes')
    return value.strip()


def _plan(section: Section) -> dict[str, str]:
    plan = {_one_of(key, PLAN_KEYS, "line of [plan]"): _text(key, value) for key, value in section.items()}
    _day("period_end", plan.get("period_end", ""))
    return plan


def _dates(section: Section) -> DateReading:
    possible = ("quarters", "counted_from", *TERMS)
    words = {_one_of(key, possible, "line of [dates]"): _text(key, value) for key, value in section.items()}
    terms = {key: _month_and_day(key, words[key]) for key in TERMS if key in words}
    quarters = _one_of(words["quarters"], QUARTERS, "kind of quarters") if "quarters" in words else ""
    return DateReading(quarters=quarters, counted_from=_day("counted_from", words.get("counted_from", "")), **terms)


def _day(key: str, text: str) -> date | None:
    try:
        return day(text)
    except UnreadableCell as error:
        raise ValueError(f"{key}: {error}") from None


def _month_and_day(key: str, text: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{1,2})-(\d{1,2})", text)
    try:
        if found:
            month, on = int(found[1]), int(found[2])
            date(2023, month, on)
            return month, on
    except ValueError:
        pass  # no such day: said below
    raise ValueError(f'{key} must be a month and a day, such as "12-20"')


def _columns(section: Section) -> dict[str, str]:
    fields = {normalised(header): _text(header, field) for header, field in section.items()}
    for field in fields.values():
        if field:
            _one_of(field, FIELDS, 'field of [columns], nor is it "" to leave the column aside')
    return fields


def _skipped(section: Section) -> frozenset[str]:
    for key in section:
        _one_of(key, ("skip",), "line of [sheets]")
    titles: object = section.get("skip", [])
    if not isinstance(titles, list):
        raise ValueError('skip must be a list of sheets, such as skip = ["Notes"]')
    return frozenset(normalised(_text("skip", title)) for title in cast("list[object]", titles))


def _as_printed(section: Section) -> dict[str, str]:
    return {printed.strip(): _text(printed, meant) for printed, meant in section.items()}


def _by_words(section: Section) -> dict[str, str]:
    return {normalised(printed): _text(printed, meant) for printed, meant in section.items()}


_SECTIONS: dict[str, tuple[str, Callable[[Section], Any]]] = {
    "plan": ("plan", _plan),
    "dates": ("dates", _dates),
    "columns": ("columns", _columns),
    "sheets": ("skipped_sheets", _skipped),
    "leads": ("leads", _as_printed),
    "areas": ("areas", _by_words),
    "ratings": ("ratings", _by_words),
}
"""Section -> the field of Mapping that it fills, and how."""
