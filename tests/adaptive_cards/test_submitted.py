"""Data from a card is somebody else's until it is read."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adaptive_cards import submitted, update_request
from adaptive_cards.submitted import Submission
from adaptive_cards.typed import CardNotUnderstood
from adaptive_cards.verbs import Verb
from tests.adaptive_cards import examples as eg
from tests.adaptive_cards.checks import schema_faults
from workflows.updates.rules import Answer


def save(**fields: Any) -> dict[str, Any]:
    return {"sendbot": {"do": "save", "item": "m:12", "seen": 41, "message_id": 7}, **fields}


def test_a_saved_form_is_read_field_by_field() -> None:
    read = submitted.read(save(rating="RED", narrative="  Nothing moved. ", forecast="2031-05-30", recovery_by=""))
    assert read == Submission(
        do=Verb.SAVE,
        item="m:12",
        seen=41,
        message_id=7,
        page=None,
        text="",
        answer=Answer(rating="RED", narrative="Nothing moved.", forecast=date(2031, 5, 30)),
    )


def test_a_question_is_read() -> None:
    read = submitted.read({"sendbot": {"do": "ask", "text": " what is late "}})
    assert (read.do, read.text, read.answer) == (Verb.ASK, "what is late", Answer())


def test_fields_count_only_when_saving() -> None:
    assert submitted.read({"sendbot": {"do": "open", "item": "a:3"}, "rating": "RED"}).answer.empty


def test_an_optional_date_may_be_absent_null_or_empty() -> None:
    for fields in ({}, {"forecast": None}, {"forecast": ""}, {"forecast": "  "}):
        assert submitted.read(save(**fields)).answer.forecast is None


def test_a_date_with_a_time_is_its_day() -> None:
    assert submitted.read(save(forecast="2031-05-30T00:00:00Z")).answer.forecast == date(2031, 5, 30)


def test_line_ends_become_one_kind_and_what_no_database_keeps_is_dropped() -> None:
    read = submitted.read(save(narrative="One\r\ntwo\rthree\x00\x07\ud83d\ttab"))
    assert read.answer.narrative == "One\ntwo\nthree\ttab"


def test_a_text_is_cut_to_ten_thousand_characters() -> None:
    assert len(submitted.read(save(narrative="x" * 1_000_000)).answer.narrative) == 10_000


def test_keys_of_no_field_are_left_alone() -> None:
    assert submitted.read(save(person="admin", update_id=1, rating="GREEN")).answer == Answer(rating="GREEN")


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        "save",
        {},
        {"sendbot": None},
        {"sendbot": "save"},
        {"sendbot": {"do": "drop tables", "item": "m:1"}},
        {"sendbot": {"do": "save"}},
        {"sendbot": {"do": "open", "item": ""}},
        {"sendbot": {"do": "save", "item": "m:0"}},
        {"sendbot": {"do": "save", "item": "m:1\n"}},
        {"sendbot": {"do": "save", "item": "x:1"}},
        {"sendbot": {"do": "save", "item": "m:" + "9" * 30}},
        {"sendbot": {"do": "save", "item": 12}},
        {"sendbot": {"do": "save", "item": "m:1", "seen": -1}},
        {"sendbot": {"do": "save", "item": "m:1", "seen": 2**63}},
        {"sendbot": {"do": "save", "item": "m:1", "message_id": "1; --"}},
        {"sendbot": {"do": "show", "page": -1}},
        {"sendbot": {"do": "ask", "text": ""}},
        {"sendbot": {"do": "ask", "text": "?!"}},
        {"sendbot": {"do": "ask", "text": "x" * 501}},
        save(narrative=["a"]),
        save(rating={"code": "RED"}),
        save(narrative=5),
    ],
)
def test_nonsense_is_refused_in_one_sentence(data: Any) -> None:
    with pytest.raises(CardNotUnderstood) as refused:
        submitted.read(data)
    assert str(refused.value).endswith((".", "”"))
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("day", ["30/05/2031", "2031-02-30", "tomorrow", "2031-5-3", "0000-01-01", 20310530])
def test_a_day_that_is_none_names_its_field(day: Any) -> None:
    with pytest.raises(CardNotUnderstood, match="Forecast"):
        submitted.read(save(forecast=day))


def test_a_refusal_repeats_nothing_of_what_was_sent() -> None:
    with pytest.raises(CardNotUnderstood) as refused:
        submitted.read(save(forecast="Tom Smith of Year 4"))
    assert "Tom" not in str(refused.value)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40) | st.sampled_from(list(Verb)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
NAMES = st.sampled_from(["do", "item", "seen", "message_id", "page", "text"])
ITEMS = st.sampled_from(["m:1", "a:2"]) | JSON
PRESSES = st.fixed_dictionaries({"do": st.sampled_from(list(Verb)), "item": ITEMS}) | st.dictionaries(NAMES, JSON)
FIELDS = st.dictionaries(st.sampled_from([*Answer.__dataclass_fields__]) | st.text(max_size=8), JSON, max_size=6)


@settings(max_examples=300, deadline=None)
@given(press=PRESSES, fields=FIELDS)
def test_hostile_data_is_read_or_refused_and_never_anything_else(press: Any, fields: dict[str, Any]) -> None:
    try:
        read = submitted.read({**fields, "sendbot": press})
    except CardNotUnderstood:
        return
    card = update_request.build(eg.request(eg.item(1)), typed=read.answer)
    assert schema_faults(card) == []


@settings(max_examples=100, deadline=None)
@given(data=JSON)
def test_any_json_at_all_is_read_or_refused(data: Any) -> None:
    try:
        verb = submitted.read(data).do
    except CardNotUnderstood as refused:
        verb = None
        sentence = str(refused)
    assert verb in Verb if verb else sentence
