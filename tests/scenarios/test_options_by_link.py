"""Options for the Board from somebody outside the tenant: given on a page of their personal link, without a script."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from store import tables
from store.working_days import london_moment
from tests.scenarios.partner import Page, Partner, mail, partner
from tests.scenarios.running_bot import HandHeldClock
from workflows.governing.options_rules import LONGEST_TEXT

__all__ = ["mail", "partner"]

REF = "4.2.2"
LINK_STILL_HOLDS = london_moment(date(2023, 3, 3), time(15, 0))
RED = {
    "rating": "RED",
    "narrative": "The pathway has not begun.",
    "cause": "Two vacancies",
    "effect": "Families wait a term longer",
    "recovery": "Agency staff from April",
    "recovery_by": "30/4/2023",
    "forecast": "30/6/2023",
}
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
def late(partner: Partner, clock: HandHeldClock) -> Partner:
    """The milestone they are asked about was due three months ago, and the link of the day still holds."""

    def move(session: Session) -> None:
        milestone = session.get_one(tables.Milestone, int(partner.bot.item(REF, 1).removeprefix("m:")))
        milestone.baseline_due = milestone.current_due = date(2022, 11, 30)

    partner.bot.change(move)
    clock.now = LINK_STILL_HOLDS
    return partner


async def answered(partner: Partner) -> Page:
    """The list once they have said Red."""
    where = partner.form_link(REF, 1)
    saved = await partner.sends(await partner.opens(where), where, **RED)
    return await partner.follows(saved, where)


def options_link(partner: Partner) -> str:
    return f"{partner.form_link(REF, 1)}/options"


def appraisals(partner: Partner) -> list[tables.OptionsAppraisal]:
    return partner.bot.all(select(tables.OptionsAppraisal).order_by(tables.OptionsAppraisal.id))


async def give(partner: Partner, **typed: Any) -> Page:
    where = options_link(partner)
    return await partner.sends(await partner.opens(where), where, **{**GIVEN, **typed})


async def test_the_answered_page_leads_to_a_page_on_which_they_are_given(late: Partner) -> None:
    listed = await answered(late)
    assert "the Board needs options to choose from" in listed.words
    assert f"Give options for {REF}" in listed.links
    form = await late.opens(options_link(late))
    assert form.fields["effect_1"] == "Families wait a term longer"
    assert form.choices == ["1", "2", "3", "4"]
    assert "<script" not in form.text
    done = await give(late)
    assert done.status == 303
    (held,) = appraisals(late)
    assert (held.recommended, held.person_id) == (1, late.member.id)
    back = await late.follows(done, options_link(late))
    assert f"Recorded: options for {REF}" in back.words
    assert f"Change the options for {REF}" in back.links
    assert "needs options to choose from" not in back.words
    assert late.bot.audit_holds()


async def test_what_is_wrong_is_said_above_and_beside_and_nothing_typed_is_lost(late: Partner) -> None:
    await answered(late)
    page = await give(late, lesson="", effect_2="x" * (LONGEST_TEXT + 1), recommended="3")
    assert page.status == 422
    assert page.wrong == ["effect_2", "rating", "lesson"]
    assert 'href="#recommended-1"' in page.text
    assert 'id="recommended-1"' in page.text
    assert "Option 3 is not given" in page.words
    assert page.fields["effect_2"] == "x" * (LONGEST_TEXT + 1)
    assert page.fields["reason"] == GIVEN["reason"]
    assert appraisals(late) == []


async def test_what_may_identify_a_child_is_neither_kept_nor_shown_again(late: Partner) -> None:
    await answered(late)
    page = await give(late, effect_1=CHILD)
    assert page.status == 422
    assert "may identify a child" in page.words
    assert "Jacob" not in page.text


async def test_a_second_press_makes_no_second_record(late: Partner) -> None:
    await answered(late)
    where = options_link(late)
    form = await late.opens(where)
    for _ in range(2):
        assert (await late.sends(form, where, **GIVEN)).status == 303
    assert len(appraisals(late)) == 1


async def test_reading_the_page_changes_nothing_but_the_audit(late: Partner) -> None:
    await answered(late)
    before = late.bot.rows_of_every_table()
    assert (await late.opens(options_link(late))).status == 200
    after = late.bot.rows_of_every_table()
    assert {table for table, rows in after.items() if rows != before[table]} == {"audit_entry"}


async def test_no_link_leads_to_options_that_the_board_does_not_need(partner: Partner) -> None:
    assert not [words for words in (await answered(partner)).links if "options" in words]


async def test_a_link_that_is_over_or_for_something_else_gives_nothing(late: Partner, clock: HandHeldClock) -> None:
    assert (await late.opens(f"{late.list_link}/m:999999/options")).status == 404
    clock.now += timedelta(days=60)
    assert (await late.opens(options_link(late))).status == 410
