"""The exception report as JSON: the value itself, field by field in its own order, for people who script against it."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date, datetime
from functools import cache
from typing import Any, cast

from store.working_days import LONDON
from workflows.exception_report.value import ExceptionReport


def write_json(report: ExceptionReport) -> bytes:
    """UTF-8. One line for each field and for each item of a list, so that two editions can be compared by line."""
    values: dict[str, object] = {name: getattr(report, name) for name in _field_names(ExceptionReport)}
    # People ask for a plan by its key everywhere else, so `plan` is the key; what else is known of it stands apart.
    values = {"plan": report.plan.key, "plan_details": report.plan} | {k: v for k, v in values.items() if k != "plan"}
    lines = [f"  {_dumped(name)}: {_value(value)}" for name, value in values.items()]
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def _value(value: object) -> str:
    if isinstance(value, tuple) and value:
        items = ",\n".join(f"    {_dumped(item)}" for item in cast("tuple[object, ...]", value))
        return f"[\n{items}\n  ]"
    return _dumped(cast("object", value))


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=_as_json)


def _as_json(value: Any) -> object:
    if isinstance(value, datetime):
        # In London, so that one moment is always written in one way and its date is the council's.
        return value.astimezone(LONDON).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    kind: type[Any] = value.__class__
    return {name: getattr(value, name) for name in _field_names(kind)}


@cache
def _field_names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
