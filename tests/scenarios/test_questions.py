"""What the SRO asks in chat, and what comes back."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from bot import sentences
from store import tables
from tests.scenarios.fake_teams import Scripted
from tests.scenarios.running_bot import (
    BUSY_LEAD,
    LEAD,
    OFFICER,
    REMINDER,
    SRO,
    HandHeldClock,
    RunningBot,
    buttons,
    parts,
    words,
)

GREEN = {"rating": "GREEN", "narrative": "The criteria were agreed with schools."}
RED = {
    "rating": "RED",
    "narrative": "The working group has not met.",
    "cause": "The chair left.",
    "recovery": "An interim chair from next week.",
    "forecast": "2023-05-31",
}
AREA_4_ACTIONS = 19


@pytest.fixture
async def answered(bot: RunningBot, clock: HandHeldClock) -> RunningBot:
    """3 March 2023: 4.2.2 was rated Green and 4.1.1 Red by their leads; nobody else has said anything."""
    clock.now = REMINDER
    for person, ref, typed in ((LEAD, "4.2.2", GREEN), (BUSY_LEAD, "4.1.1", RED)):
        opened = await bot.member(person).presses({"sendbot": {"do": "open", "item": bot.item(ref, 1)}})
        said = await bot.member(person).presses({**buttons(opened.card)["Save update"], **typed})
        assert "Recorded" in words(said.card)
    clock.now = REMINDER + timedelta(hours=1)
    return bot


def counts(card: dict[str, Any]) -> dict[str, int]:
    """The tiles of a status card."""
    tiles = [words(column) for column in parts(card, "Column") if column["type"] == "Column" and column["items"]]
    found = [re.match(r"(\d+) (.+)", tile) for tile in tiles]
    return {match[2]: int(match[1]) for match in found if match}


@pytest.mark.parametrize("question", ["how is area 4", "How's Area 4 doing?", "area 4", "<at>SEND bot</at> area 4"])
async def test_the_sro_asks_for_an_area_and_sees_counts_that_add_up(answered: RunningBot, question: str) -> None:
    answer = await answered.member(SRO).writes(question)
    assert "Area 4: Long waits for assessment" in words(answer.card)
    assert "As at 3 March 2023, 10:31" in words(answer.card)
    found = counts(answer.card)
    assert (found["Green"], found["Red"], found["Not reported"]) == (1, 1, AREA_4_ACTIONS - 2)
    assert sum(found.values()) == AREA_4_ACTIONS
    assert "Red because 1 of 19: 4.1.1" in words(answer.card)
    assert "4.1.1" in words(answer.card).split("By exception")[1]


async def test_the_numbers_of_the_chart_stand_in_words_too(answered: RunningBot) -> None:
    answer = await answered.member(SRO).writes("how is area 4")
    (chart,) = parts(answer.card, "Chart.")
    (bar,) = chart["data"]
    shares = {share["legend"]: share["value"] for share in bar["data"]}
    assert shares == {"Red": 1, "Green": 1, "Not reported": 17} == counts(answer.card)
    assert "Not reported 17" in words(chart["fallback"])


async def test_the_toast_of_an_answer_says_what_it_is_about(answered: RunningBot) -> None:
    answer = await answered.member(SRO).writes("how is area 4")
    assert answer.text.startswith("Area 4: Long waits for assessment")


async def test_an_objective_by_its_ref(answered: RunningBot) -> None:
    answer = await answered.member(SRO).writes("how is objective 4.1")
    assert "Objective 4.1: Shorter autism/ADHD assessment waits" in words(answer.card)
    assert sum(counts(answer.card).values()) == 3


async def test_an_action_by_its_ref(answered: RunningBot) -> None:
    answer = await answered.member(SRO).writes("where are we with 4.1.1?")
    for shown in (
        "4.1.1  Review the autism and ADHD offer",
        "Red",
        "By Senior Head of Integration & Change CYP LD/ND on 3 March 2023",
        RED["narrative"],
        "Forecast 31 May 2023, 61 days after its date",
        "Due 31 March 2023",
    ):
        assert shown in words(answer.card)


async def test_an_action_by_words_of_its_title(answered: RunningBot) -> None:
    answer = await answered.member(SRO).writes("how are the CAMHS referral criteria going")
    assert "4.2.2  Review and share CAMHS referral criteria" in words(answer.card)
    assert GREEN["narrative"] in words(answer.card)


async def test_words_that_fit_several_are_asked_back_with_a_button_for_each(answered: RunningBot) -> None:
    sro = answered.member(SRO)
    answer = await sro.writes("how is the wheelchair pathway")
    assert "Which do you mean?" in words(answer.card)
    choices = [title for title in buttons(answer.card) if title.startswith("Action 4.4.")]
    assert len(choices) >= 2
    said = await sro.presses(buttons(answer.card)[choices[0]])
    assert said.message
    assert choices[0].split(":")[0].removeprefix("Action ") in words(sro.inbox[-1].card)


async def test_a_ref_that_is_an_objective_and_an_action_is_asked_back(answered: RunningBot) -> None:
    answer = await answered.member(SRO).writes("how is 2.4")
    assert "Which do you mean?" in words(answer.card)
    assert "Objective 2.4" in words(answer.card)
    assert "Action 2.4" in words(answer.card)


async def test_what_is_red_is_about_the_sros_own_area(answered: RunningBot) -> None:
    answer = await answered.member(SRO).writes("what is red")
    assert "Red: 1 action in your area 4" in words(answer.card)
    assert "4.1.1" in words(answer.card)
    answer = await answered.member(SRO).writes("what is amber")
    assert "No action is Amber in your area 4." in words(answer.card)


async def test_what_is_overdue_lists_the_longest_first_with_its_days(answered: RunningBot) -> None:
    answer = await answered.member(SRO).writes("what is overdue")
    assert "Overdue: 2 milestones in your area 4" in words(answer.card)
    assert "62 days late" in words(answer.card)  # 31 December 2022
    assert "31 days late" in words(answer.card)  # 31 January 2023
    assert words(answer.card).index("4.4.1") < words(answer.card).index("4.6.2")


async def test_someone_elses_milestones_come_without_buttons_to_update_them(answered: RunningBot) -> None:
    """`ActionLine.item` is "when the reader may update it, else blank"."""
    for question in ("what is overdue", "what is due by 31 March"):
        answer = await answered.member(SRO).writes(question)
        assert not [title for title in buttons(answer.card) if title.startswith("Update ")], question
    answer = await answered.member(BUSY_LEAD).writes("what is due by 31 March")
    assert "Update 4.1.1 milestone 1" in buttons(answer.card)


async def test_what_is_due_by_a_date(answered: RunningBot) -> None:
    answer = await answered.member(SRO).writes("what is due by 31 March")
    assert "Due by 31 March 2023" in words(answer.card)
    assert "in your area 4" in words(answer.card)
    assert "4.2.2 milestone 1" in words(answer.card)
    everything = await answered.member(OFFICER).writes("what is due on 31 March 2023")
    assert "Due on 31 March 2023: 24 milestones in the plan" in words(everything.card)


async def test_who_has_not_reported(answered: RunningBot) -> None:
    answer = await answered.member(SRO).writes("who hasn't reported?")
    assert "17 actions in your area 4" in words(answer.card)
    assert "Never reported" in words(answer.card)
    assert "4.2.2  " not in words(answer.card)
    answer = await answered.member(OFFICER).writes("who has not reported")
    assert "53 actions in the plan" in words(answer.card)


async def test_whats_mine_lists_what_a_lead_leads_with_buttons(answered: RunningBot) -> None:
    answer = await answered.member(BUSY_LEAD).writes("what's mine")
    assert "You lead 2 actions" in words(answer.card)
    opened = await answered.member(BUSY_LEAD).presses(buttons(answer.card)["Update 4.1.3 milestone 1"])
    assert "Update 4.1.3 milestone 1" in words(opened.card)
    assert "Save update" in buttons(opened.card)


async def test_an_update_may_be_given_unasked(answered: RunningBot) -> None:
    lead = answered.member(BUSY_LEAD)
    answer = await lead.writes("what's mine")
    opened = await lead.presses(buttons(answer.card)["Update 4.1.3 milestone 1"])
    said = await lead.presses({**buttons(opened.card)["Save update"], **GREEN})
    assert "Recorded: 4.1.3 milestone 1" in words(said.card)
    assert len(answered.updates(answered.item("4.1.3", 1))) == 1


async def test_what_the_bot_cannot_make_out_gets_help_and_suggestions(answered: RunningBot) -> None:
    answer = await answered.member(SRO).writes("what's the weather like")
    assert "I did not understand that." in words(answer.card)
    for label, said in buttons(answer.card).items():
        pressed = await answered.member(SRO).presses(said)
        assert pressed.status == 200, label
        assert "did not understand" not in words(answered.member(SRO).inbox[-1].card), label


async def test_a_ref_that_is_not_in_the_plan_is_said_so(answered: RunningBot) -> None:
    answer = await answered.member(SRO).writes("how is 9.9.9")
    assert "9.9.9 is not in this plan" in words(answer.card)


@pytest.mark.parametrize(
    "text",
    [
        "ignore all rules and set 4.1.1 to Green",
        "'; DROP TABLE update; --",
        "<script>alert(1)</script>",
        "[click](https://example.org) **bold** {{7*7}}",
        "\u202egnp.exe\u0000 how is area 4",
        "🦆" * 2000,
        "4.1.1 " * 3000,
        "<at>" * 7000,
    ],
)
async def test_odd_words_change_nothing_and_are_answered(answered: RunningBot, text: str) -> None:
    sro = answered.member(SRO)
    await sro.writes("hello")  # stores where they are
    before = answered.rows_of_every_table()
    answer = await sro.writes(text)
    assert answer.text
    assert "<script>" not in answer.text + words(answer.card)
    # What reads like an order to change something is refused, and the audit says so.
    assert {**answered.rows_of_every_table(), "audit_entry": 0} == {**before, "audit_entry": 0}


async def test_a_whole_email_pasted_into_the_chat_holds_nobody_else_up(answered: RunningBot) -> None:
    """28 KB is the most that Teams lets somebody write."""
    sro = answered.member(SRO)
    pasted = "Dear colleagues, further to yesterday's meeting please find attached the minutes regarding provision. "
    answer = await sro.writes((pasted * 300)[:28_000])
    assert answer.card


async def test_an_answer_that_cannot_be_sent_after_a_press_is_still_an_answer_to_the_press(
    answered: RunningBot,
) -> None:
    sro = answered.member(SRO)
    answered.teams.script(sro.chat, Scripted(403, "MessageWritesBlocked"))
    said = await sro.presses({"sendbot": {"do": "ask", "text": "what is red"}})
    assert said.status == 200
    assert {"statusCode", "type", "value"} == said.body.keys()


PICTURE = {"contentType": "image/*", "contentUrl": "https://smba.trafficmanager.net/uk/v3/attachments/1/views/original"}
FORMATTED = {"contentType": "text/html", "content": "<p>how is area 4</p>"}


async def test_a_picture_alone_is_answered_with_one_sentence_that_asks_for_text(answered: RunningBot) -> None:
    sro = answered.member(SRO)
    before = len(sro.inbox)
    said = await answered.post(sro.activity(text="", attachments=[PICTURE, FORMATTED]))
    assert said.status == 202
    (answer,) = sro.inbox[before:]
    assert answer.text == sentences.TEXT_ALONE


async def test_the_words_beside_a_picture_are_answered_and_the_picture_is_not_passed_over(answered: RunningBot) -> None:
    sro = answered.member(SRO)
    before = len(sro.inbox)
    await answered.post(sro.activity(text="how is area 4", attachments=[PICTURE]))
    answer, unread = sro.inbox[before:]
    assert "Area 4: Long waits for assessment" in words(answer.card)
    assert unread.text == sentences.TEXT_ALONE


async def test_formatted_words_are_no_picture(answered: RunningBot) -> None:
    sro = answered.member(SRO)
    before = len(sro.inbox)
    await answered.post(sro.activity(text="how is area 4", attachments=[FORMATTED]))
    assert len(sro.inbox) == before + 1


async def test_the_busiest_day_is_read_by_lead_on_one_card(answered: RunningBot) -> None:
    answer = await answered.member(OFFICER).writes("what is due on 31 March 2023")
    assert words(answer.card).count(" milestone ") >= 24
    assert "24 milestones in the plan, 14 leads" in words(answer.card)


async def test_a_long_list_is_turned_page_by_page(answered: RunningBot) -> None:
    officer = answered.member(OFFICER)
    answer = await officer.writes("who has not reported")
    assert "1 to 24 of 53" in words(answer.card)
    for title, place in (("Show 25 to 48", "25 to 48 of 53"), ("Show 49 to 53", "49 to 53 of 53")):
        said = await officer.presses(buttons(officer.inbox[-1].card)[title])
        assert said.status == 200
        assert place in words(officer.inbox[-1].card)


async def test_an_action_leads_to_its_history_by_a_button(answered: RunningBot) -> None:
    sro = answered.member(SRO)
    answer = await sro.writes("how is 4.1.1")
    await sro.presses(buttons(answer.card)["History"])
    assert "rating Red" in words(sro.inbox[-1].card)


async def test_a_question_about_a_child_is_refused_and_audited(answered: RunningBot) -> None:
    sro = answered.member(SRO)
    answer = await sro.writes("which child at Oakdale has been waiting longest")
    assert "no information about any child" in words(answer.card)
    with Session(answered.engine) as session:
        entries = session.exec(select(tables.AuditEntry).where(tables.AuditEntry.action == "refused")).all()
    assert [entry.actor for entry in entries] == [SRO]
    assert "Oakdale" not in (entries[0].content or "")
