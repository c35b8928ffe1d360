"""Microsoft's signing keys and our own token: fetched when needed, once, and never in the way of anything else."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.delivery_faults import DeliveryFault, FaultKind
from bot.teams.connector import Connector
from bot.teams.inbound_auth import BadToken, SigningKeys
from bot.teams.tokens import ConnectorTokens
from tests.scenarios.fake_teams import APP_ID, APP_PASSWORD, KEYS, TOKEN, FakeTeams, Scripted, a_key
from tests.scenarios.running_bot import LEAD, REMINDER, HandHeldClock, RunningBot


class Stopwatch:
    """Seconds since some start, moved by hand."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def stopwatch() -> Stopwatch:
    return Stopwatch()


@pytest.fixture
def keys(http: aiohttp.ClientSession, teams: FakeTeams, stopwatch: Stopwatch) -> SigningKeys:
    return SigningKeys(http, f"{teams.url}/openid", stopwatch)


@pytest.fixture
def tokens(http: aiohttp.ClientSession, teams: FakeTeams, stopwatch: Stopwatch) -> ConnectorTokens:
    return ConnectorTokens(http, f"{teams.url}/token", APP_ID, APP_PASSWORD, stopwatch)


async def test_a_new_signing_key_is_taken_at_the_first_request_that_names_it(bot: RunningBot) -> None:
    lead = bot.member(LEAD)
    assert (await bot.post(lead.activity(text="hello"))).status == 202
    bot.teams.rotate_keys()
    assert (await bot.post(lead.activity(text="hello"))).status == 202
    assert bot.teams.calls[KEYS] == 2


async def test_the_old_key_holds_no_longer_once_it_is_withdrawn(bot: RunningBot) -> None:
    lead = bot.member(LEAD)
    old = bot.teams.keys[0]
    await bot.post(lead.activity(text="hello"))
    bot.teams.rotate_keys()
    await bot.post(lead.activity(text="hello"))
    said = await bot.post(lead.activity(text="hello"), token=bot.teams.token(key=old))
    assert said.status == 401


async def test_a_flood_of_unknown_keys_fetches_the_keys_once(bot: RunningBot) -> None:
    lead = bot.member(LEAD)
    await bot.post(lead.activity(text="hello"))
    fetched = bot.teams.calls[KEYS]
    guesses = [bot.teams.token(key=a_key(f"guess-{number}", 4)) for number in range(150)]
    said = await asyncio.gather(*(bot.post(lead.activity(text="hello"), token=guess) for guess in guesses))
    assert {answer.status for answer in said} == {401}
    assert bot.teams.calls[KEYS] == fetched + 1
    assert (await bot.post(lead.activity(text="hello"))).status == 202


async def test_many_first_requests_fetch_the_keys_once(bot: RunningBot) -> None:
    lead = bot.member(LEAD)
    said = await asyncio.gather(*(bot.post(lead.activity(text="hello")) for _ in range(20)))
    assert {answer.status for answer in said} == {202}
    assert bot.teams.calls[KEYS] == 1


async def test_a_request_that_cannot_be_checked_is_refused_and_the_next_one_is_not(bot: RunningBot) -> None:
    lead = bot.member(LEAD)
    bot.teams.script(KEYS, Scripted(500))
    assert (await bot.post(lead.activity(text="hello"))).status == 401
    assert (await bot.post(lead.activity(text="hello"))).status == 202


@pytest.mark.parametrize("answer", [[], {}, {"keys": None}, {"keys": ["x"]}, {"keys": [{"kid": "a", "kty": "RSA"}]}])
async def test_keys_that_make_no_sense_let_nobody_in(bot: RunningBot, answer: object) -> None:
    bot.teams.script(KEYS, *[Scripted(200, body=answer)] * 4)
    assert (await bot.post(bot.member(LEAD).activity(text="hello"))).status == 401


async def test_unknown_keys_are_looked_up_again_after_a_while(
    keys: SigningKeys, teams: FakeTeams, stopwatch: Stopwatch
) -> None:
    await keys.get("key-1")
    with pytest.raises(BadToken):
        await keys.get("key-3")
    teams.rotate_keys()
    with pytest.raises(BadToken):
        await keys.get("key-3")
    stopwatch.seconds += 301
    assert await keys.get("key-3")
    assert teams.calls[KEYS] == 3


async def test_the_keys_are_fetched_anew_each_day(keys: SigningKeys, teams: FakeTeams, stopwatch: Stopwatch) -> None:
    await keys.get("key-1")
    stopwatch.seconds += 24 * 3600 - 1
    await keys.get("key-1")
    assert teams.calls[KEYS] == 1
    stopwatch.seconds += 2
    await keys.get("key-1")
    assert teams.calls[KEYS] == 2


