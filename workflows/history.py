"""What happened to an action and its milestones, told from the audit in plain lines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from sqlmodel import Session

from store.audit import ROWS
from store.queries.audits import IMPORTED, history_of, withdrawn_updates
from store.queries.items import ratings_of
from store.queries.options import withdrawn_among
from store.queries.people import names_by_key
from store.tables import AuditEntry, Plan
from workflows.language import day_words, moment_words, short

MOST_LETTERS = 200
"""Of one thing said, in one line of a history."""

_NAMES = {"completed_on": "completed", "narrative": "said", "current_due": "due", "baseline_due": "baseline"}
_ORDER = ("rating_code", "forecast", "completed_on", "narrative", "cause", "effect", "recovery", "recovery_owner",
          "recovery_by", "waiting_for", "help_needed", "evidence")  # fmt: skip
"""Of what an update says."""

_SILENT = frozenset({"appraisal", "appraisals", "update", "source", "evidence", "date_change", ROWS})
"""What an entry holds for the program alone."""


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One entry of the audit. `item` is the action or milestone it is about: "1.1.1/2"."""

    position: int
    at: datetime
    by: str
    on_behalf_of: str
    item: str
    happened: str

    @property
    def text(self) -> str:
        who = f"{self.by} for {self.on_behalf_of}" if self.on_behalf_of else self.by
        return f"{moment_words(self.at)}, {who}, {self.item}: {self.happened}"


def history(session: Session, plan: Plan, ref: str, until: datetime) -> tuple[HistoryLine, ...]:
    """Oldest first. What was erased or withdrawn is told of, and not repeated."""
    every = [(entry, _content(entry)) for entry in history_of(session, plan.key, ref, until)]
    told = [(entry, content) for entry, content in every if not _is_import(entry) or _brought_in(content, ref)]
    withdrawn = withdrawn_updates(session, [content["update"] for _, content in told if content.get("update")])
    options_gone = withdrawn_among(session, [content["appraisal"] for _, content in told if "appraisal" in content])
    names = names_by_key(session, {key for entry, _ in told for key in (entry.actor, entry.on_behalf_of)})
    labels = {rating.code: rating.label for rating in ratings_of(session, plan.id or 0)}
    return tuple(
        HistoryLine(
            entry.position,
            entry.at,
            names.get(entry.actor, entry.actor.replace("-", " ")),
            names.get(entry.on_behalf_of, entry.on_behalf_of),
            ref if _is_import(entry) else entry.subject,
            f"{', '.join(_brought_in(content, ref))} from {entry.subject}"
            if _is_import(entry)
            else _happened(
                entry, content, content.get("update") in withdrawn or content.get("appraisal") in options_gone, labels
            ),
        )
        for entry, content in told
    )


def _is_import(entry: AuditEntry) -> bool:
    return entry.action.endswith(IMPORTED)


def _content(entry: AuditEntry) -> dict[str, Any]:
    return json.loads(entry.content) if entry.content else {}


def _brought_in(content: Mapping[str, Any], ref: str) -> list[str]:
    """What an import's entry says of an action: "action 1.1.1", "update 1.1.1/2 by ada at ..."."""
    subjects: list[str] = [*content.get("new", ()), *(change["subject"] for change in content.get("changes", ()))]
    named = re.compile(rf"[a-z ]+ {re.escape(ref)}(/|\s|$)")
    return [subject for subject in dict.fromkeys(subjects) if named.match(subject)]


def _happened(entry: AuditEntry, content: Mapping[str, Any], withdrawn: bool, labels: Mapping[str, str]) -> str:
    deed = entry.action.replace("_", " ")
    if entry.content is None:
        return f"{deed} (what it said has been erased)"
    if withdrawn:
        return f"{deed} (withdrawn since)"
    if isinstance(content.get("new"), dict):
        return "; ".join(_said(content.get("old") or {}, content["new"], labels)) or "said the same again"
    if "changes" in content:
        return "; ".join(_moved(change["field"], change["old"], change["new"]) for change in content["changes"])
    return f"{deed}: {'; '.join(_decided(content))}".removesuffix(": ")


def _said(old: Mapping[str, Any], new: Mapping[str, Any], labels: Mapping[str, str]) -> Iterator[str]:
    """What an update says otherwise than the one before. Of that one only codes and dates are told: its words may have
    been erased or withdrawn."""
    for field in _ORDER:
        value, before = new.get(field), old.get(field)
        if value == before or not (value or before):
            continue
        if field == "rating_code":
            yield _moved("rating", labels.get(before or "", before), labels.get(value or "", value))
        elif not value:
            yield f"{_name(field)} taken back"
        else:
            yield f"{_name(field)} {_value(value)}"


def _decided(content: Mapping[str, Any]) -> Iterator[str]:
    if isinstance(content.get("old"), str) and isinstance(content.get("new"), str):
        yield _moved("lifecycle", content["old"], content["new"])
    if "from" in content and "to" in content:
        yield _moved("due", content["from"], content["to"])
    for field, value in content.items():
        if field not in {*_SILENT, "old", "new", "from", "to"} and value not in (None, ""):
            yield f"{_name(field)} {_value(value)}"


def _moved(field: str, old: object, new: object) -> str:
    return f"{_name(field)} {_value(old)} to {_value(new)}" if old else f"{_name(field)} {_value(new)}"


def _name(field: str) -> str:
    return _NAMES.get(field, field.replace("_", " "))


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(_value(each) for each in cast("list[object]", value))
    words = str(value or "none")
    try:
        return day_words(date.fromisoformat(words))
    except ValueError:
        return f"“{short(words, MOST_LETTERS)}”" if " " in words else words.replace("_", " ")
