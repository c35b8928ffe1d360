"""What is decided, asked for or disputed in plain words: which intent, of what, until when, and why."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session, SQLModel

from bot.conversation.lexicon import Lexicon, lexicon_of
from bot.conversation.said import Intent, Said
from bot.conversation.understanding import understand
from store.audit import AuditChain
from store.database import open_engine
from store.queries.cuts import take_cut
from store.register_files import import_people, import_register
from store.working_days import LONDON
from tests.workflows.register import PLAN, SAMPLES

TODAY = date(2023, 3, 3)
BOARDS = (date(2023, 3, 23), date(2023, 5, 25))
NOW = datetime(2023, 3, 3, 9, tzinfo=LONDON)


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    engine = open_engine(f"sqlite:///{tmp_path_factory.mktemp('words') / 'plan.db'}")
    SQLModel.metadata.create_all(engine)
    with Session(engine) as session:
        audit = AuditChain(b"key")
        import_register(session, Path(SAMPLES, PLAN), now=NOW, audit=audit, actor="test")
        import_people(session, Path(SAMPLES, f"{PLAN}-people"), now=NOW, audit=audit, actor="test")
        found = lexicon_of(take_cut(session, PLAN, NOW))
    engine.dispose()
    return found


def read(text: str, lexicon: Lexicon) -> Said:
    return understand(text, lexicon, TODAY, BOARDS)


DATE, APPROVE, WAITING = Intent.DATE_CHANGE_REQUEST, Intent.APPROVE_DATE, Intent.DECISIONS_WAITING
SIGN_OFF, CHALLENGE, CALL_IN, LEAD = Intent.SIGN_OFF, Intent.CHALLENGE_RATING, Intent.CALL_IN, Intent.LEAD_CHANGE
OPTIONS = Intent.OPTIONS

INTENTS: dict[str, tuple[Intent, str]] = {
    "can we move 2.5.2 to end of June because the provider needs more time": (DATE, "2.5.2"),
    "please push 3.2.1 back to the end of july, the tender is late": (DATE, "3.2.1"),
    "need more time on 4.2.2": (DATE, "4.2.2"),
    "extend the deadline of 1.1.1": (DATE, "1.1.1"),
    "date change for 4.2.2": (DATE, "4.2.2"),
    "Could we delay 4.2.2 until 30/6/2023 as two staff are off sick?": (DATE, "4.2.2"),
    "approve 2.5.2": (APPROVE, "2.5.2"),
    "approve": (APPROVE, ""),
    "refuse the date change for 2.5.2 because the board asked for June": (APPROVE, "2.5.2"),
    "I don't agree to the new date of 2.5.2": (APPROVE, "2.5.2"),
    "anything to approve?": (WAITING, ""),
    "what waits for me": (WAITING, ""),
    "what do I need to sign off": (WAITING, ""),
    "my approvals": (WAITING, ""),
    "sign off 1.1.1": (SIGN_OFF, "1.1.1"),
    "don't sign off 1.1.1 because nobody asked parents": (SIGN_OFF, "1.1.1"),
    "send 1.1.1 back, no minutes": (SIGN_OFF, "1.1.1"),
    "accept the evidence for 1.1.1": (SIGN_OFF, "1.1.1"),
    "I dispute the green on 4.2.2 because waits went up": (CHALLENGE, "4.2.2"),
    "4.2.2 should not be green": (CHALLENGE, "4.2.2"),
    "query the rating of 4.2.2": (CHALLENGE, "4.2.2"),
    "withdraw my dispute of 4.2.2": (CHALLENGE, "4.2.2"),
    "I want to call 3.1.1 in, families wrote": (CALL_IN, "3.1.1"),
    "end the call-in of 3.1.1": (CALL_IN, "3.1.1"),
    "options for 3.2.1": (OPTIONS, "3.2.1"),
    "what are the options on 3.2.1?": (OPTIONS, "3.2.1"),
    "show me the options for 3.2.1": (OPTIONS, "3.2.1"),
    "have options been given for 3.2.1?": (OPTIONS, "3.2.1"),
    "give options for 3.2.1": (OPTIONS, "3.2.1"),
    "I'd like to give the Board options on 3.2.1": (OPTIONS, "3.2.1"),
    "withdraw the options for 3.2.1": (OPTIONS, "3.2.1"),
    "I no longer lead 3.2.1": (LEAD, "3.2.1"),
    "wrong lead on 4.2.2": (LEAD, "4.2.2"),
    "Jane has left": (LEAD, ""),
    # what only looks like one
    "set 3.2.1 to green": (Intent.UPDATE, "3.2.1"),
    "move 3.2.1 to amber, recruitment is slow": (Intent.UPDATE, "3.2.1"),
    "two staff have left so 4.2.2 is amber": (Intent.UPDATE, "4.2.2"),
    "red on 3.2.1 because Jane has left": (Intent.UPDATE, "3.2.1"),
    "red on 3.2.1, we will put options to the board in May": (Intent.UPDATE, "3.2.1"),
    "has the date of 2.5.2 moved": (Intent.CHANGES, "2.5.2"),
    "why was 3.1.1 called in": (Intent.EXPLAIN_EXCEPTION, "3.1.1"),
    "who leads 4.2.2": (Intent.STATUS_ACTION, "4.2.2"),
    "the provider has left": (Intent.UPDATE, ""),
}


@pytest.mark.parametrize("text", INTENTS)
def test_each_way_of_saying_it_is_read_for_what_it_is(text: str, lexicon: Lexicon) -> None:
    said = read(text, lexicon)
    assert (said.intent, " ".join(target.ref for target in said.targets)) == INTENTS[text]


@pytest.mark.parametrize(
    ("text", "day", "why"),
    [
        ("move 2.5.2 to june", date(2023, 6, 30), ""),
        ("move 2.5.2 to end of June because the Board asked", date(2023, 6, 30), "the Board asked"),
        ("push 3.2.1 back to 31/07/2023: tender late", date(2023, 7, 31), "tender late"),
        ("can I have an extension for 4.2.2 until 31 May as two staff left", date(2023, 5, 31), "two staff left"),
        ("need more time on 4.2.2 because we start on 3 April", None, "we start on 3 April"),
    ],
)
def test_the_day_is_that_asked_for_and_the_reason_keeps_its_capitals(
    text: str, day: date | None, why: str, lexicon: Lexicon
) -> None:
    said = read(text, lexicon)
    assert (said.day, said.reason) == (day, why)


def test_a_milestone_may_be_named_by_its_number(lexicon: Lexicon) -> None:
    assert read("move 4.1.3 milestone 3 to 30 June 2023", lexicon).seq == 3


def test_a_no_is_told_from_a_yes(lexicon: Lexicon) -> None:
    assert read("approve the new date of 2.5.2", lexicon).confirmed
    assert not read("refuse the new date of 2.5.2", lexicon).confirmed
    assert not read("I do not agree to the new date of 2.5.2", lexicon).confirmed


def test_options_to_be_given_are_told_from_options_to_be_read(lexicon: Lexicon) -> None:
    assert read("give options for 3.2.1", lexicon).confirmed
    assert not read("what are the options on 3.2.1", lexicon).confirmed


@pytest.mark.parametrize(
    ("text", "whose", "cover", "day"),
    [
        ("I no longer lead 3.2.1", "", "", None),
        ("I am leaving on 31 March", "", "", date(2023, 3, 31)),
        ("Jane Smith has left", "Jane Smith", "", None),
        ("new lead for 4.2.2 is Local Offer Lead", "", "Local Offer Lead", None),
        ("Service Manager CAMHS no longer leads 4.2.2", "Service Manager CAMHS", "", None),
    ],
)
def test_who_has_left_and_who_takes_over_are_told_apart(
    text: str, whose: str, cover: str, day: date | None, lexicon: Lexicon
) -> None:
    said = read(text, lexicon)
    assert (said.whose, said.cover, said.day) == (whose, cover, day)


@settings(max_examples=60, deadline=None)
@given(reason=st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Z"]), min_size=3, max_size=30))
def test_whatever_the_reason_says_it_moves_no_other_action(reason: str, lexicon: Lexicon) -> None:
    said = read(f"please move 2.5.2 to 30 June 2023 because {reason} 4.2.2", lexicon)
    assert (said.intent, [target.ref for target in said.targets]) == (DATE, ["2.5.2"])
    assert said.day == date(2023, 6, 30)
