"""The table of utterances is complete and fair, and its scorer sees what was misread."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from benchmarks.understanding.scoring import scored
from benchmarks.understanding.utterances import HELD_OUT, TUNED, Utterance, read_utterances
from bot.conversation.said import Intent, Kind, Said, Target

ACTION = Target(Kind.ACTION, "4.1.1", "Review the autism and ADHD offer")
POST = Target(Kind.POST, "Local Offer Lead, CBMDC", "Local Offer Lead")
END_OF_MAY = date(2023, 5, 31)
READ = Said(
    Intent.UPDATE,
    (ACTION,),
    ("RED",),
    window=(date(2023, 5, 1), END_OF_MAY),
    everything=True,
    unknown_ref="9.9",
    least=2,
    seq=1,
)
MEANT = Utterance(
    "red on 4.1.1, back by the end of May",
    frozenset({Intent.UPDATE, Intent.AMBIGUOUS_REF}),
    refs=frozenset({"4.1.1"}),
    ratings=frozenset({"RED"}),
    window=(date(2023, 5, 1), END_OF_MAY),
    days=frozenset({END_OF_MAY, date(2023, 5, 30)}),
    seq=1,
    least=2,
    unknown="9.9",
    everything=True,
)


def test_every_intent_has_at_least_six_utterances() -> None:
    table = [*read_utterances(TUNED), *read_utterances(HELD_OUT)]
    told = Counter(intent for one in table for intent in one.intents)
    assert [intent for intent in Intent if told[intent] < 6] == []


def test_of_at_least_340_utterances_120_are_held_out_and_none_of_these_stands_in_the_other_part() -> None:
    tuned, held_out = read_utterances(TUNED), read_utterances(HELD_OUT)
    assert len(held_out) >= 120
    assert len(tuned) + len(held_out) >= 340
    told = Counter(one.said.casefold() for one in (*tuned, *held_out))
    assert max(told.values()) == 1


def test_what_was_read_as_it_was_meant_is_right() -> None:
    assert scored(MEANT, READ).right


@pytest.mark.parametrize(
    "misread",
    [
        {"targets": ()},
        {"targets": (ACTION, POST)},
        {"refs": ("4.1.2",)},
        {"rating_codes": ("RED", "AMBER")},
        {"window": (date(2023, 5, 2), END_OF_MAY)},
        {"seq": None},
        {"least": 0},
        {"unknown_ref": ""},
        {"everything": False},
    ],
    ids=str,
)
def test_each_slot_that_was_misread_is_named(misread: dict[str, object]) -> None:
    found = scored(MEANT, replace(READ, **misread))  # pyright: ignore[reportArgumentType]
    assert found.intent_right
    assert len(found.wrong) == 1
    assert not found.right


def test_either_of_two_fair_readings_is_right_and_a_third_is_not() -> None:
    assert scored(MEANT, replace(READ, intent=Intent.AMBIGUOUS_REF)).intent_right
    assert not scored(MEANT, replace(READ, intent=Intent.RATE_BLUE)).intent_right
    either = replace(MEANT, window=None)
    assert scored(either, replace(READ, window=(END_OF_MAY, date(2023, 5, 30)))).slots_right
    assert scored(either, replace(READ, window=None)).wrong == ("last day 2023-05-30 2023-05-31 read as None",)


def test_a_post_is_known_with_its_organisation_or_without() -> None:
    meant = Utterance("what has the local offer lead", frozenset({Intent.STATUS_PERSON}), refs=frozenset({POST.title}))
    assert scored(meant, Said(Intent.STATUS_PERSON, (POST,))).right
    assert not scored(meant, Said(Intent.STATUS_PERSON, (replace(POST, ref="Local Offer Leader"),))).right
