from __future__ import annotations

from datetime import timedelta

import pytest

from bot.app import DATABASE
from tests.databases import Databases
from tests.scenarios.running_bot import HandHeldClock, RunningBot


async def get(bot: RunningBot, path: str) -> tuple[int, str]:
    async with bot.client.get(path) as answer:
        return answer.status, await answer.text()


async def test_a_running_bot_is_healthy_and_ready(bot: RunningBot) -> None:
    assert await get(bot, "/healthz") == (200, '{"status": "ok"}')
    assert await get(bot, "/readyz") == (200, '{"status": "ready", "faults": []}')


async def test_a_bot_whose_scheduler_has_stopped_is_healthy_but_not_ready(
    bot: RunningBot, clock: HandHeldClock
) -> None:
    clock.now += timedelta(minutes=5)
    assert (await get(bot, "/readyz"))[0] == 200
    clock.now += timedelta(seconds=1)
    status, said = await get(bot, "/readyz")
    assert (status, "scheduler" in said) == (503, True)
    assert (await get(bot, "/healthz"))[0] == 200
    await bot.delivery.tick()
    assert (await get(bot, "/readyz"))[0] == 200


async def test_a_bot_without_its_database_is_not_ready(bot: RunningBot, databases: Databases) -> None:
    bot.app[DATABASE].engine.dispose()
    with databases.unreachable(bot.store.database_url):
        status, said = await get(bot, "/readyz")
    assert (status, "database" in said) == (503, True)
    assert "sql" not in said
    assert (await get(bot, "/readyz"))[0] == 200


async def test_what_has_happened_can_be_counted(bot: RunningBot) -> None:
    await bot.member("board-chair").writes("hello")
    status, said = await get(bot, "/metrics")
    assert status == 200
    assert 'sendbot_events_total{event="turn_message"} 1.0' in said


async def test_metrics_name_nobody(bot: RunningBot) -> None:
    chair = bot.member("board-chair")
    await chair.writes("how is area 4")
    _, said = await get(bot, "/metrics")
    for name in (chair.key, chair.name, chair.entra_object_id, "area 4"):
        assert name not in said


@pytest.mark.parametrize("path", ["/", "/reports/", "/api/", "/.env", "/reports/../secrets/audit.key"])
async def test_there_is_nothing_else(bot: RunningBot, path: str) -> None:
    assert (await get(bot, path))[0] == 404
