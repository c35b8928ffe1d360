"""A short run of the spoilt requests of `make soak`."""

from __future__ import annotations

from tests.scenarios.running_bot import LEAD, RunningBot
from tests.soak.any_press import pressed_data, some_activities
from tests.soak.pressing import MAY_GROW, press_all


async def test_any_of_200_requests_is_answered_and_changes_nothing_without_a_right(bot: RunningBot) -> None:
    bot.everybody_has_the_app()
    found = await press_all(bot, some_activities(200, seed=2))
    assert found.faults == []
    assert found.changed.keys() <= MAY_GROW
    assert found.statuses[200] > 100


async def test_the_buttons_that_are_spoilt_are_those_of_every_card(bot: RunningBot) -> None:
    """Unspoilt and pressed by whoever may, at least one of them does change the register."""
    bot.everybody_has_the_app()
    assert len(pressed_data()) > 100
    saved = {"sendbot": {"do": "save", "item": bot.item("4.2.2", 1), "seen": 0, "message_id": 0}}
    said = await bot.member(LEAD).presses({**saved, "rating": "AMBER", "narrative": "The criteria are being agreed."})
    assert said.status == 200
    assert len(bot.updates()) == 1
