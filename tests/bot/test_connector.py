"""The connector names every fault of the network, and knows which of them leave it open whether a message arrived."""

from __future__ import annotations

import errno
from typing import Any

import aiohttp
import pytest

from bot.delivery_faults import DeliveryFault, FaultKind
from bot.teams.connector import Connector
from tests.scenarios.fake_teams import FakeTeams, Scripted

REFUSED_CONNECTION = ConnectionRefusedError(errno.ECONNREFUSED, "refused")


@pytest.mark.parametrize(("takes", "waits", "arrives"), [(0.2, 5.0, True), (5.0, 0.2, False)])
async def test_a_slow_connector_is_waited_for_and_one_that_hangs_is_given_up_as_unconfirmed(
    teams: FakeTeams, takes: float, waits: float, arrives: bool
) -> None:
    """It read the message before it hung, so nobody knows, and it is not sent again."""
    teams.script("a:1", Scripted(seconds=takes))
    async with aiohttp.ClientSession() as http:
        connector = Connector(http, None, aiohttp.ClientTimeout(total=waits))
        sending = connector.send(teams.service_url, "a:1", {"type": "message"})
        if arrives:
            assert await sending
            return
        with pytest.raises(DeliveryFault) as met:
            await sending
    assert met.value.kind is FaultKind.UNCONFIRMED


class BrokenNetwork:
    """An HTTP session whose every request ends in the fault given."""

    def __init__(self, fault: Exception) -> None:
        self.fault = fault

    def request(self, *_what: object, **_how: object) -> Any:
        raise self.fault


ADDRESS = ("host", 443, False, True, None, None, None)


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        # After the request was written, or perhaps after: nobody knows.
        (TimeoutError(), FaultKind.UNCONFIRMED),
        (aiohttp.SocketTimeoutError(), FaultKind.UNCONFIRMED),
        (aiohttp.ServerDisconnectedError(), FaultKind.UNCONFIRMED),
        (aiohttp.ClientOSError(errno.ECONNRESET, "reset"), FaultKind.UNCONFIRMED),
        (aiohttp.ClientPayloadError(), FaultKind.UNCONFIRMED),
        # Before anything was written: it surely did not arrive.
        (aiohttp.ClientConnectorError(ADDRESS, REFUSED_CONNECTION), FaultKind.RETRY),  # type: ignore[arg-type]
        (aiohttp.ConnectionTimeoutError(), FaultKind.RETRY),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else str(value),
)
async def test_a_fault_of_the_network_is_unconfirmed_once_the_request_may_have_been_written(
    fault: Exception, kind: FaultKind
) -> None:
    connector = Connector(BrokenNetwork(fault), None)  # type: ignore[arg-type] - all of a session that is used
    with pytest.raises(DeliveryFault) as met:
        await connector.send("https://smba.trafficmanager.net/teams/", "a:1", {"type": "message"})
    assert met.value.kind is kind


async def test_ids_go_into_the_address_as_ids(teams: FakeTeams) -> None:
    async with aiohttp.ClientSession() as http:
        connector = Connector(http, None)
        odd = "19:a/b?c=d#e;messageid=1 %2f"
        await connector.send(teams.service_url, odd, {"type": "message"})
        await connector.update(teams.service_url.rstrip("/"), odd, "1:/x", {"type": "message"})
    assert [call.conversation_id for call in (*teams.sent, *teams.replaced)] == [odd, odd]
    assert teams.replaced[0].activity_id == "1:/x"
