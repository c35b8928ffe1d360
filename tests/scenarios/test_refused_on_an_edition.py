"""What an edition refuses in chat: in one sentence, over what was typed, with nothing lost and nothing done twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from store import tables
from store.types import RoleName
from tests.scenarios.edition_desk import (
    BOARD,
    asks,
    comments,
    console,
    drafted,
    edition,
    issued,
    opened,
    press,
    sent,
)
from tests.scenarios.running_bot import (
    CHAIR,
    OFFICER,
    HandHeldClock,
    Member,
    RunningBot,
    buttons,
    inputs,
    words,
)
from tests.workflows.editions.press import SRO_OF

__all__ = ["drafted"]

CHILD = "Reece, aged 7, still waits"


async def test_commentary_that_somebody_else_wrote_meanwhile_is_not_written_over_unread(drafted: RunningBot) -> None:
    first = await opened(drafted, await console(drafted), "Commentary (0)")
    await sent(drafted, first, "Save the commentary", ref="4.2.1", text="The other officer's words.")
    card = await sent(drafted, first, "Save the commentary", ref="4.2.1", text="Mine.")
    assert "There is other commentary on 4.2.1 by now" in words(card)
    assert "The other officer's words." in words(card)
    assert inputs(card)["text"] == "Mine."
    assert comments(drafted) == ["The other officer's words."]
    await sent(drafted, card, "Save the commentary", ref="4.2.1", text="Mine.")
    assert comments(drafted) == ["Mine."]


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"text": "Both"} | {"section": "3", "ref": "4.2.1"}, "a section of the report, or an action by its ref"),
        ({"text": "Neither"}, "a section of the report, or an action by its ref"),
        ({"text": "Of none", "ref": "9.9.9"}, "There is no action 9.9.9 in this edition"),
        ({"text": "x" * 4001, "section": "3"}, "Shorten the text: 4,001 characters"),
        ({"text": "", "section": "3"}, "Say in words what is to be printed."),
    ],
)
async def test_what_is_wrong_with_commentary_is_said_over_what_was_typed(
    drafted: RunningBot, typed: dict[str, str], why: str
) -> None:
    card = await opened(drafted, await console(drafted), "Commentary (0)")
    again = await sent(drafted, card, "Save the commentary", **typed)
    assert why in words(again)
    assert {name: value or "" for name, value in inputs(again).items()} == {
        "section": "-",
        "ref": "",
        "text": "",
    } | typed
    assert comments(drafted) == []


async def test_an_ask_keeps_what_was_typed_until_it_is_right(drafted: RunningBot) -> None:
    card = await opened(drafted, await console(drafted), "Asks of the Board")
    typed = {"text": "Agree the money.", "to": BOARD, "by_when": "2023-03-23", "refs": "4.2.1"}
    again = await sent(drafted, card, "Add this ask", **typed)
    assert "Choose what is wanted" in words(again)
    assert {name: value for name, value in inputs(again).items() if value} == typed
    again = await sent(drafted, again, "Add this ask", **typed | {"kind": "note", "to": " "})
    assert "Say of whom it is asked" in words(again)
    wrong_body = await sent(drafted, again, "Add this ask", **typed | {"kind": "note", "to": "The Cabinet"})
    assert 'Ask 1 is addressed to "The Cabinet"' in words(wrong_body)


async def test_what_may_identify_a_child_is_neither_kept_nor_logged_and_the_rest_comes_back(
    drafted: RunningBot, capsys: pytest.CaptureFixture[str]
) -> None:
    home = await console(drafted)
    typed = f"It is late. {CHILD}"
    asked = {"kind": "note", "to": BOARD}
    forms: list[tuple[str, str, str, dict[str, str]]] = [
        ("Commentary (0)", "Save the commentary", "text", {"section": "3"}),
        ("Asks of the Board", "Add this ask", "text", asked),
        ("Send an item back", "Send it back", "words", {"ref": "4.2.1"}),
        ("Re-cut it", "Re-cut it", "words", {}),
    ]
    for part, save, field, others in forms:
        form = await opened(drafted, home, part)
        again = await sent(drafted, form, save, **{field: typed}, **others)
        assert "which may identify a child, so it was not kept" in words(again), part
        assert inputs(again)[field].startswith("It is late."), part
        assert "Reece" not in words(again), part
    sro = drafted.member(SRO_OF["4"])
    area = (await sro.writes("confirm area 4")).card
    again = (await sro.presses(press(area, "Area 4 is not right") | {"reason": typed})).card
    assert "Reece" not in words(again)
    assert inputs(again)["reason"].startswith("It is late.")
    assert comments(drafted) == []
    assert asks(drafted) == []
    assert len(drafted.audited("refused")) == 5
    out = capsys.readouterr()
    assert "Reece" not in out.out + out.err
    assert not any("Reece" in row.content for row in drafted.all(select(tables.AuditEntry)) if row.content)


async def test_a_draft_that_moved_on_is_not_cleared_unread(drafted: RunningBot) -> None:
    seen = await console(drafted)
    commentary = await opened(drafted, seen, "Commentary (0)")
    await sent(drafted, commentary, "Save the commentary", section="1", text="Newer words.")
    stale = await opened(drafted, seen, "Clear it")
    assert "Edition 1 has changed since this was shown" in words(stale)
    assert edition(drafted).cleared_at is None
    cleared = await opened(drafted, stale, "Clear it")
    assert "Edition 1 is cleared by" in words(cleared)
    assert "Edition 1 was cleared by" in words(await opened(drafted, stale, "Clear it"))
    assert len(drafted.audited("clear_edition")) == 1


async def test_a_re_cut_is_taken_once_however_often_it_is_pressed(drafted: RunningBot, clock: HandHeldClock) -> None:
    form = await opened(drafted, await console(drafted), "Re-cut it")
    clock.now += timedelta(hours=1)
    assert "now holds the data of" in words(await sent(drafted, form, "Re-cut it", words="A late update"))
    clock.now += timedelta(hours=1)
    assert "has changed since this was shown" in words(await sent(drafted, form, "Re-cut it", words="A late update"))
    assert len(drafted.audited("recut_edition")) == 1


async def test_a_stale_press_on_what_is_not_a_draft_any_more_says_so(drafted: RunningBot) -> None:
    before = await console(drafted)
    form = await opened(drafted, before, "Commentary (0)")
    await issued(drafted)
    for card in (
        await opened(drafted, before, "Asks of the Board"),
        await sent(drafted, form, "Save the commentary", section="3", text="Too late"),
        await opened(drafted, before, "Clear it"),
    ):
        assert "Edition 1 is issued, so nothing in it changes any more" in words(card)
    assert comments(drafted) == []


async def test_whoever_is_not_of_the_compliance_team_is_refused_in_one_sentence_and_audited(
    drafted: RunningBot,
) -> None:
    card = await console(drafted)
    form = await opened(drafted, card, "Commentary (0)")
    chair: Member = drafted.member(CHAIR)
    presses = (
        press(card, "Clear it"),
        press(card, "Asks of the Board"),
        press(form, "Save the commentary") | {"section": "3", "text": "Mine"},
    )
    for pressed in presses:
        refused = (await chair.presses(pressed)).card
        assert "Only the compliance team can do that to an edition" in words(refused)
        assert buttons(refused) == {}
    assert [entry.actor for entry in drafted.audited("refused")] == [CHAIR] * 3
    assert comments(drafted) == []


async def test_two_officers_see_each_others_steps(drafted: RunningBot) -> None:
    def second(session: Session) -> None:
        session.add(tables.Role(person_id=drafted.member(CHAIR).id, role=RoleName.COMPLIANCE))

    drafted.change(second)
    card = await console(drafted)
    other = (await drafted.member(CHAIR).writes("edition status")).card
    await opened(drafted, card, "Clear it")
    told = (await drafted.member(CHAIR).presses(press(other, "Clear it"))).card
    assert f"Edition 1 was cleared by {drafted.member(OFFICER).name}" in words(told)
