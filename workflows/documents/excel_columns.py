"""Columns that several sheets of the workbook share, so that one thing has one name and one width in all of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Protocol, TypeVar

from workflows.documents.blocks import Rated
from workflows.documents.front import posts
from workflows.documents.sheet import SheetCell

DATE = 18
POST = 30

Shown = TypeVar("Shown", contravariant=True)
Field = tuple[str, float, Callable[[Shown], SheetCell]]


class OfAction(Protocol):
    @property
    def ref(self) -> str: ...


class OfMilestone(OfAction, Protocol):
    @property
    def seq(self) -> int: ...


class Titled(Protocol):
    @property
    def title(self) -> str: ...


class Measured(Protocol):
    @property
    def measure(self) -> str: ...


class InArea(Protocol):
    @property
    def area_ref(self) -> str: ...


class Led(Protocol):
    @property
    def lead_posts(self) -> tuple[str, ...]: ...


class HasRating(Protocol):
    @property
    def rating(self) -> str: ...


class Due(Protocol):
    @property
    def due(self) -> date: ...


REF: Field[OfAction] = ("Ref", 9, lambda row: row.ref)
MILESTONE: Field[OfMilestone] = ("Milestone", 12, lambda row: row.seq)
ACTION: Field[Titled] = ("Action", 44, lambda row: row.title)
MEASURE: Field[Measured] = ("Measure", 44, lambda row: row.measure)
AREA: Field[InArea] = ("Area", 8, lambda row: row.area_ref)
LEAD: Field[Led] = ("Lead post", POST, lambda row: posts(row.lead_posts))
RATING: Field[HasRating] = ("Rating", 16, lambda row: Rated(row.rating))
DUE: Field[Due] = ("Due", DATE, lambda row: row.due)
