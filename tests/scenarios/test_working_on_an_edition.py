"""The compliance officer takes an edition from the draft to the Chair's minute in chat, without the command line."""

from __future__ import annotations

from datetime import date

from sqlmodel import col, select

from store import tables
from store.types import AskKind, EditionStatus
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
    LEAD,
    OFFICER,
    RunningBot,
    buttons,
    inputs,
    links,
    words,
)

__all__ = ["drafted"]


async def test_an_edition_goes_from_the_draft_to_the_chairs_minute_in_chat(drafted: RunningBot) -> None:
    card = await issued(drafted)
    assert "Edition 1 is issued." in words(card)
    assert edition(drafted).status is EditionStatus.ISSUED
    card = await opened(drafted, card, "Record the Chair’s minute")
    assert "Give the minute's reference" in words(await sent(drafted, card, "Record the minute", words=" "))
    for _ in range(2):
        card = await sent(drafted, card, "Record the minute", words="SSPB 2023/14")
        assert "was received by the Chair, minute SSPB 2023/14" in words(card)
        card = await opened(drafted, card, "Record the Chair’s minute")
    assert edition(drafted).minute_reference == "SSPB 2023/14"
    assert len(drafted.audited("receive_edition")) == 1
    assert drafted.audit_holds()


async def test_the_card_links_to_the_draft_and_names_what_stands_in_its_way(drafted: RunningBot) -> None:
    card = await console(drafted)
    assert "Open web page" in links(card)
    findings = await opened(drafted, card, "What stands in its way")
    assert "Area 4 is not confirmed by its SRO" in words(findings)
    assert "Edition 1: draft" in words(await opened(drafted, findings, "Back to edition 1"))


async def test_a_final_that_is_shut_out_shows_every_reason_and_its_way_out(drafted: RunningBot) -> None:
    card = await opened(drafted, await console(drafted), "Clear it")
    shut = await opened(drafted, card, "Make it final")
    assert "Edition 1 cannot be final yet: 5 findings." in words(shut)
    assert edition(drafted).status is EditionStatus.DRAFT


async def test_commentary_is_written_changed_and_taken_away(drafted: RunningBot) -> None:
    card = await opened(drafted, await console(drafted), "Commentary (0)")
    card = await sent(drafted, card, "Save the commentary", section="3", text="Read with the last report.")
    assert "In edition 1, section 3 is printed with your commentary." in words(card)
    card = await opened(drafted, card, "Change what is said on section 3")
    assert inputs(card) == {"section": "3", "ref": None, "text": "Read with the last report."}
    change = press(card, "Save the commentary")
    card = await sent(drafted, card, "Save the commentary", section="3", text="Read it alone.")
    assert comments(drafted) == ["Read it alone."]
    again = (await drafted.member(OFFICER).presses(change | {"section": "3", "text": "Read it alone."})).card
    assert "is printed with your commentary" in words(again)
    card = await opened(drafted, card, "Change what is said on section 3")
    card = await sent(drafted, card, "Save the commentary", section="3", text="")
    assert "section 3 is printed without commentary" in words(card)
    assert comments(drafted) == []
    assert len(drafted.audited("comment_on_edition")) == 3


async def test_an_ask_is_raised_changed_in_its_place_and_withdrawn(drafted: RunningBot) -> None:
    card = await opened(drafted, await console(drafted), "Asks of the Board")
    typed = {"kind": "decide", "text": "Agree the money.", "to": BOARD, "by_when": "2023-03-23", "refs": "4.2.1, 4.2.2"}
    raise_it = press(card, "Add this ask") | typed
    for _ in range(2):
        card = (await drafted.member(OFFICER).presses(raise_it)).card
    (ask,) = asks(drafted)
    assert (ask.kind, ask.text, ask.by_when, ask.action_refs) == (
        AskKind.DECIDE,
        "Agree the money.",
        date(2023, 3, 23),
        "4.2.1;4.2.2",
    )
    card = await opened(drafted, card, "Change ask 1")
    assert inputs(card) == typed
    card = await sent(drafted, card, "Save ask 1", **typed | {"kind": "note", "text": "Note the money."})
    (ask,) = asks(drafted)
    assert (ask.kind, ask.text) == (AskKind.NOTE, "Note the money.")
    form = await opened(drafted, card, "Withdraw ask 1")
    assert "Ask 1: Note the money." in words(form)
    assert "Give a reason" in words(await sent(drafted, form, "Withdraw it", words=""))
    gone = await sent(drafted, form, "Withdraw it", words="Settled outside the meeting")
    assert "Ask 1 of edition 1 is withdrawn." in words(gone)
    assert asks(drafted) == []
    twice = await sent(drafted, form, "Withdraw it", words="Settled outside the meeting")
    assert "does not stand in the edition any more" in words(twice) or "is not any more what was shown" in words(twice)
    assert drafted.audit_holds()


async def test_an_item_goes_back_to_its_lead_once_with_the_reason(drafted: RunningBot) -> None:
    form = await opened(drafted, await console(drafted), "Send an item back")
    assert "There is no action 77" in words(await sent(drafted, form, "Send it back", ref="77", words="Why?"))
    for _ in range(2):
        card = await sent(drafted, form, "Send it back", ref="4.2.2", words="Which provider is meant?")
        assert "4.2.2 goes back from edition 1 to " in words(card)
    (notice,) = drafted.all(
        select(tables.Message).where(col(tables.Message.slot).startswith("notice:edition_sent_back"))
    )
    assert notice.person_id == drafted.member(LEAD).id
    assert "Which provider is meant?" in notice.body


async def test_an_issued_edition_is_issued_anew_with_the_differences_shown(drafted: RunningBot) -> None:
    card = await issued(drafted)
    late = await console(drafted)
    assert "Edition 1: issued" in words(late)
    form = await opened(drafted, card, "Issue it anew")
    for _ in range(2):
        draft = await sent(drafted, form, "Begin the re-issue", words="A figure was wrong")
        assert "Edition 2 is to replace edition 1" in words(draft)
    commentary = await opened(drafted, draft, "Commentary")
    await sent(drafted, commentary, "Save the commentary", section="3", text="Corrected.")
    differences = await opened(drafted, await console(drafted), "Differences (")
    assert "Re-issued because: A figure was wrong" in words(differences)
    assert "Corrected." in words(differences)
    old = await opened(drafted, await console(drafted), "Edition 1: issued")
    assert "Issue it anew" not in buttons(old)


async def test_a_small_count_is_decided_on_from_its_finding(drafted: RunningBot) -> None:
    card = await opened(drafted, await console(drafted), "Commentary (0)")
    await sent(drafted, card, "Save the commentary", section="3", text="2 children at the unit wait.")
    findings = await opened(drafted, await console(drafted), "What stands in its way")
    form = await opened(drafted, findings, "Decide on the count of")
    assert "Give a reason" in words(await sent(drafted, form, "Print it as it stands", words=""))
    done = await sent(drafted, form, "Print “fewer than 5”", words="")
    assert 'the count at commentary on section 3 is printed as "fewer than 5"' in words(done)
    again = await sent(drafted, form, "Print “fewer than 5”", words="")
    assert "decided on already" in words(again)
    decision = drafted.one(select(tables.SmallCountDecision))
    assert (decision.place, decision.shown) == ("commentary on section 3", False)
