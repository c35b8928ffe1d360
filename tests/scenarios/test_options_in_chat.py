"""Options for the Board in chat: offered after a Red update that is long late, given on a form, read, withdrawn."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from sqlmodel import select

from store import tables
from store.working_days import london_moment
from tests.scenarios.running_bot import (
    LEAD,
    OFFICER,
    SRO,
    HandHeldClock,
    RunningBot,
    buttons,
    inputs,
    words,
)
from tests.scenarios.test_deciding_in_chat import press

REF = "4.2.2"  # led by LEAD, in the area of SRO; its one milestone was due on 31 March 2023
LATE = london_moment(date(2023, 6, 12), time(10, 0))
OFFER = "Give options to the Board"
GIVE = "Give these options"
GIVEN = {
    "effect_1": "Families go on waiting",
    "option_2": "Buy in an agency for six months",
    "effect_2": "Waits fall by half by autumn",
    "recommended": "2",
    "reason": "It is the quickest",
    "lesson": "Posts need cover before they fall vacant",
}
CHILD = "Jacob, aged 7, still waits"


@pytest.fixture
def office(bot: RunningBot, clock: HandHeldClock) -> RunningBot:
    """More than two months after the milestone was due."""
    bot.everybody_has_the_app()
    clock.now = LATE
    return bot


async def says_red(bot: RunningBot, rating: str = "RED") -> dict[str, Any]:
    said = await bot.member(LEAD).presses(
        {
            "sendbot": {"do": "save", "item": bot.item(REF, 1), "seen": 0, "message_id": 0},
            "rating": rating,
            "narrative": "The pathway has not begun.",
            "cause": "Two vacancies",
            "effect": "Families wait a term longer",
            "recovery": "Agency staff from July",
            "recovery_by": "2023-07-31",
            "forecast": "2023-09-30",
        }
    )
    return said.card


async def opened(bot: RunningBot, by: str, card: dict[str, Any], title: str = OFFER) -> dict[str, Any]:
    """The form that comes below the card."""
    member = bot.member(by)
    before = len(member.inbox)
    await member.presses(buttons(card)[title])
    (reply,) = member.inbox[before:]
    return reply.card


def appraisals(bot: RunningBot) -> list[tables.OptionsAppraisal]:
    return bot.all(select(tables.OptionsAppraisal).order_by(tables.OptionsAppraisal.id))


async def test_after_a_red_that_is_long_late_the_recorded_card_leads_to_the_form(office: RunningBot) -> None:
    form = await opened(office, LEAD, await says_red(office))
    assert "the Board needs options to choose from" in words(form)
    assert inputs(form)["effect_1"] == "Families wait a term longer"
    done = await press(office, LEAD, form, GIVE, **GIVEN)
    assert f"Recorded: 2 options for {REF}, option 2 recommended." in words(done)
    (held,) = appraisals(office)
    assert (held.recommended, held.lesson) == (1, GIVEN["lesson"])
    again = await press(office, LEAD, form, GIVE, **GIVEN)
    assert "Recorded already" in words(again)
    assert len(appraisals(office)) == 1
    assert office.audit_holds()


async def test_no_options_are_asked_for_where_the_board_needs_none(office: RunningBot, clock: HandHeldClock) -> None:
    assert OFFER not in buttons(await says_red(office, "AMBER"))
    clock.now = london_moment(date(2023, 4, 20), time(10, 0))
    assert OFFER not in buttons(await says_red(office))


async def test_what_is_wrong_is_said_and_what_was_typed_is_kept(office: RunningBot) -> None:
    form = await opened(office, LEAD, await says_red(office))
    again = await press(office, LEAD, form, GIVE, **{**GIVEN, "recommended": "", "effect_2": CHILD})
    assert "2 things to put right" in words(again)
    assert "may identify a child" in words(again)
    kept = inputs(again)
    assert kept["option_2"] == GIVEN["option_2"]
    assert "Jacob" not in str(again)
    assert appraisals(office) == []
    done = await press(office, LEAD, again, GIVE, effect_2=GIVEN["effect_2"], recommended="2")
    assert "Recorded: 2 options" in words(done)


async def test_asked_in_words_they_are_read_out_or_the_form_opens(office: RunningBot) -> None:
    await says_red(office)
    form = await office.member(LEAD).writes(f"options for {REF}")
    assert GIVE in buttons(form.card)
    none = await office.member("local-offer-lead").writes(f"what are the options on {REF}")
    assert f"None have been given for {REF}" in words(none.card)
    await press(office, LEAD, form.card, GIVE, **GIVEN)
    for reader in (SRO, OFFICER, "local-offer-lead"):
        shown = await office.member(reader).writes(f"what are the options on {REF}?")
        assert "Option 2: Buy in an agency for six months. Effect: Waits fall by half by autumn." in words(shown.card)
        assert "Recommended: option 2, because: It is the quickest." in words(shown.card)
    change = await office.member(SRO).writes(f"give options for {REF}")
    assert inputs(change.card)["lesson"] == GIVEN["lesson"]
    refused = await office.member("local-offer-lead").writes(f"give options for {REF}")
    assert refused.text.startswith("Only the lead of 4.2.2") or "Only the lead of 4.2.2" in words(refused.card)


async def test_who_writes_while_another_gives_options_is_told_and_loses_nothing(office: RunningBot) -> None:
    await says_red(office)
    mine = await office.member(LEAD).writes(f"give options for {REF}")
    theirs = await office.member(SRO).writes(f"give options for {REF}")
    await press(office, SRO, theirs.card, GIVE, **GIVEN)
    told = await press(office, LEAD, mine.card, GIVE, **{**GIVEN, "lesson": "Plan earlier"})
    assert "after this form was made" in words(told)
    assert inputs(told)["lesson"] == "Plan earlier"
    await press(office, LEAD, told, GIVE)
    assert [one.lesson for one in appraisals(office)] == [GIVEN["lesson"], "Plan earlier"]


async def test_withdrawn_they_are_gone_and_with_personal_data_the_contact_is_told(office: RunningBot) -> None:
    await says_red(office)
    form = await office.member(LEAD).writes(f"give options for {REF}")
    await press(office, LEAD, form.card, GIVE, **GIVEN)
    change = await office.member(LEAD).writes(f"give options for {REF}")
    gone = await press(office, LEAD, change.card, "Withdraw the options")
    assert f"The options for {REF} are withdrawn" in words(gone)
    assert all(one.withdrawn_at for one in appraisals(office))
    blanked = await press(office, LEAD, change.card, "Withdraw: they hold personal data")
    assert "Their words are no longer kept" in words(blanked)
    assert [one.lesson for one in appraisals(office)] == [""]
    await office.delivery.tick()
    told = [call for call in office.member(OFFICER).inbox if "Personal data withdrawn" in call.text]
    assert len(told) == 1
    assert office.audit_holds()


async def test_a_card_of_something_else_is_answered_in_a_sentence(office: RunningBot) -> None:
    said = await office.member(LEAD).presses({"sendbot": {"do": "options", "says": "give", "item": "a:999999"}})
    assert "not in the register any more" in words(said.card)
