"""The answers' numbers are those of the compiled report, and each person gets their own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlmodel import Session, select

from bot.conversation.answered import Answered
from bot.conversation.answering import respond
from bot.conversation.said import Intent
from bot.conversation.showing import card_for
from bot.conversation.wording import history_words
from bot.reports import compiled
from store import tables
from store.audit import AuditChain
from store.database import open_engine, transaction
from store.types import UpdateSource
from store.working_days import london_date
from tests.conftest import Store, sample_store_in
from tests.databases import Databases
from tests.scenarios.running_bot import BUSY_LEAD, CHAIR, LEAD, OFFICER, PLAN, REMINDER, SRO
from workflows.answers import ActionHistory, ActionList, GroupStatus
from workflows.exception_report.value import ExceptionReport
from workflows.language import day_words
from workflows.updates.actions import record_update
from workflows.updates.rules import Answer

NOW = REMINDER + timedelta(hours=1)
SAID = {
    # by whom, of what: the rating, and a milestone's completion
    (LEAD, "4.2.2", 1): Answer(rating="GREEN", narrative="Out for comment."),
    (BUSY_LEAD, "4.1.1", 1): Answer(
        rating="RED", narrative="Nothing yet.", cause="Staff.", recovery="New staff.", forecast=date(2023, 6, 30)
    ),
    (BUSY_LEAD, "4.1.3", 1): Answer(rating="AMBER", narrative="Under way."),
    ("local-offer-lead", "1.5.1", 1): Answer(
        rating="BLUE", narrative="Done.", evidence="The page itself", completed_on=date(2022, 12, 20)
    ),
    ("strategic-manager-send", "2.1.1", 1): Answer(
        rating="RED", narrative="Behind.", cause="Pay.", recovery="Agency.", forecast=date(2023, 7, 1)
    ),
    ("general-manager-community-services", "3.1.1", 1): Answer(
        rating="GREEN", narrative="Done late.", completed_on=date(2023, 2, 1)
    ),
}


@pytest.fixture(scope="module")
def store(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The sample with the answers of SAID, given on the morning of 3 March 2023."""
    with sample_store_in(databases, tmp_path_factory.mktemp("answering")) as store:
        give_the_answers(store)
        yield store


def give_the_answers(store: Store) -> None:
    engine = open_engine(store.database_url)
    with transaction(engine) as session:
        for (person, ref, seq), said in SAID.items():
            milestone = session.exec(
                select(tables.Milestone)
                .join(tables.Action)
                .where(tables.Action.ref == ref, tables.Milestone.seq == seq)
            ).one()
            record_update(
                session,
                store.audit,
                person=session.exec(select(tables.Person).where(tables.Person.key == person)).one(),
                item_key=f"m:{milestone.id}",
                answer=said,
                seen=0,
                now=REMINDER,
                source=UpdateSource.CARD,
            )
    engine.dispose()


@pytest.fixture
def session(store: Store) -> Iterator[Session]:
    engine = open_engine(store.database_url)
    with Session(engine) as opened:
        yield opened
    engine.dispose()


@pytest.fixture
def report(session: Session, store: Store) -> ExceptionReport:
    return compiled(session, PLAN, NOW, store.audit)


AUDIT = AuditChain(b"a key for tests")
"""Questions write nothing to it."""


def ask(session: Session, text: str, person: str) -> Answered:
    asker = session.exec(select(tables.Person).where(tables.Person.key == person)).one()
    return respond(session, AUDIT, text, asker, NOW, may_change=False)


def intent_of(session: Session, text: str, person: str) -> Intent:
    """What it is understood as, whether or not anything is to be done about it here."""
    said = ask(session, text, person).said
    assert said is not None
    return said.intent


def listed(session: Session, text: str, person: str) -> ActionList:
    view = ask(session, text, person).view
    assert isinstance(view, ActionList)
    return view


def status(session: Session, text: str, person: str) -> GroupStatus:
    view = ask(session, text, person).view
    assert isinstance(view, GroupStatus)
    return view


@pytest.mark.parametrize("area", ["1", "2", "3", "4", "5"])
def test_an_areas_counts_are_those_of_the_report(session: Session, report: ExceptionReport, area: str) -> None:
    (position,) = [row for row in report.areas if row.ref == area]
    shown = status(session, f"how is area {area}", CHAIR)
    assert {line.label: line.count for line in shown.counts} == position.counts
    assert (shown.total, shown.worst, shown.worst_because) == (
        position.total,
        position.worst,
        position.worst_because,
    )
    assert shown.sros == position.sros
    assert shown.by_exception == position.by_exception


