"""What strangers write: words weighed beside the grammar, and the person asked back where neither is clear."""

from __future__ import annotations

import tomllib
from datetime import date
from time import thread_time

import pytest

from bot.conversation import phrases, resembling
from bot.conversation.follow_ups import Context
from bot.conversation.lexicon import Lexicon, lexicon_of
from bot.conversation.resembling import EXAMPLES, likelihoods
from bot.conversation.said import Intent, Said
from bot.conversation.titles_within import title_within
from bot.conversation.understanding import understand
from store.database import open_engine, transaction
from store.queries.cuts import take_cut
from tests.conftest import sample
from tests.databases import SqliteDatabases
from tests.scenarios.running_bot import PLAN, REMINDER

TODAY = date(2023, 3, 3)
BOARD = date(2023, 3, 23)
SECONDS = 1.0
"""To make the counts ready: a tenth of it on an idle machine."""


@pytest.fixture(scope="module")
def lexicon(sqlite_databases: SqliteDatabases) -> Lexicon:
    with sqlite_databases.filled(sample) as url:
        engine = open_engine(url)
        with transaction(engine) as session:
            taken = take_cut(session, PLAN, REMINDER)
        engine.dispose()
    return lexicon_of(taken)


def said(text: str, lexicon: Lexicon, context: Context | None = None) -> Said:
    return understand(text, lexicon, TODAY, (BOARD,), context)


def test_every_meaning_that_can_be_asked_or_told_has_ways_of_asking_sorted_by_name() -> None:
    ways = tomllib.loads(EXAMPLES.read_text(encoding="utf-8"))
    assert list(ways) == sorted(ways)
    assert set(Intent) - {Intent(name) for name in ways} == {Intent.AMBIGUOUS_REF}


def test_no_way_of_asking_stands_under_its_meaning_twice() -> None:
    ways = tomllib.loads(EXAMPLES.read_text(encoding="utf-8"))
    assert [way for each in ways.values() for way in each if each.count(way) > 1] == []


def test_the_counts_are_ready_in_a_moment() -> None:
    resembling._examples.cache_clear()  # pyright: ignore[reportPrivateUsage]
    began = thread_time()
    likelihoods(" what is late ")
    assert thread_time() - began < SECONDS


@pytest.mark.parametrize(
    ("text", "intent", "refs"),
    [
        ("whats slipped past its date lovely, hit me with it", Intent.OVERDUE, ""),
        ("the jsna, is it moving or is it stuck do you know", Intent.STATUS_ACTION, "5.2.2"),
        ("I am not convinced anybody could call 4.1.2 green, so put that on record", Intent.CHALLENGE_RATING, "4.1.2"),
        ("jsna has gone live on the website as of Monday so that can be ticked off", Intent.RATE_BLUE, "5.2.2"),
        ("on what grounds is 4.3.3 brought before the Board at all", Intent.EXPLAIN_EXCEPTION, "4.3.3"),
        ("which of our messages could not be delivered to people this time", Intent.UNREACHED, ""),
    ],
)
def test_what_no_phrase_fits_is_read_by_what_it_resembles(
    text: str, intent: Intent, refs: str, lexicon: Lexicon
) -> None:
    found = said(text, lexicon)
    assert (found.intent, [target.ref for target in found.targets]) == (intent, refs.split())


def test_words_that_clearly_say_otherwise_outweigh_a_phrase(lexicon: Lexicon) -> None:
    assert said("1.1.2 is showing red and it shouldn't be, I dispute it", lexicon).intent is Intent.CHALLENGE_RATING


@pytest.mark.parametrize(
    "text",
    [
        "cheers, that'll do me",
        "I no longer do this job",
        "Kindly reproduce the text of 5.1.1 precisely as it stands in the plan.",
        "Need a RAG for objective 2.5 for my cover sheet",
        "remind me which bits are on my plate again",
        "ok so i can tell you my progress and what else do you do",
        "we identified family hub sites in three wards and put family support in place",
    ],
)
def test_words_like_those_of_leave_cover_or_withdrawal_do_nothing_at_once(text: str, lexicon: Lexicon) -> None:
    at_once = {
        Intent.LEAVE,
        Intent.DELEGATE,
        Intent.END_COVER,
        Intent.SNOOZE,
        Intent.PERSONAL_DATA_INCIDENT,
    }
    assert said(text, lexicon).intent not in at_once


