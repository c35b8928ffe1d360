"""A short run of `make soak`, and whether what judges it would see a fault."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from store.types import MessageStatus
from tests.databases import SqliteDatabases
from tests.soak.counting_connector import Arrived
from tests.soak.killing import kill_again_and_again
from tests.soak.verdict import Ending, Kept, broken_promises

NOW = datetime(2023, 3, 1, 9, 40, tzinfo=UTC)
SENT = Kept("a:lead", MessageStatus.SENT, "1:1", NOW, "")
LOST_SIGHT_OF = Kept("a:lead", MessageStatus.UNCONFIRMED, "", NOW, "the program stopped")
FIRST, SECOND = Arrived("a:lead", "1:1"), Arrived("a:lead", "1:2")


async def test_killed_ten_times_it_sends_nothing_twice_and_loses_nothing_it_acknowledged(
    sqlite_databases: SqliteDatabases, tmp_path: Path
) -> None:
    with sqlite_databases.empty() as url:
        count = await kill_again_and_again(url, tmp_path, kills=10, seed=1)
    assert count.broken == []
    assert count.kills == 10
    assert count.statuses[MessageStatus.SENT] > 20
    assert count.acknowledged > 10


def test_all_is_well_when_what_has_no_receipt_is_unconfirmed() -> None:
    assert broken_promises(Ending([SENT, LOST_SIGHT_OF], ["said"], True), [FIRST, SECOND], ["said"], NOW) == []


@pytest.mark.parametrize(
    ("found", "arrived", "acknowledged"),
    [
        pytest.param(Ending([SENT], [], True), [FIRST, SECOND], [], id="sent twice"),
        pytest.param(Ending([LOST_SIGHT_OF], [], True), [FIRST, SECOND], [], id="repeated blindly"),
        pytest.param(Ending([SENT], [], True), [], [], id="receipted and never sent"),
        pytest.param(Ending([SENT, SENT], [], True), [FIRST], [], id="one receipt for two messages"),
        pytest.param(Ending([replace(SENT, status=MessageStatus.CLAIMED)], [], True), [], [], id="left claimed"),
        pytest.param(
            Ending([replace(SENT, status=MessageStatus.PLANNED, send_at=NOW - timedelta(minutes=1))], [], True),
            [],
            [],
            id="left waiting",
        ),
        pytest.param(Ending([replace(LOST_SIGHT_OF, fault="")], [], True), [], [], id="given up without a reason"),
        pytest.param(Ending([], [], True), [], ["said"], id="an acknowledged answer lost"),
        pytest.param(Ending([], ["said", "said"], True), [], ["said"], id="an answer recorded twice"),
        pytest.param(Ending([], [], False), [], [], id="the audit broken"),
    ],
)
def test_each_broken_promise_is_seen(found: Ending, arrived: list[Arrived], acknowledged: list[str]) -> None:
    assert len(broken_promises(found, arrived, acknowledged, NOW)) == 1
