"""The settings of a plan's papers, as somebody writes them and as an office goes by them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from store.queries.plan_settings import FOR_PUBLICATION
from store.setting_family import SettingFamily, SettingRefused
from workflows.language import list_words
from workflows.personal_data import find_passages
from workflows.products.office import Office
from workflows.products.pre_election import PreElectionPeriod
from workflows.products.product import Kind

LONGEST = 200
BY_KIND = {f"{kind.value.replace('-', '_')}_to": kind for kind in Kind if kind not in {Kind.EXCEPTION, Kind.HIGHLIGHT}}
"""The exception report is the Board's, and a highlight report its area's own."""


def office_of(held: Mapping[tuple[int, int, str], str], plan_id: int) -> Office:
    """From the values held by (plan id, area id or 0, name); officers' words come apart. Raises SettingRefused."""
    values: dict[str, Any] = {}
    audiences: dict[Kind, tuple[str, ...]] = {}
    for name in NAMES:
        written = held.get((plan_id, 0, name))
        if written is None:
            continue
        if name in BY_KIND:
            audiences[BY_KIND[name]] = _bodies(written)
        else:
            values[name] = _READERS[name](written)
    office = Office(**values, audiences=audiences)
    if not office.publish_days < office.final_days:
        raise SettingRefused(
            f"A paper cannot be published {office.publish_days} working days before its meeting when it is final "
            f"{office.final_days} before: change publish_days or final_days."
        )
    return office


def _text(value: str) -> str:
    words = " ".join(value.split())
    if len(words) > LONGEST:
        raise SettingRefused(f"Shorten it: {len(words)} characters, at most {LONGEST} fit.")
    if find_passages(words):
        raise SettingRefused("This may identify a child: write the name of a post, a body or a portfolio.")
    return words


def _bodies(value: str) -> tuple[str, ...]:
    bodies = tuple(dict.fromkeys(_text(part) for part in value.split(";") if part.strip()))
    if not bodies:
        raise SettingRefused("Name the body that the paper goes to, several with ; between them.")
    return bodies


def _month(value: str) -> date:
    try:
        return date.fromisoformat(f"{value}-01")
    except ValueError as error:
        raise SettingRefused(f"“{value}” is not a month: write it as 2022-11.") from error


def _periods(value: str) -> tuple[PreElectionPeriod, ...]:
    """Blank is none."""
    return tuple(_period(part.strip()) for part in value.split(";") if part.strip())


def _period(text: str) -> PreElectionPeriod:
    start, _, vote = (part.strip() for part in text.partition(" to "))
    try:
        period = PreElectionPeriod(date.fromisoformat(start), date.fromisoformat(vote))
    except ValueError as error:
        raise SettingRefused(
            f"“{text}” is no period: write 2023-03-27 to 2023-05-04, several with ; between."
        ) from error
    if period.vote < period.start:
        raise SettingRefused(f"“{text}” ends before it begins: write the notice of election first, then the vote.")
    return period


def _kinds(value: str) -> tuple[str, ...]:
    """Blank is none."""
    kinds = tuple(dict.fromkeys(part.strip().casefold() for part in value.split(";") if part.strip()))
    for kind in kinds:
        if kind not in set(Kind):
            raise SettingRefused(f"“{kind}” is no paper: write {list_words(list(Kind))}, several with ; between.")
    return kinds


def _days(value: str) -> int:
    if not re.fullmatch(r"[0-9]{1,2}", value) or not 1 <= int(value) <= 40:
        raise SettingRefused(f"“{value}” is not a number of working days from 1 to 40.")
    return int(value)


_READERS: dict[str, Callable[[str], Any]] = {
    "chief_officer": _text,
    "portfolio_holder": _text,
    "portfolio": _text,
    "scrutiny_area": _text,
    "report_contact": _text,
    "cycle_starts": _month,
    "pre_election": _periods,
    "final_days": _days,
    "publish_days": _days,
    FOR_PUBLICATION: _kinds,
}
NAMES = (*_READERS, *BY_KIND)


def _words_of(value: Any) -> str:
    """A value as it is written, and read again."""
    if isinstance(value, tuple):
        return "; ".join(_words_of(one) for one in value)  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, PreElectionPeriod):
        return f"{value.start.isoformat()} to {value.vote.isoformat()}"
    return f"{value:%Y-%m}" if isinstance(value, date) else "" if value is None else str(value)


def _written(name: str, value: str) -> str:
    return _words_of((_bodies if name in BY_KIND else _READERS[name])(value.strip()))


def _in_force(held: Mapping[tuple[int, int, str], str], plan_id: int, _area_id: int) -> dict[str, str]:
    office = office_of(held, plan_id)
    own = {name: _words_of(getattr(office, name)) for name in _READERS}
    return own | {name: _words_of(office.audiences.get(kind, ())) for name, kind in BY_KIND.items()}


PAPERS = SettingFamily(NAMES, _written, _in_force, by_area=False)
