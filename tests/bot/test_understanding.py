from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.conversation.lexicon import lexicon_of
from bot.conversation.said import Intent, Said
from bot.conversation.understanding import understand
from store.cut import DataCut
from store.database import open_engine, transaction
from store.queries.cuts import take_cut
from tests.conftest import sample
from tests.databases import SqliteDatabases
from tests.scenarios.running_bot import PLAN, REMINDER

TODAY = date(2023, 3, 3)
BOARD = date(2023, 3, 23)

HELP, GREETING, MINE, HISTORY = Intent.HELP, Intent.GREETING, Intent.MY_ACTIONS, Intent.HISTORY
PLAN_STATUS, AREA, OBJECTIVE, ACTION = (
    Intent.STATUS_PLAN,
    Intent.STATUS_AREA,
    Intent.STATUS_OBJECTIVE,
    Intent.STATUS_ACTION,
)
WHICH, RATED, OVERDUE, DUE = Intent.AMBIGUOUS_REF, Intent.LIST_BY_RATING, Intent.OVERDUE, Intent.DUE_WINDOW
SILENT, REPORT, UNKNOWN, LOST = (
    Intent.NOT_REPORTED,
    Intent.COMPILE,
    Intent.UNKNOWN_REF,
    Intent.NOT_UNDERSTOOD,
)

UTTERANCES: dict[str, tuple[Intent, str]] = {
    # text: intent, and the refs meant
    "": (HELP, ""),
    "???": (HELP, ""),
    "help": (HELP, ""),
    "Help!": (HELP, ""),
    "what can you do?": (HELP, ""),
    "how does this work": (HELP, ""),
    "hi": (GREETING, ""),
    "Good morning!": (GREETING, ""),
    "thanks": (GREETING, ""),
    "what's mine": (MINE, ""),
    "What’s on my plate?": (MINE, ""),
    "my actions please": (MINE, ""),
    "what do I lead": (MINE, ""),
    "show me my milestones": (MINE, ""),
    "how is area 4": (AREA, "4"),
    "How's area 3 doing?": (AREA, "3"),
    "status of area 5": (AREA, "5"),
    "area 4": (AREA, "4"),
    "HOW IS AREA 4": (AREA, "4"),
    "priority 2": (AREA, "2"),
    "<at>SEND bot</at> how is area 4": (AREA, "4"),
    "**how is area 4**": (AREA, "4"),
    "tell me about area 7": (UNKNOWN, ""),
    "history of 1.4.1": (HISTORY, "1.4.1"),
    "what happened to 1.4.1": (HISTORY, "1.4.1"),
    "who changed 3.2.1?": (HISTORY, "3.2.1"),
    "Show the changes to 2.1.2": (HISTORY, "2.1.2"),
    "history of 2.4": (HISTORY, "2.4"),  # of the action: an objective has none
    "history of 9.9.9": (UNKNOWN, ""),
    "history of area 3": (HISTORY, "3"),  # answered by asking which action
    "how is objective 2.4": (OBJECTIVE, "2.4"),
    "objective 4.1": (OBJECTIVE, "4.1"),
    "4.1": (OBJECTIVE, "4.1"),
    "how is action 2.4": (ACTION, "2.4"),
    "2.4": (WHICH, "2.4 2.4"),
    "how is 2.4": (WHICH, "2.4 2.4"),
    "4.1.1": (ACTION, "4.1.1"),
    "how is 4.1.1?": (ACTION, "4.1.1"),
    "4.1.1.": (ACTION, "4.1.1"),
    "4 . 1 . 3": (ACTION, "4.1.3"),
    "where are we with 4.1.3": (ACTION, "4.1.3"),
    "who leads 4.1.1": (ACTION, "4.1.1"),
    "latest on 4.1.1": (ACTION, "4.1.1"),
    "read 4.1.1": (ACTION, "4.1.1"),
    "update 4.1.3 milestone 3": (Intent.UPDATE, "4.1.3"),
    "milestone 2 of 4.1.1": (ACTION, "4.1.1"),
    "4.1.1 and 4.2.1": (ACTION, "4.1.1 4.2.1"),
    "area 4 and area 5": (AREA, "4 5"),
    "4.1.1 and area 5": (WHICH, "5 4.1.1"),
    "how is leeds doing on its send plan": (Intent.OTHER_PLAN, ""),
    "status 9.9.9": (UNKNOWN, ""),
    "how is 1.10": (UNKNOWN, ""),
    "action 4.1": (UNKNOWN, ""),
    "how is the wheelchair pathway": (WHICH, "4.4.1 4.4.2"),
    "weelchair pathways": (WHICH, "4.4.1 4.4.2"),
    "local offer website": (ACTION, "1.5.2"),
    "CAMHS referral criteria": (ACTION, "4.2.2"),
    "camhs referal criteria": (ACTION, "4.2.2"),
    "JSNA": (ACTION, "5.2.2"),
    "weather": (LOST, ""),
    "what's the weather like": (LOST, ""),
    "tell me a joke": (LOST, ""),
    "yes": (LOST, ""),
    "no": (LOST, ""),
    "great": (GREETING, ""),
    "what is red": (RATED, ""),
    "red": (RATED, ""),
    "what's amber?": (RATED, ""),
    "any greens": (RATED, ""),
    "show blue": (RATED, ""),
    "what is grey": (RATED, ""),
    "anything ambr": (RATED, ""),
    "purple": (LOST, ""),
    "which actions are red in area 4": (RATED, "4"),
    "what is red across the plan": (RATED, ""),
    "whats overdue": (OVERDUE, ""),
    "what is late in area 3": (OVERDUE, "3"),
    "anything behind schedule?": (OVERDUE, ""),
    "missed milestones": (OVERDUE, ""),
    "is 3.1.3 overdue": (OVERDUE, "3.1.3"),
    "what is due by 31 March": (DUE, ""),
    "what is due by 31.3.2023": (DUE, ""),
    "what is due by 3.3.23": (Intent.DUE, ""),  # today alone
    "due 31/03/2023": (Intent.DUE, ""),
    "what's due next month": (DUE, ""),
    "deadlines in April": (DUE, ""),
    "what falls due by the end of April": (DUE, ""),
    "what is coming up": (DUE, ""),
    "due by 31st of March in area 4": (DUE, "4"),
    "who has not reported": (SILENT, ""),
    "who hasn’t reported in area 4": (SILENT, "4"),
    "any missing updates": (SILENT, ""),
    "who owes me an update": (SILENT, ""),
    "non-responders": (SILENT, ""),
    "exception report now": (REPORT, ""),
    "please make the board report": (REPORT, ""),
    "compile the report": (REPORT, ""),
    "can I have the report for the board": (REPORT, ""),
    "how is the whole plan": (PLAN_STATUS, ""),
    "how is the plan": (PLAN_STATUS, ""),
    "overall status": (PLAN_STATUS, ""),
    "how is everything": (PLAN_STATUS, ""),
}