@pytest.mark.parametrize(
    "text",
    [
        "I am to have an operation and expect to be away from my duties for some weeks",
        "the man who sits beside me is doing the reporting on the physio work for a bit",
        "could you raise this with me at some other time, I have not got the papers",
    ],
)
def test_leave_cover_and_a_snooze_by_likeness_have_no_days_and_so_do_nothing(text: str, lexicon: Lexicon) -> None:
    found = said(text, lexicon)
    assert (found.window, found.refs, found.whose, found.cover) == (None, None, "", "")


def test_cover_is_not_ended_nor_words_withdrawn_by_likeness_but_offered(lexicon: Lexicon) -> None:
    found = said("I am glad to say that whoever has stood in can be released from my actions", lexicon)
    assert found.intent is not Intent.END_COVER


def test_who_is_not_clear_is_asked_back_with_the_three_nearest_meanings(lexicon: Lexicon) -> None:
    found = said("perhaps somebody could look into the thing we spoke of", lexicon)
    assert found.intent is Intent.NOT_UNDERSTOOD
    assert len(found.nearest) == 3


@pytest.mark.parametrize("intent", phrases.NEAR_EXAMPLES, ids=str)
def test_what_is_offered_is_read_for_what_it_offers(intent: Intent, lexicon: Lexicon) -> None:
    found = said(phrases.NEAR_EXAMPLES[intent].format(ref="4.1.2"), lexicon)
    assert found.intent is intent
    if intent in {Intent.LEAVE, Intent.DELEGATE, Intent.SNOOZE}:
        assert found.window is None


def test_the_same_words_weigh_the_same_each_time() -> None:
    words = " could somebody tell me what is going on with the reds in my area "
    assert likelihoods(words) == likelihoods(words)


def test_an_action_is_known_by_the_rare_words_of_its_title_in_a_long_message(lexicon: Lexicon) -> None:
    words = " finance would like to know where the jsna has got to before they release any more of the money "
    assert [target.ref for target in title_within(words, lexicon)] == ["5.2.2"]


def test_common_words_of_titles_name_none(lexicon: Lexicon) -> None:
    assert title_within(" the review of how children wait for a plan and its pathway ", lexicon) == ()


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ("reds in 3 and 4", "3 4"),
        ("how are areas one and two", "1 2"),
        ("how is the fourth area doing", "4"),
        ("what's overdue among the 4.x lot", "4"),
    ],
)
def test_areas_are_known_by_their_numbers_however_they_are_put(text: str, refs: str, lexicon: Lexicon) -> None:
    assert [target.ref for target in said(text, lexicon).targets] == refs.split()


def test_a_month_alone_asks_the_last_question_of_that_month(lexicon: Lexicon) -> None:
    march = said("what is due in march", lexicon)
    found = said("and in april", lexicon, Context(march))
    assert (found.intent, found.window) == (Intent.DUE_WINDOW, (date(2023, 4, 1), date(2023, 4, 30)))


def test_the_day_asked_for_is_not_the_one_that_cannot_be_kept(lexicon: Lexicon) -> None:
    found = said("4.4.2 wont make june can it be september instead", lexicon)
    assert (found.intent, found.day) == (Intent.DATE_CHANGE_REQUEST, date(2023, 9, 30))


@pytest.mark.parametrize("text", ["our february figure for wheelchairs is 78%", "average wheelchairs wait now 9 weeks"])
def test_a_figure_is_of_the_service_that_is_named(text: str, lexicon: Lexicon) -> None:
    found = said(text, lexicon)
    assert (found.intent, [target.ref for target in found.targets]) == (Intent.KPI_ENTRY, ["Wheelchairs"])


@pytest.mark.parametrize("where", ["in the whole plan", "in area 4", "in areas 1 and 4"])
@pytest.mark.parametrize(
    "intent",
    [
        Intent.OVERDUE,
        Intent.NOT_REPORTED,
        Intent.CHANGES,
        Intent.CONFIDENCE,
        Intent.KPI_CHECK,
        Intent.EVIDENCE_GAPS,
        Intent.ASKS,
        Intent.PATH_TO_GREEN,
    ],
)
def test_our_own_questions_are_read_as_the_grammar_reads_them_wherever_they_are_asked_of(
    intent: Intent, where: str, lexicon: Lexicon
) -> None:
    assert said(f"{phrases.EXAMPLES[intent]} {where}", lexicon).intent is intent
