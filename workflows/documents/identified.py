"""What the surroundings of any paper say of it: its title, its state, who made it and from data of when."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from workflows.exception_report.value import ReportPlan


class Identified(Protocol):
    @property
    def plan(self) -> ReportPlan: ...
    @property
    def title(self) -> str: ...
    @property
    def edition(self) -> int | None: ...
    @property
    def status(self) -> str: ...
    @property
    def marking(self) -> str: ...
    @property
    def prepared_by(self) -> str: ...
    @property
    def as_at(self) -> datetime: ...
