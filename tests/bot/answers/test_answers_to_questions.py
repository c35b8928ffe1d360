"""Each kind of question, asked in plain words of the sample plan: what comes back, and that a card can show it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import Session, col, select

from adaptive_cards.buttons import MOST_BUTTONS
from bot.conversation.answered import Lines
from bot.conversation.answers.asking_again import again
from bot.conversation.answers.personal import REFUSED
from bot.conversation.answers.registry import ANSWERS
from bot.conversation.doing.registry import DEEDS
from bot.conversation.lexicon import lexicon_of
from bot.conversation.rights import REPORT_REFUSED
from bot.conversation.said import Intent, Kind, Said, Target
from bot.conversation.showing import card_for
from bot.conversation.understanding import understand
from store import tables
from store.queries.cuts import take_cut
from store.working_days import london_date
from tests.adaptive_cards import checks
from tests.bot.answers.conftest import NOW, Ask
from tests.scenarios.running_bot import BUSY_LEAD, CHAIR, LEAD, OFFICER, PLAN, SRO
from workflows.answers import PAGE, Abilities, ActionList, Figures, Quotations

QUESTIONS = {
    "help": Intent.HELP,
    "how is CAMHS": Intent.STATUS_SERVICE,
    "what does Service Manager CAMHS lead": Intent.STATUS_PERSON,
    "how many actions are red": Intent.COUNT,
    "how many actions are late": Intent.COUNT,
    "how many milestones are due by 31 March": Intent.COUNT,
    "how many have not reported": Intent.COUNT,
    "how many actions are there": Intent.COUNT,
    "what is due on 31 March 2023": Intent.DUE,
    "what is due by the end of April": Intent.DUE_WINDOW,
    "who has not reported": Intent.NOT_REPORTED,
    "what has changed since the last report": Intent.CHANGES,
    "why did 4.1.1 go red": Intent.EXPLAIN_CHANGE,
    "why is 4.1.1 in the exception report": Intent.EXPLAIN_EXCEPTION,
    "what does E4 mean": Intent.EXPLAIN_EXCEPTION,
    "what are we asking of the board": Intent.ASKS,
    "which forecasts are late": Intent.CONFIDENCE,
    "which forecasts are late in area 4": Intent.CONFIDENCE,
    "history of 4.1.1": Intent.HISTORY,
    "which indicators are off target": Intent.KPI_CHECK,
    "indicators in area 4": Intent.KPI_CHECK,
    "what is complete without evidence": Intent.EVIDENCE_GAPS,
    "what is the path to green": Intent.PATH_TO_GREEN,
    "what is the path to green for 4.1.1": Intent.PATH_TO_GREEN,
    "exact wording of 4.1.1": Intent.QUOTE,
    "when is the cut-off": Intent.DEADLINE,
    "where does this come from": Intent.PROVENANCE,
    "4.1.1 and 4.2.2": Intent.STATUS_ACTION,
    "4.1.1 and area 5": Intent.AMBIGUOUS_REF,
    "2.4": Intent.AMBIGUOUS_REF,
    "how is 4.1.1": Intent.STATUS_ACTION,
    "how is area 4": Intent.STATUS_AREA,
}


@pytest.mark.parametrize("text", QUESTIONS)
def test_every_answer_is_short_says_as_at_when_and_fits_a_card(ask: Ask, text: str) -> None:
    for person in (OFFICER, SRO, LEAD):
        answered = ask(text, person)
        assert answered.intent is QUESTIONS[text]
        assert len(answered.text) < 12_000
        card = card_for(answered.view, answered.suggestions, answered.text)
        assert checks.schema_faults(card) == []
        assert checks.characters(card) <= checks.MOST_CHARACTERS
        titles = [press["title"] for row in checks.of_type(card, "ActionSet") for press in row["actions"]]
        assert len(set(titles)) == len(titles)
        told = isinstance(answered.view, ActionList | Figures | Quotations)
        assert not told or "s at 3 March 2023, 10:31" in answered.text
        assert not told or "s at 3 March 2023, 10:31" in checks.words(card)


def test_every_intent_is_answered_or_done() -> None:
    assert set(ANSWERS) & set(DEEDS) == set()
    assert set(Intent) - set(ANSWERS) - set(DEEDS) == set()


def listed(ask: Ask, text: str, person: str = OFFICER) -> ActionList:
    view = ask(text, person).view
    assert isinstance(view, ActionList)
    return view


def test_all_that_falls_due_on_the_busiest_day_is_there_by_lead(ask: Ask) -> None:
    view = listed(ask, "what is due on 31 March 2023")
    assert len(view.shown) == 24
    assert (view.left, view.place) == (0, "")
    leads = [line.group for line in view.lines]
    assert leads == [lead for lead in dict.fromkeys(leads) for _ in range(leads.count(lead))]  # each lead once
    assert all(line.group == " and ".join(line.lead_posts) for line in view.lines)
    assert view.heading.endswith(f"{len(set(leads))} leads")


def test_a_list_of_more_than_a_page_is_turned_by_a_button(ask: Ask) -> None:
    first = ask("who has not reported")
    assert isinstance(first.view, ActionList)
    turn = first.suggestions[0]
    assert turn.label == f"Show {PAGE + 1} to {2 * PAGE}"
    second = ask(turn.ask)
    assert isinstance(second.view, ActionList)
    assert [line.ref for line in second.view.shown] == [line.ref for line in first.view.lines[PAGE : 2 * PAGE]]
    assert "49 to" in ask(second.suggestions[0].ask).text
    assert listed(ask, "who has not reported page 99").page == 2
    card = card_for(first.view, first.suggestions)
    assert turn.label in checks.buttons(card)


def test_the_next_page_has_a_button_even_where_six_lines_can_be_updated(ask: Ask) -> None:
    lines = [line for line in listed(ask, "what's mine", BUSY_LEAD).lines if line.item] * 30
    view = replace(listed(ask, "what's mine", BUSY_LEAD), lines=tuple(lines))
    card = card_for(view, ask("who has not reported").suggestions)
    assert len([title for title in checks.buttons(card) if title.startswith("Show ")]) == 1
    assert MOST_BUTTONS == 6


AGAIN = (
    Said(Intent.OVERDUE, everything=True),
    Said(Intent.NOT_REPORTED, least=2),
    Said(Intent.LIST_BY_RATING, rating_codes=("RED", "AMBER")),
    Said(Intent.DUE, window=(date(2023, 3, 31), date(2023, 3, 31))),
    Said(Intent.DUE_WINDOW, window=(date(2023, 3, 3), date(2023, 4, 30))),
    Said(Intent.CHANGES),
    Said(Intent.CONFIDENCE, everything=True),
    Said(Intent.EVIDENCE_GAPS),
    Said(Intent.EXPLAIN_EXCEPTION),
    Said(Intent.KPI_CHECK),
    Said(Intent.PATH_TO_GREEN, rating_codes=("GREEN",)),
    Said(Intent.RISKS, everything=True),
    Said(Intent.MY_ACTIONS),
    Said(Intent.COUNT, rating_codes=("RED",)),
    Said(Intent.COUNT, counted=Intent.OVERDUE),
    Said(Intent.COUNT, counted=Intent.NOT_REPORTED),
    Said(Intent.COUNT),
)


@pytest.mark.parametrize("said", AGAIN, ids=str)
@pytest.mark.parametrize("narrowed", [None, Kind.AREA, Kind.ACTION])
def test_a_question_put_again_is_understood_as_it_was(session: Session, said: Said, narrowed: Kind | None) -> None:
    cut = take_cut(session, PLAN, NOW)
    lexicon = lexicon_of(cut)
    if narrowed is not None and said.intent is not Intent.MY_ACTIONS:
        target = next(one for one in lexicon.targets if one.kind is narrowed)
        said = replace(said, targets=(target,), everything=False)
    words = f"{again(said, cut.ratings, london_date(NOW))} page 2"
    boards = sorted(meeting.held_on for meeting in cut.meetings)
    understood = understand(words, lexicon, london_date(NOW), boards)
    assert replace(understood, words="") == replace(said, page=1), words


def test_a_service_brings_its_actions_and_its_indicators(ask: Ask) -> None:
    answered = ask("how is CAMHS")
    assert isinstance(answered.view, Figures)
    assert answered.refs == ("4.2.1", "4.2.2", "4.2.3")
    assert [figure.ref for figure in answered.view.figures] == ["4.2a", "4.2b"]
    assert "titles name the service" in answered.text


def test_a_post_is_told_with_what_it_leads_and_who_holds_it(ask: Ask) -> None:
    answered = ask("what does Service Manager CAMHS lead")
    assert answered.refs == ("4.2.2",)
    assert "Service Manager CAMHS, BDCFT: " in answered.text


def test_an_sro_by_post_is_told_with_how_their_area_stands(ask: Ask) -> None:
    answered = ask("what is Director of Integration and Change responsible for")
    assert answered.intent is Intent.STATUS_PERSON
    assert "SRO of area 4, Long waits for assessment" in answered.text
    assert "Red because 1 of 19: 4.1.1" in answered.text
    assert answered.suggestions[0].label == "How is area 4?"


def test_a_count_gives_ages_and_the_convention(ask: Ask) -> None:
    answered = ask("how many actions are red in area 4")
    assert "1 of 19 actions in area 4 is Red" in answered.text
    assert "on 3 March 2023, today" in answered.text
    assert "an older one is not carried on" in answered.text
    assert "55 actions in the plan with 93 milestones" in ask("how many actions are there").text


def test_why_a_rating_changed_quotes_both_updates(ask: Ask) -> None:
    answered = ask("why did 4.1.1 go red", SRO)
    assert isinstance(answered.view, Quotations)
    assert [one.words for one in answered.view.quotations] == [
        "Workshops are booked.",
        "Nobody came to the workshops.",
    ]
    assert "Cause: Clashed with inspection week." in answered.text


def test_why_an_area_is_red_names_what_it_comes_from(ask: Ask) -> None:
    answered = ask("why is area 4 red", SRO)
    assert answered.refs == ("4.1.1",)
    assert "Why 4.1.1?" in [choice.label for choice in answered.suggestions]


def test_a_code_is_put_in_words_and_a_code_that_is_none_is_not_made_up(ask: Ask) -> None:
    assert "E4, no update:" in ask("what does E4 mean").text
    view = ask("what counts as an exception").view
    assert isinstance(view, Lines)
    assert len(view.lines) == 15


def test_the_path_to_green_is_the_recorded_one_or_none(ask: Ask) -> None:
    recorded = ask("what is the path to green for 4.1.1")
    assert "“New dates in April.” by Service Manager; by 14 April 2023; back on track 30 June 2023" in recorded.text
    assert "None recorded" in ask("what is the path to green for 4.4.1").text


def test_the_plan_is_quoted_word_for_word_with_its_version(ask: Ask, session: Session) -> None:
    milestone = session.exec(select(tables.Milestone).join(tables.Action).where(tables.Action.ref == "4.1.1")).one()
    answered = ask("exact wording of 4.1.1")
    assert f"“{milestone.measure}”" in answered.text
    assert "version 1" in answered.text


def test_forecasts_of_what_is_settled_first_where_it_is_open(ask: Ask) -> None:
    back = ask("are we confident", OFFICER)
    assert back.text.startswith("Of what would you like the forecasts?")
    for choice in back.suggestions:
        assert isinstance(ask(choice.ask).view, ActionList)
    own = listed(ask, "are we confident", SRO)
    assert "in your area 4" in own.heading
    assert own.lines[0].note.endswith("forecast 30 June 2023, 91 days after it")


def test_figures_that_nobody_has_read_are_said_to_be_missing(ask: Ask) -> None:
    answered = ask("what is the ASQ3 figure")
    assert isinstance(answered.view, Figures)
    (figure,) = answered.view.figures
    assert (figure.ref, figure.actual, figure.target) == ("3.1.2", "No reading", "95%")
    assert "Compound" in figure.note


def test_a_link_that_is_not_held_is_not_guessed(ask: Ask) -> None:
    answered = ask("indicators for 4.1.1")
    assert answered.text.startswith("The register holds no indicator of action 4.1.1.")
    assert answered.suggestions[0].label == "Indicators of area 4"


def test_several_refs_are_all_answered_and_one_that_is_two_things_is_asked_back(ask: Ask) -> None:
    both = listed(ask, "how are 4.1.1 and 4.2.2", SRO)
    assert [(line.ref, line.rating) for line in both.lines] == [("4.1.1", "Red"), ("4.2.2", "Green")]
    assert [line.ref for line in listed(ask, "4.1.1 to 4.1.3").lines] == ["4.1.1", "4.1.2", "4.1.3"]
    assert [line.ref for line in listed(ask, "area 4 and area 5").lines] == ["Area 4", "Area 5"]
    assert ask("2.4").text.startswith("Which do you mean?")


def refusals(session: Session) -> list[str]:
    found = session.exec(
        select(tables.AuditEntry).where(tables.AuditEntry.action == "refused").order_by(col(tables.AuditEntry.position))
    )
    return [entry.content or "" for entry in found]


def test_a_question_about_a_child_is_refused_and_the_audit_holds_no_word_of_it(ask: Ask, session: Session) -> None:
    answered = ask("which child at Oakdale is waiting", CHAIR)
    assert (answered.intent, answered.text) == (Intent.REFUSE_PERSONAL, REFUSED)
    (entry,) = refusals(session)
    assert "REFUSE_PERSONAL" in entry
    assert "Oakdale" not in entry


def test_a_report_is_refused_to_a_lead_in_the_audit_too(ask: Ask, session: Session) -> None:
    assert ask("exception report now", LEAD).text == REPORT_REFUSED
    assert len(refusals(session)) == 1


@pytest.mark.parametrize(
    ("person", "kinds"),
    [
        (LEAD, ["Your actions", "How things stand", "Look closer"]),
        (SRO, ["Your areas", "How things stand", "Look closer"]),
        (OFFICER, ["The round and the report", "How things stand", "Look closer"]),
        (CHAIR, ["How things stand", "Look closer"]),
    ],
)
def test_help_is_of_what_this_person_can_ask_and_do(ask: Ask, person: str, kinds: list[str]) -> None:
    view = ask("help", person).view
    assert isinstance(view, Abilities)
    assert [kind for kind, _ in view.kinds] == kinds
    labels = [choice.label for _, choices in view.kinds for choice in choices]
    assert len(set(labels)) == len(labels)
    assert all(len(choices) <= MOST_BUTTONS for _, choices in view.kinds)
    assert ("Exception report now" in labels) == (person != LEAD)


def test_an_action_leads_on_to_its_history_and_the_plans_words(ask: Ask) -> None:
    answered = ask("how is 4.1.1", SRO)
    asked_next = {choice.label: ask(choice.ask, SRO).intent for choice in answered.suggestions}
    assert asked_next["History"] is Intent.HISTORY
    assert asked_next["The plan's words"] is Intent.QUOTE
    assert asked_next["Why by exception?"] is Intent.EXPLAIN_EXCEPTION


@pytest.mark.parametrize("intent", list(Intent))
def test_whatever_was_asked_of_more_than_a_page_has_words_for_its_next_page(intent: Intent) -> None:
    """Where it was asked which of many is meant, they are named again."""
    many = tuple(Target(Kind.ACTION, f"1.1.{number}", "Plan") for number in range(1, 30))
    words = again(Said(intent, many), (), date(2023, 3, 3))
    assert "action 1.1.29" in words
