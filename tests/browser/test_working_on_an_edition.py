"""The compliance officer takes a draft edition to its issue, and an SRO confirms their area, in the real local Teams
client.
"""

from __future__ import annotations

import pytest
from sqlmodel import select

from bot.demo import PLAN
from store import tables
from store.audit import AuditChain
from store.database import open_engine, transaction
from store.queries.editions import area_by_ref
from store.queries.people import person_named
from store.queries.plans import plan_by_key
from store.types import EditionStatus
from tests.browser.conftest import AFTER_THE_CUT_OFF
from tests.browser.stage import COMPLIANCE, SRO, Stage
from tests.browser.teams_page import TeamsPage
from tests.workflows.editions.press import BOARD, SRO_OF
from workflows.editions.confirming import confirm_area

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

NUMBER = 3  # two boards met before 3 March 2023
LEAD = "senior-head-of-integration-and-care-cyp-ld-nd"
REF = "4.6.2"  # led by LEAD, whose next step for it was dated 1 March 2023
AREA = "4"  # that of SRO
WORDS = "What is printed; leave it empty to take away what stands there"
ON_ACTION = "Or on this action, by its ref, such as 2.1.1"
PASSED = "The next step of milestone 2 is dated 1 March, which has passed."
ASK = "Agree who pays for the second clinic."


async def test_the_officer_sees_the_findings_and_sends_one_item_back_to_its_lead(drafted: Stage) -> None:
    officer, lead = await at_the_edition(drafted), await drafted.window(LEAD)
    assert "5 areas to be confirmed" in await officer.card_text()
    await sent_back(officer)
    assert "Before it can be final: 5 findings" in await officer.card_text()

    await drafted.a_minute_passes()
    await lead.wait_for_card(f"{REF} comes back to you")
    assert PASSED in await lead.card_text()
    await lead.press(f"Update {REF}")
    await lead.wait_for_card("What was done since the last update")


async def test_the_officer_adds_commentary_and_an_ask_of_the_board(drafted: Stage) -> None:
    officer = await at_the_edition(drafted)
    await officer.press("Commentary (0)")
    await officer.shows("Your words in print")
    await officer.fill(ON_ACTION, REF)
    await officer.fill(WORDS, "Read it with the waiting list of February.")
    await officer.press("Save the commentary")
    await officer.shows(f"In edition {NUMBER}, {REF} is printed with your commentary.")
    await officer.press(f"Back to edition {NUMBER}")
    await officer.shows("Commentary (1)")
    await officer.press("Asks of the Board (3)")
    await officer.shows("A new ask")
    await officer.choose("Decide")
    await officer.fill("What is asked", ASK)
    await officer.fill("Of whom: the Board, its Chair, or a post of the plan", BOARD)
    await officer.press("Add this ask")
    await officer.shows(f"The ask of {BOARD} (Decide) is in edition {NUMBER}.")
    await officer.press(f"Back to edition {NUMBER}")

    await officer.shows("Asks of the Board (4)")
    report = await officer.follow("Open web page")
    words = await report.locator("body").inner_text()
    assert ASK in words
    assert "Read it with the waiting list of February." in words


async def test_an_sro_confirms_their_area_and_the_officer_clears_and_issues_the_edition(drafted: Stage) -> None:
    officer, sro = await at_the_edition(drafted), await drafted.window(SRO)
    confirmed_by_the_other_sros(drafted)
    await sent_back(officer)
    await officer.press("Clear it for issue")
    await officer.shows(f"Edition {NUMBER} is cleared by SEND Compliance Officer.")
    await officer.press("Make it final")
    await officer.shows(f"Edition {NUMBER} cannot be final yet: 1 finding.")
    await sro.wait_for_card(f"Please confirm area {AREA} of the draft report")
    await sro.press("Read it and confirm")
    await sro.wait_for_card(f"Area {AREA} of draft edition {NUMBER}")
    await sro.press(f"Area {AREA} is not right")
    await sro.shows("Give a reason")
    await sro.press(f"Confirm area {AREA}")
    await sro.shows(f"Area {AREA} of edition {NUMBER} is confirmed.")
    await officer.press(f"Back to edition {NUMBER}")
    await officer.shows("Confirmed by Director of Integration and Change")
    await officer.press("Make it final")
    await officer.shows(f"Edition {NUMBER}: final")
    await officer.press("Issue it")

    await officer.shows(f"Edition {NUMBER} is issued.")
    await drafted.a_minute_passes()
    await officer.wait_for_card(f"edition {NUMBER} is issued")
    assert status_of_the_edition(drafted) is EditionStatus.ISSUED


async def at_the_edition(stage: Stage) -> TeamsPage:
    officer = await stage.window(COMPLIANCE)
    await officer.say("edition status")
    await officer.wait_for_card(f"Edition {NUMBER}: {EditionStatus.DRAFT.value}")
    return officer


async def sent_back(officer: TeamsPage) -> None:
    """The one item with a finding, by the way that the finding offers."""
    await officer.press("What stands in its way", exact=False)
    await officer.shows(f"{REF} milestone 2 gives a next step dated 1 March 2023, before the cut-off")
    await officer.press(f"Send {REF} back")
    await officer.fill("What the lead is to look at again", PASSED)
    await officer.press("Send it back")
    await officer.shows(f"{REF} goes back from edition {NUMBER}")


def status_of_the_edition(stage: Stage) -> EditionStatus:
    """As the register holds it."""
    engine = open_engine(stage.settings.database_url)
    try:
        with transaction(engine, reads_only=True) as session:
            return session.exec(select(tables.Edition.status).where(tables.Edition.number == NUMBER)).one()
    finally:
        engine.dispose()


def confirmed_by_the_other_sros(stage: Stage) -> None:
    """Without windows of their own."""
    audit = AuditChain.from_file(stage.settings.secrets_folder / "audit.key")
    engine = open_engine(stage.settings.database_url)
    try:
        with transaction(engine) as session:
            plan = plan_by_key(session, PLAN)
            edition = session.exec(select(tables.Edition).where(tables.Edition.number == NUMBER)).one()
            for ref, sro in SRO_OF.items():
                area = area_by_ref(session, plan, ref)
                assert area is not None
                if ref != AREA:
                    confirm_area(
                        session,
                        audit,
                        person=person_named(session, sro),
                        plan=plan,
                        edition=edition,
                        area=area,
                        confirmed=True,
                        reason="",
                        now=AFTER_THE_CUT_OFF,
                    )
    finally:
        engine.dispose()