def test_the_whole_plan_counts_every_action_once(session: Session, report: ExceptionReport) -> None:
    shown = status(session, "how is everything", CHAIR)
    assert sum(line.count for line in shown.counts) == shown.total == report.position["total"] == 55
    by_rating = {line.label: line.count for line in shown.counts}
    assert (by_rating["Red"], by_rating["Not reported"]) == (
        report.position["RED"],
        report.position["not_reported"],
    )


@pytest.mark.parametrize(("word", "code"), [("red", "RED"), ("amber", "AMBER"), ("green", "GREEN"), ("blue", "BLUE")])
def test_a_list_by_rating_is_as_long_as_the_report_counts(
    session: Session, report: ExceptionReport, word: str, code: str
) -> None:
    lines = listed(session, f"what is {word}", OFFICER).lines
    assert len(lines) == report.position[code]
    assert {line.ref for line in lines} == {
        row.ref for row in report.register if row.rating.casefold().startswith(word)
    }


def test_those_who_have_not_reported_are_those_of_the_report(session: Session, report: ExceptionReport) -> None:
    lines = listed(session, "who has not reported", OFFICER).lines
    assert [line.ref for line in lines] == [row.ref for row in report.not_reported]


def test_what_is_due_before_the_board_is_what_the_report_lists(session: Session, report: ExceptionReport) -> None:
    lines = listed(session, "what is due before the next board", OFFICER).lines
    today = london_date(NOW)
    assert report.meeting_on is not None
    within = [row for row in report.due_before_next_board if today <= row.due <= report.meeting_on]
    assert [(line.ref, line.seq) for line in lines] == [(row.ref, row.seq) for row in within]


def test_what_is_overdue_agrees_with_the_reports_exceptions(session: Session, report: ExceptionReport) -> None:
    late = {
        (entry.ref, row.seq): row.days_late for entry in report.exceptions for row in entry.milestones if row.days_late
    }
    lines = listed(session, "what is overdue", OFFICER).lines
    assert {(line.ref, line.seq) for line in lines} == set(late)
    assert all(f"{late[line.ref, line.seq or 0]} days late" in line.note for line in lines)


@pytest.mark.parametrize("ref", ["4.1.1", "2.1.1", "1.5.1", "5.1.1"])
def test_an_actions_rating_is_that_of_the_report(session: Session, report: ExceptionReport, ref: str) -> None:
    (row,) = [row for row in report.register if row.ref == ref]
    answered = ask(session, f"how is action {ref}", CHAIR)
    assert answered.intent is Intent.STATUS_ACTION
    assert answered.refs == (ref,)
    assert f"\n{row.rating}." in answered.text


@pytest.mark.parametrize(
    ("person", "refs", "scope"),
    [
        (SRO, {"4.1.1"}, "in your area 4"),
        (OFFICER, {"4.1.1", "2.1.1"}, "in the plan"),
        (BUSY_LEAD, {"4.1.1"}, "of yours"),
        (LEAD, set(), "of yours"),
        ("assistant-director-send-and-inclusion", {"2.1.1"}, "in your areas 1 and 2"),
    ],
)
def test_what_is_red_depends_on_who_asks(session: Session, person: str, refs: set[str], scope: str) -> None:
    view = listed(session, "what is red", person)
    assert {line.ref for line in view.lines} == refs
    assert scope in (view.heading if refs else view.empty)


def test_anybody_may_ask_for_the_whole_plan_or_another_area_in_words(session: Session) -> None:
    assert {line.ref for line in listed(session, "what is red across the plan", LEAD).lines} == {"4.1.1", "2.1.1"}
    assert {line.ref for line in listed(session, "what is red in area 2", SRO).lines} == {"2.1.1"}


def test_the_text_says_what_the_card_says(session: Session) -> None:
    answered = ask(session, "how is area 4", SRO)
    assert "19 actions: 1 Red, 1 Amber, 1 Green, 16 Not reported." in answered.text
    assert "Red because 1 of 19: 4.1.1" in answered.text
    assert "As at 3 March 2023, 10:31." in answered.text


def test_a_long_list_says_how_much_is_left_out(session: Session) -> None:
    answered = ask(session, "who has not reported", OFFICER)
    assert answered.text.splitlines()[-1] == f"and {55 - len(SAID) - 24} more"


def test_every_suggestion_is_understood(session: Session) -> None:
    for person in (SRO, OFFICER, LEAD, CHAIR):
        for choice in ask(session, "help", person).suggestions:
            found = intent_of(session, choice.ask, person)
            assert found not in {Intent.NOT_UNDERSTOOD, Intent.HELP, Intent.UNKNOWN_REF}, choice.ask


