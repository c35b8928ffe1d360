"""Updates as leads write them: what is told, of which item, and which part of it is what."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.days_past import period_ended_in
from bot.conversation.follow_ups import Context
from bot.conversation.lexicon import Lexicon, lexicon_of
from bot.conversation.plain import own_words, plain, typed_words
from bot.conversation.said import Intent, Kind, Said, Target
from bot.conversation.told_parts import parts_of
from bot.conversation.understanding import understand
from store.database import open_engine, transaction
from store.queries.cuts import take_cut
from tests.conftest import sample
from tests.databases import SqliteDatabases
from tests.scenarios.running_bot import PLAN, REMINDER
from workflows.readings.figures import figures_in

TODAY = date(2023, 3, 3)  # a Friday
BOARDS = (date(2023, 3, 23), date(2023, 5, 25))
OWN = ("4.1.1", "4.1.3", "4.2.2")

TOLD = {
    # what is written: intent, refs, ratings, day, milestone
    "red on the pathway one, two staff off sick, back on track mid June": ("UPDATE", "4.1.1", "RED", "2023-06-15", 0),
    "4.1.1 and 4.1.3 green": ("UPDATE", "4.1.1 4.1.3", "GREEN", "", 0),
    "4.1.1-4.1.3 amber": ("UPDATE", "4.1.1 4.1.2 4.1.3", "AMBER", "", 0),
    "PLEASE UPDATE 4.1.1 TO RED, STAFF SHORTAGES!!!": ("UPDATE", "4.1.1", "RED", "", 0),
    "four point one point one is green, all good": ("UPDATE", "4.1.1", "GREEN", "", 0),
    "camhs criteria amber, waiting on the panel": ("UPDATE", "4.2.2", "AMBER", "", 0),
    "from amber to red on 4.2.2": ("UPDATE", "4.2.2", "RED", "", 0),
    "4.2.2 amber or red, hard to say": ("UPDATE", "4.2.2", "RED AMBER", "", 0),
    "grey for 2.1.1 until 1.1.2 is signed off": ("UPDATE", "2.1.1", "GREY", "", 0),
    "slipping on 4.1.3, now july": ("UPDATE", "4.1.3", "", "2023-07-31", 0),
    "we've met all the schools for 4.2.2": ("UPDATE", "4.2.2", "", "", 0),
    "update 4.1.3 milestone 2": ("UPDATE", "4.1.3", "", "", 2),
    "can I update 4.2.2": ("UPDATE", "4.2.2", "", "", 0),
    "4.1.3 milestone 2 complete": ("RATE_BLUE", "4.1.3", "", "", 2),
    "we finished 4.2.2 last Friday": ("RATE_BLUE", "4.2.2", "", "2023-02-24", 0),
    "mark 4.2.2 as blue": ("RATE_BLUE", "4.2.2", "BLUE", "", 0),
    "4.1.1 to 4.1.3 no change": ("NIL_RETURN", "4.1.1 4.1.2 4.1.3", "", "", 0),
    "nothing to report": ("NIL_RETURN", "", "", "", 0),
    "same as last month for 4.2.2": ("UPDATE_COPY", "4.2.2", "", "", 0),
    "that was meant for 4.2.2 not 4.2.1": ("CORRECT", "4.2.2 4.2.1", "", "", 0),
    "ASQ3 take-up is 81.5% for December": ("KPI_ENTRY", "", "", "", 0),
    "withdraw my last update": ("PERSONAL_DATA_INCIDENT", "", "", "", 0),
    "9.9.9 is red, no staff": ("UNKNOWN_REF", "", "", "", 0),
}
ASKED = ("is 4.1.1 red?", "what is red", "why is 4.1.1 amber", "who has not reported", "is 4.2.2 complete")


@pytest.fixture(scope="module")
def lexicon(sqlite_databases: SqliteDatabases) -> Lexicon:
    with sqlite_databases.filled(sample) as url:
        engine = open_engine(url)
        with transaction(engine) as session:
            taken = take_cut(session, PLAN, REMINDER)
        engine.dispose()
    return lexicon_of(taken)


def told(text: str, lexicon: Lexicon, context: Context | None = None) -> Said:
    return understand(text, lexicon, TODAY, BOARDS, context, OWN)


@pytest.mark.parametrize("text", TOLD)
def test_what_leads_tell_is_read_as_an_update(lexicon: Lexicon, text: str) -> None:
    intent, refs, codes, day, seq = TOLD[text]
    said = told(text, lexicon)
    assert (said.intent.value, [target.ref for target in said.targets]) == (intent, refs.split())
    assert (set(said.rating_codes), said.seq or 0) == (set(codes.split()), seq)
    assert (said.day.isoformat() if said.day else "") == day


@pytest.mark.parametrize("text", ASKED)
def test_a_question_is_no_update(lexicon: Lexicon, text: str) -> None:
    assert told(text, lexicon).intent not in {Intent.UPDATE, Intent.RATE_BLUE, Intent.NIL_RETURN}


def test_what_was_typed_is_kept_to_its_end_as_the_narrative(lexicon: Lexicon) -> None:
    text = "4.2.2 amber, " + "the group met again and agreed a further part of the text " * 40
    assert told(text, lexicon).reason == text.strip()


def test_words_fit_the_speakers_own_actions_before_those_of_others(lexicon: Lexicon) -> None:
    text = "red on the pathway one, two staff off sick"
    assert [target.ref for target in told(text, lexicon).targets] == ["4.1.1"]
    assert len(understand(text, lexicon, TODAY, BOARDS).targets) > 1


# The parts of it


def test_a_cause_a_way_back_and_a_day_are_found_where_they_are_said() -> None:
    parts = parts_of(
        "4.2.2: red. Two posts are vacant. Agency cover starts in April, forecast end of May", TODAY, BOARDS
    )
    assert parts.cause == "Two posts are vacant"
    assert parts.recovery.startswith("Agency cover starts")
    assert parts.forecast == date(2023, 5, 31)
    assert parts.narrative.startswith("red. Two posts")


def test_what_was_done_on_a_day_is_no_forecast() -> None:
    parts = parts_of("4.2.2 was completed on 28 February, evidence is in log 12", TODAY, BOARDS)
    assert (parts.completed_on, parts.forecast, parts.evidence) == (date(2023, 2, 28), None, "Log 12")


def test_of_two_forecasts_neither_is_taken() -> None:
    parts = parts_of("4.2.2 amber, expect April, might be done by the end of June", TODAY, BOARDS)
    assert parts.forecast is None or parts.forecast == date(2023, 6, 30)
    assert parts_of("amber, done by April, or ready by June", TODAY, BOARDS).forecast is None


@given(st.text(max_size=200))
def test_whatever_is_written_nothing_is_lost_but_the_address_in_front(text: str) -> None:
    typed = own_words(text)
    parts = parts_of(f"update 4.1.1 milestone 2: {typed}", TODAY, BOARDS)
    assert parts.narrative == typed or not typed


# A message as words


def test_a_pasted_email_is_what_stands_above_the_mail_it_answers() -> None:
    text = "Hi both,\n\n4.2.2 is green now.\n\nThanks\n\nFrom: Ann Other <ann@example.org>\nSent: Monday\nold words"
    assert "old words" not in typed_words(text)
    assert "4.2.2 is green now" in plain(typed_words(text))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("HOW IS AREA FOUR", " how is area 4 "),
        ("four point one point three", " 4.1.3 "),
        ("4 dot 1 dot 3 please", " 4.1.3 "),
        ("<at>SEND bot</at> what&nbsp;is *red*", " what is red "),
        ("4.1.1 \u2013 4.1.3", " 4.1.1 - 4.1.3 "),
        ("o\u200bv\u200berdue".replace("\u200b", ""), " overdue "),
    ],
)
def test_shouting_dictation_and_markup_read_as_plain_words(typed: str, words: str) -> None:
    assert plain(typed_words(typed)) == words


def test_a_mail_pasted_whole_is_understood_but_never_becomes_the_narrative(lexicon: Lexicon) -> None:
    mail = "From: Ann Other <ann@example.org>\nSent: Monday\nSubject: 4.2.2\n\n4.2.2 is red, two posts are vacant"
    said = told(mail, lexicon)
    assert (said.intent, said.rating_codes, said.reason) == (Intent.UPDATE, ("RED",), "")


# What was said before

AN_ACTION = Target(Kind.ACTION, "4.1.3", "An action")


def test_an_update_that_names_nothing_is_of_the_one_action_spoken_of_last(lexicon: Lexicon) -> None:
    context = Context(Said(Intent.STATUS_ACTION, (AN_ACTION,)))
    assert told("it's red, no staff", lexicon, context).targets == (AN_ACTION,)
    two = Context(Said(Intent.OVERDUE), (AN_ACTION, Target(Kind.ACTION, "4.2.2", "Another")))
    assert told("it's red, no staff", lexicon, two).targets == ()


def test_the_item_asked_back_may_be_said_by_place_or_by_ref_alone(lexicon: Lexicon) -> None:
    listed = (Target(Kind.ACTION, "4.1.1", "One"), AN_ACTION)
    context = Context(Said(Intent.UPDATE, rating_codes=("RED",)), listed)
    for text in ("the second one", "number 2", "4.1.3"):
        said = told(text, lexicon, context)
        assert (said.intent, said.rating_codes) == (Intent.UPDATE, ("RED",)), text
        assert [target.ref for target in said.targets] == ["4.1.3"], text


@pytest.mark.parametrize(
    ("text", "confirmed"), [("yes", True), ("yes please", True), ("go ahead", True), ("no", False)]
)
def test_yes_and_no_answer_the_question_whether_to_chase(lexicon: Lexicon, text: str, *, confirmed: bool) -> None:
    said = told(text, lexicon, Context(Said(Intent.CHASE, refs=("4.1.1",))))
    expected = (Intent.CHASE, ("4.1.1",)) if confirmed else (Intent.CYCLE_STATUS, None)
    assert (said.intent, said.refs) == expected
    assert said.confirmed == confirmed


def test_why_asks_about_what_was_spoken_of_last(lexicon: Lexicon) -> None:
    said = told("why?", lexicon, Context(Said(Intent.STATUS_ACTION, (AN_ACTION,))))
    assert (said.intent, said.targets) == (Intent.EXPLAIN_CHANGE, (AN_ACTION,))


def test_a_question_goes_on_to_another_action(lexicon: Lexicon) -> None:
    said = told("and 4.2.2?", lexicon, Context(Said(Intent.HISTORY, (AN_ACTION,))))
    assert (said.intent, [target.ref for target in said.targets]) == (Intent.HISTORY, ["4.2.2"])


def test_yes_to_nothing_is_not_understood(lexicon: Lexicon) -> None:
    assert told("yes", lexicon).intent is Intent.NOT_UNDERSTOOD


# Figures


@pytest.mark.parametrize(
    ("text", "unit", "values"),
    [
        ("ASQ3 take-up is 81.5% for December", "percent", [81.5]),
        ("81.5% checked, of which 90.7% used ASQ3", "percent", [73.9, 81.5, 90.7]),
        ("3.1.2 is at 81.5 per cent, was 80 percent", "percent", [81.5, 80.0]),
        ("CAMHS wait is now 14 weeks", "weeks", [14.0]),
        ("CAMHS wait is now 14 weeks", "percent", []),
        ("indicator 4.2a: 1,204 in 2023", "count", [1204.0]),
        ("no figure at all", "percent", []),
    ],
)
def test_figures_are_read_with_the_indicators_own_unit(text: str, unit: str, values: list[float]) -> None:
    assert [figure.value for figure in figures_in(text, unit)] == values


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_a_share_of_a_share_is_never_more_than_either(whole: int, part: int) -> None:
    first, *others = figures_in(f"{whole / 10}% of which {part / 10}%", "percent")
    assert first.value <= min(other.value for other in others) + 0.05


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("81.5% for December", date(2022, 12, 31)),
        ("for March", date(2022, 3, 31)),
        ("in Q3", date(2022, 12, 31)),
        ("last month", date(2023, 2, 28)),
        ("to 31 January 2023", date(2023, 1, 31)),
        ("for June 2023", None),
        ("81.5%", None),
    ],
)
def test_a_figure_is_of_a_period_that_is_over(text: str, day: date | None) -> None:
    assert period_ended_in(text, TODAY) == day


def test_what_happens_if_nothing_changes_is_its_own_part() -> None:
    parts = parts_of(
        "4.2.2 red, no staff. If nothing changes, families wait until June, or longer. Agency asked", TODAY, BOARDS
    )
    assert parts.effect == "Families wait until June, or longer"
    assert parts.cause == "No staff"
    assert parts_of("4.2.2 red, no staff", TODAY, BOARDS).effect == ""