async def test_yesterdays_keys_serve_while_microsofts_cannot_be_had(
    keys: SigningKeys, teams: FakeTeams, stopwatch: Stopwatch
) -> None:
    await keys.get("key-1")
    stopwatch.seconds += 25 * 3600
    teams.script(KEYS, Scripted(503), Scripted(reset=True))
    assert await keys.get("key-1")
    stopwatch.seconds += 301
    assert await keys.get("key-1")
    assert teams.calls[KEYS] in {3, 4}  # aiohttp asks once more where a connection that it had kept was reset


async def test_while_microsoft_cannot_be_reached_few_requests_wait_for_it(
    keys: SigningKeys, teams: FakeTeams, stopwatch: Stopwatch
) -> None:
    """Each would wait its ten seconds behind the others, and Teams gives up after ten."""
    await keys.get("key-1")
    stopwatch.seconds += 25 * 3600
    teams.script(KEYS, *[Scripted(503)] * 20)
    await asyncio.gather(*(keys.get("key-1") for _ in range(20)))
    assert teams.calls[KEYS] == 2


async def test_sixty_sends_at_once_take_one_token_call(
    http: aiohttp.ClientSession, tokens: ConnectorTokens, teams: FakeTeams
) -> None:
    teams.script(TOKEN, Scripted(seconds=0.1))
    connector = Connector(http, tokens)
    sends = (connector.send(teams.service_url, f"a:{number}", {"type": "message"}) for number in range(60))
    ids = await asyncio.gather(*sends)
    assert len(set(ids)) == len(teams.sent) == 60
    assert {call.authorization for call in teams.sent} == {"Bearer token-1"}
    assert teams.calls[TOKEN] == 1


async def test_a_token_is_renewed_before_it_runs_out(
    tokens: ConnectorTokens, teams: FakeTeams, stopwatch: Stopwatch
) -> None:
    assert await tokens.get() == "token-1"
    stopwatch.seconds += 3599 - 301
    assert await tokens.get() == "token-1"
    stopwatch.seconds += 2
    assert await tokens.get() == "token-2"
    assert teams.calls[TOKEN] == 2


@pytest.mark.parametrize(
    "answer",
    [
        Scripted(401, body={"error": "invalid_client"}),
        Scripted(503),
        Scripted(reset=True),
        Scripted(200, body={}),
        Scripted(200, body=[]),
        Scripted(200, body={"access_token": "x", "expires_in": "soon"}),
    ],
    ids=["refused", "busy", "reset", "empty", "a list", "no time"],
)
async def test_without_a_token_nothing_was_sent_so_it_may_be_tried_again(
    http: aiohttp.ClientSession, tokens: ConnectorTokens, teams: FakeTeams, answer: Scripted
) -> None:
    teams.script(TOKEN, answer)
    connector = Connector(http, tokens)
    with pytest.raises(DeliveryFault) as fault:
        await connector.send(teams.service_url, "a:1", {"type": "message"})
    assert fault.value.kind is FaultKind.RETRY
    assert teams.sent == []
    assert await connector.send(teams.service_url, "a:1", {"type": "message"})


async def test_the_password_is_in_no_fault(tokens: ConnectorTokens, teams: FakeTeams) -> None:
    teams.script(TOKEN, Scripted(401, body={"error_description": "bad secret"}))
    with pytest.raises(DeliveryFault) as fault:
        await tokens.get()
    assert APP_PASSWORD not in str(fault.value)


async def test_the_bot_answers_others_while_its_messages_are_on_their_way(
    bot: RunningBot, clock: HandHeldClock
) -> None:
    """A slow token service and slow sends: health is told, and a question answered, before the last has gone out."""
    bot.everybody_has_the_app()
    lead = bot.member("local-offer-lead")
    bot.teams.script(TOKEN, Scripted(seconds=0.5))
    for chat in {bot.member(key).chat for key in ("service-manager-camhs", "senior-manager", "strategic-manager-send")}:
        bot.teams.script(chat, Scripted(seconds=1.5))
    clock.now = REMINDER
    under_way = asyncio.create_task(bot.delivery.tick())
    await asyncio.sleep(0.05)
    for _ in range(5):
        async with bot.client.get("/healthz") as answer:
            assert (answer.status, await answer.json()) == (200, {"status": "ok"})
        assert not under_way.done()
    said = await bot.post(lead.activity(text="what's mine"))
    assert said.status == 202
    assert not under_way.done()
    assert await under_way == len({call.conversation_id for call in bot.teams.sent})