@pytest.mark.parametrize("question", ["how is area 4", "how is objective 4.1", "how is the whole plan"])
def test_every_full_list_holds_the_lines_of_its_status(session: Session, question: str) -> None:
    answered = ask(session, question, CHAIR)
    assert isinstance(answered.view, GroupStatus)
    lists = {
        choice.label: view.lines
        for choice in answered.suggestions
        if isinstance(view := ask(session, choice.ask, CHAIR).view, ActionList)
    }
    assert len(lists) == 5
    due = lists[f"What is due by {day_words(answered.view.due_until)}?"]
    assert len(due) == len(answered.view.due_next) + answered.view.more_due
    # The list is by lead; the status names the nearest of whoever leads them.
    assert {(line.ref, line.seq) for line in answered.view.due_next} <= {(line.ref, line.seq) for line in due}
    silent = lists["Who has not reported?"]
    assert len(silent) == len(answered.view.silent) + answered.view.more_silent
    assert {line.ref for line in answered.view.silent} <= {line.ref for line in silent}
    assert {line.rating for line in lists["What is Red?"]} == {"Red"}
    assert lists["What is overdue?"] == listed(session, f"what is overdue {_where(question)}", CHAIR).lines


def _where(question: str) -> str:
    return question.replace("how is", "in")


def test_an_action_reported_for_silence_alone_is_not_among_the_exceptions(
    session: Session, report: ExceptionReport
) -> None:
    shown = status(session, "how is area 4", CHAIR)
    beyond = {entry.ref for entry in report.exceptions if entry.area_ref == "4" and set(entry.codes) != {"E4"}}
    assert len(shown.exceptions) + shown.more_exceptions == len(beyond)
    assert {line.ref for line in shown.exceptions} <= beyond


def test_a_lead_is_offered_the_areas_of_what_they_lead(session: Session) -> None:
    labels = [choice.label for choice in ask(session, "what is overdue", LEAD).suggestions]
    assert labels[:2] == ["How is area 4?", "What's mine?"]
    assert "Exception report now" not in labels
    assert ask(session, "what is overdue", OFFICER).suggestions[0].label == "How is the plan?"


def test_an_answer_does_not_offer_itself_again(session: Session) -> None:
    for question in ("what is overdue", "who has not reported", "what's mine"):
        answered = ask(session, question, LEAD)
        assert question not in {choice.ask for choice in answered.suggestions}
        assert answered.suggestions


def test_every_choice_of_an_ambiguous_answer_settles_it(session: Session) -> None:
    for text in ("2.4", "family hubs"):
        asked_back = ask(session, text, SRO)
        assert asked_back.intent is Intent.AMBIGUOUS_REF
        for choice in asked_back.suggestions:
            assert ask(session, choice.ask, SRO).intent in {
                Intent.STATUS_AREA,
                Intent.STATUS_OBJECTIVE,
                Intent.STATUS_ACTION,
            }


def test_somebody_without_a_part_in_any_plan_is_told_whom_to_ask(session: Session) -> None:
    nobody = tables.Person(key="nobody", name="Nobody")
    session.add(nobody)
    session.flush()
    answered = respond(session, AUDIT, "how is area 4", nobody, NOW)
    session.rollback()
    assert "ask the compliance team" in answered.text
    assert answered.refs == ()


def test_the_history_of_an_action_is_for_everybody_who_may_see_it(session: Session) -> None:
    for person in (LEAD, BUSY_LEAD, CHAIR):
        said = ask(session, "what happened to 4.1.1", person)
        assert (said.intent, said.refs) == (Intent.HISTORY, ("4.1.1",))
        assert "rating Red; forecast 30 June 2023" in said.text
        assert "how is action 4.1.1" in [choice.ask for choice in said.suggestions]


def test_a_long_history_is_cut_to_its_latest_entries_and_says_so() -> None:
    view = ActionHistory("1.1.1 Title", ("one", "two"), NOW, more=12)
    assert history_words(view).splitlines()[1:] == ["(the last 2; 12 earlier)", "- one", "- two"]
    assert history_words(ActionHistory("1.1.1 Title", (), NOW)).splitlines()[1:] == ["Nothing has been recorded."]


def test_the_history_reaches_the_card_line_by_line(session: Session) -> None:
    said = ask(session, "history of 4.1.1", LEAD)
    card = json.dumps(card_for(said.view, said.suggestions, said.text), ensure_ascii=False)
    assert "rating Red; forecast 30 June 2023" in card
