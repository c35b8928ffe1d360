"""What holds for every card in every branch."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from adaptive_cards import submitted
from adaptive_cards.verbs import RESERVED, Verb
from tests.adaptive_cards import checks
from tests.adaptive_cards.gallery import GALLERY
from tests.adaptive_cards.renew_golden import GOLDEN, written

SAVES = {Verb.SAVE, Verb.CONFIRM_AREA, Verb.WRITE, Verb.DECIDE, Verb.READING, Verb.OPTIONS, Verb.RISK}
INPUTS = ("Input.Text", "Input.Date", "Input.ChoiceSet", "Input.Number", "Input.Time", "Input.Toggle")


@pytest.fixture(params=sorted(GALLERY))
def card(request: pytest.FixtureRequest) -> dict[str, Any]:
    return GALLERY[request.param]()


def test_a_card_keeps_to_the_public_schema(card: dict[str, Any]) -> None:
    assert checks.schema_faults(card) == []


def test_a_card_has_no_property_that_teams_does_not_know(card: dict[str, Any]) -> None:
    assert checks.unknown_properties(card) == []


def test_a_card_names_its_schema_and_version_and_says_something_without_being_drawn(card: dict[str, Any]) -> None:
    assert card["$schema"] == "http://adaptivecards.io/schemas/adaptive-card.json"
    assert card["version"] == "1.5"
    assert len(card["fallbackText"]) > 10
    assert "schema" not in card


def test_a_card_stays_within_what_teams_carries(card: dict[str, Any]) -> None:
    assert checks.characters(card) <= checks.MOST_CHARACTERS


def test_a_card_holds_no_null_and_no_fraction(card: dict[str, Any]) -> None:
    assert not re.search(r": (null|-?\d+\.\d+)[,}\]]", json.dumps(card))


def test_every_input_has_an_id_of_its_own_and_a_label(card: dict[str, Any]) -> None:
    found = checks.of_type(card, *INPUTS)
    assert len({field["id"] for field in found}) == len(found)
    assert all(field["label"] for field in found)
    assert all(field["errorMessage"] for field in found if field.get("isRequired"))


def test_no_input_stands_in_a_table_or_beside_another(card: dict[str, Any]) -> None:
    for holder in checks.of_type(card, "Table", "ColumnSet"):
        assert not checks.of_type(holder, *INPUTS)


def test_every_chart_has_words_to_fall_back_on(card: dict[str, Any]) -> None:
    for chart in [element for element in checks.elements(card) if element["type"].startswith("Chart.")]:
        assert chart["fallback"]["type"] in ("TextBlock", "FactSet")
        shares = [share for bar in chart["data"] for share in bar["data"]]
        assert all(f"{share['legend']} {share['value']}" in chart["fallback"]["text"] for share in shares)


def test_every_text_wraps(card: dict[str, Any]) -> None:
    assert all(block.get("wrap") for block in checks.of_type(card, "TextBlock"))


def test_nothing_is_too_wide_for_a_phone(card: dict[str, Any]) -> None:
    for columns in checks.of_type(card, "ColumnSet"):
        assert len(columns["columns"]) <= 3
    for column in checks.of_type(card, "Column"):
        assert column["width"] in ("auto", "stretch")


def test_no_word_is_written_in_a_colour_too_pale_to_read(card: dict[str, Any]) -> None:
    pale = [part for part in checks.elements(card) if part.get("color") in ("Good", "Warning")]
    assert all(part["text"] in ("■ ", "□ ") for part in pale if not part["type"].startswith("Chart"))


def test_a_row_holds_at_most_six_buttons_and_no_two_of_a_card_read_the_same(card: dict[str, Any]) -> None:
    rows = checks.of_type(card, "ActionSet")
    assert all(1 <= len(row["actions"]) <= 6 for row in rows)
    titles = [action["title"] for row in rows for action in row["actions"]]
    assert len(set(titles)) == len(titles)
    assert all(0 < len(title) <= 60 for title in titles)


def test_every_button_works_in_old_clients_too(card: dict[str, Any]) -> None:
    for press in checks.of_type(card, "Action.Execute"):
        assert press["verb"] == press["data"][RESERVED]["do"]
        assert press["fallback"]["type"] == "Action.Submit"
        assert press["fallback"]["data"] == press["data"]
        assert press["fallback"].get("associatedInputs") == press.get("associatedInputs")


def test_only_saving_and_confirming_send_what_was_typed(card: dict[str, Any]) -> None:
    for press in checks.of_type(card, "Action.Execute"):
        assert (press["verb"] in SAVES) == (press.get("associatedInputs") != "none")


def test_what_a_button_sends_is_understood(card: dict[str, Any]) -> None:
    for title, press in checks.buttons(card).items():
        if press["type"] == "Action.Execute":
            assert submitted.read(checks.submit(card, title)).do == press["verb"]


def test_the_cards_are_those_agreed_on() -> None:
    """After a change that is meant: python -m tests.adaptive_cards.renew_golden, and look at the difference."""
    agreed = {path.stem: path.read_text(encoding="utf-8") for path in GOLDEN.glob("*.json")}
    assert written() == agreed


def test_the_checks_see_a_misspelt_property_and_a_missing_id() -> None:
    card = {"type": "AdaptiveCard", "version": "1.5", "body": [{"type": "TextBlock", "text": "Hello", "wrp": True}]}
    assert checks.unknown_properties(card) == ["TextBlock.wrp"]
    assert checks.schema_faults({**card, "body": [{"type": "Input.Text", "label": "Cause"}]})
