"""Every card as the local client draws it: `python -m tests.browser.gallery_pictures FOLDER [CARD ...]`, then look.

In light, in Chromium's dark mode, in forced colours, and in grey as a printer without colour has it.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from bot.demo import DEMO_DAY, demo_settings, prepare
from bot.logs import configure_logs
from tests.adaptive_cards.gallery import GALLERY
from tests.browser.install import chromium, left_out
from tests.browser.stage import COMPLIANCE, Stage, chromium_running

WAYS = ("light", "dark", "forced", "grey")
TALLER_THAN_ANY_CARD = 4000
LONGEST_PICTURE = 4000


async def main(folder: Path, wanted: list[str]) -> None:
    executable = chromium()
    if executable is None or left_out():
        raise SystemExit(f"No pictures were taken: {left_out()}")
    configure_logs("ERROR")
    chosen = {name: build for name, build in GALLERY.items() if not wanted or name in wanted}
    for way in WAYS:
        (folder / way).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        work = Path(made)
        await prepare(work, demo_settings(work, 0), DEMO_DAY)
        async with chromium_running(executable) as browser, Stage(work, browser, height=TALLER_THAN_ANY_CARD) as stage:
            window = await stage.window(COMPLIANCE)
            await window.wait_for_card("Hello SEND Compliance Officer")
            for place, (name, build) in enumerate(chosen.items(), start=1):
                await stage.post(COMPLIANCE, build())
                await window.wait_for_card_number(place)
                for way in WAYS:
                    async with window.seen(way):
                        await window.screenshot(folder / way / f"{name}.png", at_most=LONGEST_PICTURE)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2:]))
