"""Leave, cover, snoozes and chases said in chat: what is recorded, who may, and what is asked back first."""

from __future__ import annotations

from datetime import date, time

from sqlmodel import select

from store import tables
from store.types import Rung
from store.working_days import london_moment
from tests.scenarios.running_bot import (
    BUSY_LEAD,
    LEAD,
    OFFICER,
    REMINDER,
    SRO,
    HandHeldClock,
    RunningBot,
    buttons,
    words,
)

COVER = "local-offer-lead"
MORNING = london_moment(date(2023, 3, 3), time(9, 0))


async def test_a_lead_says_when_they_are_away_and_who_covers(bot_in_a_cycle: RunningBot, clock: HandHeldClock) -> None:
    bot_in_a_cycle.everybody_has_the_app()
    clock.now = MORNING
    lead, cover = bot_in_a_cycle.member(LEAD), bot_in_a_cycle.member(COVER)
    away = await lead.writes("I am away 3 to 14 March")
    assert "from 3 March 2023 to 14 March 2023" in words(away.card)
    covered = await lead.writes(f"{cover.name} covers for me from 3 March to 14 March")
    assert f"{lead.name} stays accountable" in words(covered.card)
    clock.now = REMINDER
    await bot_in_a_cycle.delivery.tick()
    assert [r.rung for r in bot_in_a_cycle.all(select(tables.Request).where(tables.Request.person_id == lead.id))] == []
    mine = bot_in_a_cycle.all(select(tables.Request).where(tables.Request.person_id == cover.id))
    assert any(request.reason.endswith(f"Asked of you as cover for {lead.name}") for request in mine)
    assert bot_in_a_cycle.audit_holds()


async def test_an_sro_arranges_cover_for_who_leads_in_their_area_and_others_may_not(
    bot_in_a_cycle: RunningBot, clock: HandHeldClock
) -> None:
    bot_in_a_cycle.everybody_has_the_app()
    clock.now = MORNING
    lead, cover = bot_in_a_cycle.member(LEAD), bot_in_a_cycle.member(COVER)
    told = f"{cover.name} covers for {lead.name} from 6 March to 14 March"
    assert "Only" in words((await cover.writes(told)).card)
    assert bot_in_a_cycle.all(select(tables.Delegation)) == []
    assert [entry.actor for entry in bot_in_a_cycle.audited("refused")] == [COVER]
    assert "Recorded" in words((await bot_in_a_cycle.member(SRO).writes(told)).card)
    assert len(bot_in_a_cycle.all(select(tables.Delegation))) == 1


async def test_a_name_that_is_nobodys_and_days_that_are_none_are_asked_back(
    bot_in_a_cycle: RunningBot, clock: HandHeldClock
) -> None:
    bot_in_a_cycle.everybody_has_the_app()
    clock.now = MORNING
    lead = bot_in_a_cycle.member(LEAD)
    assert "Nobody in the register is called" in words((await lead.writes("Zebedee covers for me on 6 March")).card)
    assert "from which day to which" in words((await lead.writes("I am away")).card)
    assert "Several people are called" in words((await lead.writes("manager covers for me on 6 March")).card)


async def test_a_snooze_in_chat_is_kept_with_its_reason_and_cannot_pass_the_cut_off(
    bot_in_a_cycle: RunningBot, clock: HandHeldClock
) -> None:
    bot_in_a_cycle.everybody_has_the_app()
    clock.now = MORNING
    lead = bot_in_a_cycle.member(LEAD)
    too_long = await lead.writes("snooze 4.2.2 until 9 March because the panel meets then")
    assert "6 March 2023 at the latest, the day of the board's cut-off" in words(too_long.card)
    assert "kept on record with its reason" in words((await lead.writes("snooze 4.2.2 until 6 March")).card)
    put_off = await lead.writes("snooze 4.2.2 until 6 March because the Panel meets then")
    assert "This is no update" in words(put_off.card)
    snoozes = bot_in_a_cycle.all(select(tables.Snooze))
    assert {(snooze.item, snooze.reason) for snooze in snoozes} == {
        (bot_in_a_cycle.item("4.2.2", 1), "the Panel meets then"),
        (
            f"a:{bot_in_a_cycle.one(select(tables.Action).where(tables.Action.ref == '4.2.2')).id}",
            "the Panel meets then",
        ),
    }
    clock.now = REMINDER
    await bot_in_a_cycle.delivery.tick()
    assert bot_in_a_cycle.messages_of(lead) == []


async def test_the_compliance_team_sees_the_round_and_chases_after_saying_yes(
    bot_in_a_cycle: RunningBot, clock: HandHeldClock
) -> None:
    bot_in_a_cycle.everybody_has_the_app()
    clock.now = REMINDER
    await bot_in_a_cycle.delivery.tick()
    officer, lead = bot_in_a_cycle.member(OFFICER), bot_in_a_cycle.member(LEAD)
    seen = words((await officer.writes("cycle status")).card)
    assert "meeting of 23 March 2023: open until the cut-off, 17:00 on 6 March 2023" in seen
    assert "Area 4" in seen
    assert "Every message of this round has arrived" in words((await officer.writes("who was not reached?")).card)
    clock.now = london_moment(date(2023, 3, 6), time(9, 0))
    asked = await officer.writes("chase 4.2.2")
    assert f"Shall I ask {lead.name} again" in words(asked.card)
    assert [r for r in bot_in_a_cycle.all(select(tables.Request)) if r.rung is Rung.BY_HAND] == [], (
        "nothing before the yes"
    )
    said = await officer.presses(buttons(asked.card)["Yes, chase"])
    assert said.status == 200
    (hand, *_) = [r for r in bot_in_a_cycle.all(select(tables.Request)) if r.rung is Rung.BY_HAND]
    assert hand.person_id == lead.id
    assert len(bot_in_a_cycle.audited("chase")) == 1
    assert bot_in_a_cycle.audit_holds()


async def test_nobody_else_sees_the_round_or_chases(bot_in_a_cycle: RunningBot, clock: HandHeldClock) -> None:
    bot_in_a_cycle.everybody_has_the_app()
    clock.now = REMINDER
    lead = bot_in_a_cycle.member(BUSY_LEAD)
    for text in ("cycle status", "who was not reached", "chase everyone"):
        assert "Only the compliance team" in words((await lead.writes(text)).card)
    assert [entry.actor for entry in bot_in_a_cycle.audited("refused")] == [BUSY_LEAD] * 3
