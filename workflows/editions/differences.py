"""What a re-issue says otherwise than the edition it replaces: part by part, item by item, field by field."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from workflows.exception_report.appendix_rows import EditionDifference

VALUES = {
    "board": "Board",
    "meeting_on": "Meeting",
    "cut_off": "Data cut-off",
    "rules_version": "Version of the rules",
    "summary": "Summary",
    "resolution": "Proposed resolution",
}
LISTS = {
    "asks": ("Asks of the Board", ("kind", "text")),
    "areas": ("Position by area", ("ref",)),
    "exceptions": ("Exceptions", ("ref",)),
    "not_reported": ("Not reported", ("ref",)),
    "date_changes": ("Date changes", ("ref", "seq", "to_due")),
    "moved_dates": ("Dates moved", ("ref", "seq")),
    "indicators": ("Indicators", ("ref",)),
    "due_before_next_board": ("Due before the next Board", ("ref", "seq")),
    "completed": ("Completed", ("ref", "seq")),
    "open_risks": ("Risks and issues", ("ref",)),
    "cleared": ("Cleared exceptions", ("ref",)),
    "register": ("Full register", ("ref",)),
    "commentary": ("Commentary", ("section", "ref", "text")),
}
"""By the name in the report's JSON: what it is called, and by which fields two items are the same. The sign-off and
the change log differ in any case, and are not compared."""

SENTENCES = {"risks": "Dependencies", "data_notes": "Data notes"}
UNIMPORTANT = frozenset({"number", "ask_numbers", "full_entry"})
"""They move with whatever stands before them, and with the room that it leaves."""


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[EditionDifference, ...]:
    """Of two editions' JSON, in the order of the report. A field that one of them does not know is not compared."""
    return (
        *_values(before, after),
        *_position(before, after),
        *(one for name in LISTS for one in _items(name, before, after)),
        *(one for name in SENTENCES for one in _sentences(name, before, after)),
    )


def _values(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[EditionDifference]:
    for name, label in VALUES.items():
        old, new = before.get(name), after.get(name)
        if old != new:
            yield EditionDifference(label, "", "changed", "", _words(old), _words(new))


def _position(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[EditionDifference]:
    old, new = before.get("position", {}), after["position"]
    for key in new:
        if key in old and old[key] != new[key]:
            yield EditionDifference("Position", "", "changed", key, _words(old[key]), _words(new[key]))


def _items(name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[EditionDifference]:
    label, keys = LISTS[name]
    old = {_name(row, keys): row for row in before.get(name, ())}
    new = {_name(row, keys): row for row in after.get(name, ())}
    for item, row in new.items():
        if item not in old:
            yield EditionDifference(label, item, "added", "", "", _title(row))
            continue
        for field in row:
            if field in old[item] and field not in UNIMPORTANT and row[field] != old[item][field]:
                was, now = _words(old[item][field]), _words(row[field])
                yield EditionDifference(label, item, "changed", field.replace("_", " "), was, now)
    for item, row in old.items():
        if item not in new:
            yield EditionDifference(label, item, "removed", "", _title(row), "")


def _sentences(name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[EditionDifference]:
    old, new = _said(before.get(name, ())), _said(after.get(name, ()))
    for sentence in new:
        if sentence not in old:
            yield EditionDifference(SENTENCES[name], "", "added", "", "", sentence)
    for sentence in old:
        if sentence not in new:
            yield EditionDifference(SENTENCES[name], "", "removed", "", sentence, "")


def _said(rows: Sequence[Any]) -> list[str]:
    """Of section 11 what is no risk: those stand among the risks and issues. Earlier editions held bare sentences."""
    return [row if isinstance(row, str) else row["text"] for row in rows if isinstance(row, str) or "score" not in row]


def _name(row: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    return " ".join(str(row[key]) for key in keys if row.get(key) not in {None, ""})


def _title(row: Mapping[str, Any]) -> str:
    return str(row.get("title") or row.get("text") or row.get("reason") or "")


def _words(value: Any) -> str:
    if value is None or value in ("", []):
        return "None"
    if isinstance(value, list) and all(isinstance(item, str) for item in value):  # pyright: ignore[reportUnknownVariableType]
        return "; ".join(value)  # pyright: ignore[reportUnknownArgumentType]
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