SEVERAL = {
    # These words stand in several titles: all of them are meant until the person says which.
    "family hubs": {"3.4.1", "3.4.2"},
}


SERVICES = {
    "autism": "Autism/ADHD",
    "wheelchair": "Wheelchairs",
    "speech and language": "Speech Language Therapy",
    "SLT": "Speech Language Therapy",
    "how are CAMHS doing?": "CAMHS",
}


@pytest.fixture(scope="module")
def cut(sqlite_databases: SqliteDatabases) -> DataCut:
    with sqlite_databases.filled(sample) as url:
        engine = open_engine(url)
        with transaction(engine) as session:
            taken = take_cut(session, PLAN, REMINDER)
        engine.dispose()
    return taken


def asked(text: str, cut: DataCut) -> Said:
    return understand(text, lexicon_of(cut), TODAY, [BOARD])


@pytest.mark.parametrize("text", UTTERANCES)
def test_what_people_write_is_understood(cut: DataCut, text: str) -> None:
    intent, refs = UTTERANCES[text]
    question = asked(text, cut)
    assert (question.intent, [target.ref for target in question.targets]) == (intent, refs.split())


@pytest.mark.parametrize("text", SEVERAL)
def test_words_of_several_titles_are_asked_back(cut: DataCut, text: str) -> None:
    question = asked(text, cut)
    assert question.intent is Intent.AMBIGUOUS_REF
    assert {target.ref for target in question.targets} >= SEVERAL[text]


@pytest.mark.parametrize("text", SERVICES)
def test_a_service_stands_for_all_that_bears_its_name(cut: DataCut, text: str) -> None:
    said = asked(text, cut)
    assert (said.intent, [target.ref for target in said.targets]) == (Intent.STATUS_SERVICE, [SERVICES[text]])


@pytest.mark.parametrize(
    ("text", "code"),
    [("what is red", "RED"), ("any greens", "GREEN"), ("ambr ones", "AMBER"), ("Blue", "BLUE"), ("grey", "GREY")],
)
def test_ratings_are_those_of_the_plans_own_key(cut: DataCut, text: str, code: str) -> None:
    assert asked(text, cut).rating_codes == (code,)


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("what is due by 31 March", (TODAY, date(2023, 3, 31))),
        ("what is due on 31 March 2023", (date(2023, 3, 31), date(2023, 3, 31))),
        ("what is due by 31.3.2023", (TODAY, date(2023, 3, 31))),
        ("what falls due by the end of April", (TODAY, date(2023, 4, 30))),
        ("what is due", (TODAY, BOARD)),
        ("what is due before the next board", (TODAY, BOARD)),
    ],
)
def test_what_is_due_has_its_window(cut: DataCut, text: str, window: tuple[date, date]) -> None:
    assert asked(text, cut).window == window


@pytest.mark.parametrize("text", ["what is red in the whole plan", "who has not reported across the plan", "all areas"])
def test_the_whole_plan_is_asked_for_in_words(cut: DataCut, text: str) -> None:
    assert asked(text, cut).everything


def test_the_ref_that_is_not_there_is_named(cut: DataCut) -> None:
    assert asked("status 9.9.9", cut).unknown_ref == "9.9.9"
    assert asked("how is area 9", cut).unknown_ref == "area 9"


def test_every_ref_of_the_plan_finds_what_it_names(cut: DataCut) -> None:
    for action in cut.actions:
        found = asked(f"how is action {action.ref}", cut)
        assert [target.ref for target in found.targets] == [action.ref]
    for objective in cut.objectives:
        found = asked(f"objective {objective.ref}", cut)
        assert (found.intent, [target.ref for target in found.targets]) == (OBJECTIVE, [objective.ref])


def test_every_title_finds_what_it_names(cut: DataCut) -> None:
    """A title pasted whole, unless it says something else as well ("Re-issue ... after an Annual Review")."""
    missed = [
        action.ref
        for action in cut.actions
        if (found := asked(action.title, cut)).intent in {Intent.STATUS_ACTION, Intent.AMBIGUOUS_REF}
        and action.ref not in {target.ref for target in found.targets}
    ]
    assert missed == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=200)
@given(text=st.text(max_size=80))
def test_no_text_upsets_it(cut: DataCut, text: str) -> None:
    asked(text, cut)
