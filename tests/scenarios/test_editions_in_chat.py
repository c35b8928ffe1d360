"""An edition in chat: drafted when the cut-off passes, confirmed by SROs on cards, seen by the compliance team."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from sqlmodel import Session, col, select

from store import tables
from store.types import EditionStatus
from store.working_days import london_moment
from tests.scenarios.fake_teams import Call
from tests.scenarios.partner import Partner, mail, partner
from tests.scenarios.running_bot import (
    LEAD,
    OFFICER,
    SRO,
    HandHeldClock,
    Member,
    RunningBot,
    buttons,
    links,
    words,
)

__all__ = ["mail", "partner"]

CUT_OFF = london_moment(date(2023, 3, 6), time(17, 0))
"""Of the board of 23 March 2023."""

A_MINUTE_LATER = CUT_OFF + timedelta(minutes=1)


def editions(bot: RunningBot) -> list[tables.Edition]:
    return bot.all(select(tables.Edition).order_by(col(tables.Edition.id)))


def notices(person: Member) -> list[Call]:
    return [call for call in person.inbox if call.text.startswith("Please confirm area")]


@pytest.fixture
async def drafted(bot: RunningBot, clock: HandHeldClock) -> RunningBot:
    """A minute after the cut-off, with the draft made."""
    bot.everybody_has_the_app()
    clock.now = A_MINUTE_LATER
    await bot.delivery.tick()
    return bot


async def test_a_tick_drafts_once_the_cut_off_has_passed_and_tells_each_sro_once(
    bot: RunningBot, clock: HandHeldClock
) -> None:
    bot.everybody_has_the_app()
    clock.now = CUT_OFF - timedelta(minutes=1)
    await bot.delivery.tick()
    assert editions(bot) == []
    for minute in range(3):
        clock.now = CUT_OFF + timedelta(minutes=minute)
        await bot.delivery.tick()
    (draft,) = editions(bot)
    assert (draft.status, draft.cut_off_at) == (EditionStatus.DRAFT, CUT_OFF)
    (notice,) = notices(bot.member(SRO))
    assert "Write “confirm edition” here" in words(notice.card)
    await bot.member(SRO).presses(buttons(notice.card)["Read it and confirm"])
    assert "Confirm area 4" in buttons(bot.member(SRO).inbox[-1].card)
    assert notices(bot.member(LEAD)) == []
    assert bot.audit_holds()


async def test_an_sro_confirms_their_area_and_a_second_press_is_harmless(drafted: RunningBot) -> None:
    sro = drafted.member(SRO)
    asked = await sro.writes("confirm edition")
    assert asked.text == "Area 4 of draft edition 1"
    assert list(links(asked.card)) == ["Read the draft"]
    press = buttons(asked.card)["Confirm area 4"]
    assert drafted.all(select(tables.AreaConfirmation)) == []
    for _ in range(2):
        assert "Area 4 of edition 1 is confirmed" in words((await sro.presses(press)).card)
    word = drafted.one(select(tables.AreaConfirmation))
    assert (word.person_id, word.confirmed) == (sro.id, True)
    assert len(drafted.audited("confirm_area")) == 1
    assert drafted.audit_holds()


@pytest.mark.parametrize("text", ["confirm area 4", "Confirm my areas", "confirm the draft edition."])
async def test_an_sro_asks_for_the_card_in_other_words(drafted: RunningBot, text: str) -> None:
    assert "Confirm area 4" in buttons((await drafted.member(SRO).writes(text)).card)


async def test_a_stranger_to_the_area_is_refused_in_words_and_by_button(drafted: RunningBot) -> None:
    sro, lead = drafted.member(SRO), drafted.member(LEAD)
    press = buttons((await sro.writes("confirm area 4")).card)["Confirm area 4"]
    assert f"Area 4 is confirmed by its SRO ({sro.name})" in words((await lead.writes("confirm area 4")).card)
    assert "An area is confirmed by its SRO" in words((await lead.writes("confirm edition")).card)
    assert f"Area 4 is confirmed by its SRO ({sro.name})" in words((await lead.presses(press)).card)
    assert drafted.all(select(tables.AreaConfirmation)) == []
    assert [entry.actor for entry in drafted.audited("refused")] == [LEAD, LEAD]


async def test_an_area_that_is_none_and_a_draft_that_is_none_are_said(bot: RunningBot, clock: HandHeldClock) -> None:
    bot.everybody_has_the_app()
    sro, officer = bot.member(SRO), bot.member(OFFICER)
    assert "No draft edition waits" in words((await sro.writes("confirm edition")).card)
    assert "There is no edition yet" in words((await officer.writes("edition status")).card)
    clock.now = A_MINUTE_LATER
    await bot.delivery.tick()
    assert "There is no area 77 in this plan" in words((await sro.writes("confirm area 77")).card)


@pytest.mark.parametrize("text", ["edition", "Edition status", "how is the edition?"])
async def test_the_compliance_officer_sees_how_the_edition_stands(drafted: RunningBot, text: str) -> None:
    shown = await drafted.member(OFFICER).writes(text)
    assert shown.text == "Edition 1"
    assert "Clear it for issue" in buttons(shown.card)
    assert "Area 4: " in words(shown.card)


async def test_others_are_told_who_sees_it(drafted: RunningBot) -> None:
    shown = await drafted.member(SRO).writes("edition status")
    assert "Only the compliance team sees how an edition goes" in words(shown.card)
    assert "Clear it for issue" not in buttons(shown.card)


async def test_a_plan_that_cannot_be_drafted_keeps_no_other_from_its_draft(
    bot: RunningBot, clock: HandHeldClock, capsys: pytest.CaptureFixture[str]
) -> None:
    bot.everybody_has_the_app()
    damaged = bot.change(add_a_plan_whose_last_edition_is_damaged)
    clock.now = A_MINUTE_LATER
    await bot.delivery.tick()
    (draft,) = [edition for edition in editions(bot) if edition.status is EditionStatus.DRAFT]
    assert draft.plan_id != damaged
    assert len(notices(bot.member(SRO))) == 1
    assert "an edition could not be drafted" in capsys.readouterr().out


async def test_a_draft_that_fails_is_tried_less_and_less_often_and_told_once(
    bot: RunningBot, clock: HandHeldClock, capsys: pytest.CaptureFixture[str]
) -> None:
    bot.everybody_has_the_app()
    bot.change(add_a_plan_whose_last_edition_is_damaged)
    tried: list[int] = []
    for minute in range(1, 62):
        clock.now = CUT_OFF + timedelta(minutes=minute)
        await bot.delivery.tick()
        if "an edition could not be drafted" in capsys.readouterr().out:
            tried.append(minute)
    assert tried == [1, 6, 16, 36]
    clock.now = CUT_OFF + timedelta(hours=17)
    await bot.delivery.tick()
    told = [call for call in bot.member(OFFICER).inbox if "could not be made" in call.text]
    assert [call.text for call in told] == ["The draft report for the meeting of 22 March 2023 could not be made"]
    assert "It is tried again by itself" in words(told[0].card)


async def test_a_draft_that_failed_is_made_once_the_register_is_mended(bot: RunningBot, clock: HandHeldClock) -> None:
    bot.everybody_has_the_app()
    damaged = bot.change(add_a_plan_whose_last_edition_is_damaged)
    clock.now = A_MINUTE_LATER
    await bot.delivery.tick()
    bot.change(
        lambda session: session.delete(
            session.exec(select(tables.Edition).where(tables.Edition.plan_id == damaged)).one()
        )
    )
    for minute in (2, 7):
        clock.now = CUT_OFF + timedelta(minutes=minute)
        await bot.delivery.tick()
        assert len([edition for edition in editions(bot) if edition.plan_id == damaged]) == (minute == 7)


def add_a_plan_whose_last_edition_is_damaged(session: Session) -> int:
    """Its board meets first, so that it is drafted first."""
    plan = tables.Plan(key="damaged", title="A plan", local_area="Elsewhere", kind="WSOA")
    session.add(plan)
    session.flush()
    board = tables.Board(plan_id=plan.id or 0, name="A board")
    session.add(board)
    session.flush()
    session.add(tables.Meeting(board_id=board.id or 0, held_on=date(2023, 3, 22), cut_off_given=date(2023, 3, 6)))
    long_ago = CUT_OFF - timedelta(days=90)
    edition = tables.Edition(
        plan_id=plan.id or 0,
        kind="exception",
        number=1,
        cut_off_at=long_ago,
        status=EditionStatus.ISSUED,
        rules_version="1",
        cut="{",
        compiled="{",
        content_hash="",
        created_at=long_ago,
        issued_at=long_ago,
    )
    session.add(edition)
    return plan.id or 0


async def test_an_update_on_the_web_form_is_told_the_sro_as_one_on_a_card_is(partner: Partner) -> None:
    where = partner.form_link("4.2.2", 1)
    saved = await partner.sends(
        await partner.opens(where),
        where,
        rating="RED",
        narrative="The criteria are not agreed.",
        cause="Two clinicians left.",
        recovery="An agency cover starts.",
        forecast="31/5/2023",
    )
    assert saved.status == 303, saved.words
    await partner.bot.delivery.tick()
    told = [call.text for call in partner.bot.member(SRO).inbox if "rated" in call.text]
    assert told == ["4.2.2 milestone 1 is rated Red"]
