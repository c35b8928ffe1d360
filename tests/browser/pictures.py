"""Takes the pictures of the cards for the documentation: `python -m tests.browser.pictures`, then look at each."""

from __future__ import annotations

import asyncio
import tempfile
from datetime import date
from pathlib import Path
from shutil import copytree

from adaptive_cards import notice
from bot.demo import DEMO_DAY, demo_settings, prepare
from bot.logs import configure_logs
from tests.browser.install import chromium, left_out
from tests.browser.stage import COMPLIANCE, LEAD, SRO, Stage, chromium_running
from tests.browser.teams_page import TeamsPage
from workflows.updates.refusals import NotYours
from workflows.updates.rules import Answer

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
TALLER_THAN_ANY_CARD = 4000
LONGEST_PICTURE = 1800  # pixels: more would be too big for a page of documentation
DONE = "What was done since the last update"


async def main() -> None:
    executable = chromium()
    if executable is None or left_out():
        raise SystemExit(f"No pictures were taken: {left_out()}")
    configure_logs("ERROR")
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        day = Path(made, "day")
        await prepare(day, demo_settings(day, 0), DEMO_DAY)
        async with chromium_running(executable) as browser:
            for place, scene in enumerate((answering, correcting, asking, reporting)):
                copy = copytree(day, Path(made, str(place)))
                async with Stage(Path(copy), browser, height=TALLER_THAN_ANY_CARD) as stage:
                    await scene(stage)


async def answering(stage: Stage) -> None:
    window = await stage.window(LEAD)
    await window.wait_for_card("You lead")
    await shoot(window, "welcome")
    await window.wait_for_card("3 milestones need your update")
    await shoot(window, "update-request")
    await window.press("Update 4.1.1 milestone 1")
    await window.shows(DONE)
    await shoot(window, "update-form")
    await window.choose("Red: Seriously behind schedule")
    await window.fill(DONE, "Two of five services are mapped. The post of mapping lead has been vacant since January.")
    await window.press("Save update")
    await window.shows("Not saved yet")
    await shoot(window, "update-form-to-put-right")
    await window.fill(
        "Cause: why is it not going to plan (needed for Red)", "The mapping lead left; two recruitments failed."
    )
    await window.fill(
        "Recovery: what will be done (needed for Red)", "The ICB lends an analyst two days a week from 13 March."
    )
    await window.fill_date("Forecast: when will it be complete (needed for Red)", date(2023, 5, 31))
    await window.press("Save update")
    await window.shows("Recorded: ■ Red")
    await shoot(window, "update-request-with-an-answer")


async def correcting(stage: Stage) -> None:
    window = await stage.window("assistant-director")
    await window.wait_for_card(DONE)
    await window.choose("Blue: Finished and now part of normal practice")
    await window.fill(DONE, "The terms of reference and the governance structure were agreed on 27 February.")
    await window.fill_date("Milestone completed on", date(2023, 2, 27))
    await window.fill("Evidence: what shows it, and where it is kept", "Minutes of the SSPB, 27 February, item 4")
    await window.press("Save update")
    await window.shows("Recorded: 5.1.2 milestone 1")
    await shoot(window, "recorded")


async def asking(stage: Stage) -> None:
    window = await stage.window(SRO)
    await window.wait_for_card("You are the SRO of area 4")
    await shoot(window, "welcome-sro")
    for name, question, awaited in (
        ("area-status", "how is area 4", "Area 4: Long waits"),
        ("action-list", "what is overdue", "Overdue: "),
        ("action-status", "how is 4.6.2", "Milestones"),
        ("choices", "how is the wheelchair pathway", "Which do you mean?"),
    ):
        await window.say(question)
        await window.wait_for_card(awaited)
        await shoot(window, name)


async def reporting(stage: Stage) -> None:
    window = await stage.window(COMPLIANCE)
    await window.wait_for_card("Hello SEND Compliance Officer")
    await window.say("exception report now")
    await window.wait_for_card("These links are yours alone")
    await shoot(window, "report-ready")
    typed = Answer(rating="Green", narrative="The pathway is mapped and shared with every stakeholder.")
    await stage.post(COMPLIANCE, notice.build("Not saved", str(NotYours("4.1.1 milestone 1")), typed))
    await window.wait_for_card("What you typed, to copy")
    await shoot(window, "notice")


async def shoot(window: TeamsPage, name: str) -> None:
    await window.screenshot(PICTURES / f"card-{name}.png", at_most=LONGEST_PICTURE)


if __name__ == "__main__":
    asyncio.run(main())
