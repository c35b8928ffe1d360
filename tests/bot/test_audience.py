"""Before several readers the bot speaks as to the one who may see the least."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.answering import ABOUT_THE_BOT, ABOUT_THE_PLAN, ACTS
from bot.channels.audience import least_entitled
from bot.conversation.doing.registry import DEEDS
from bot.conversation.said import Intent
from store.queries.people import Remit
from store.types import RoleName


def remit(*roles: RoleName, areas: tuple[str, ...] = (), leads: tuple[str, ...] = ()) -> Remit:
    return Remit("p", leads, (), areas, frozenset(roles))


LEAD = remit(leads=("1.1", "1.2"))
SRO = remit(areas=("1",), leads=("1.1",))
BOARD = remit(RoleName.BOARD)
TEAM = remit(RoleName.COMPLIANCE)
RANKED = [LEAD, SRO, BOARD, TEAM]


@given(st.permutations(range(len(RANKED))), st.integers(1, len(RANKED)))
def test_a_lead_comes_before_an_sro_before_the_board_before_the_compliance_team(order: list[int], number: int) -> None:
    readers = {f"person-{place}": RANKED[rank] for place, rank in enumerate(order[:number])}
    assert readers[least_entitled(readers)] == RANKED[min(order[:number])]


def test_of_equals_it_is_always_the_same_one() -> None:
    assert least_entitled({"b": LEAD, "a": LEAD}) == least_entitled({"a": LEAD, "b": LEAD}) == "a"


def test_no_intent_is_both_answered_before_many_and_kept_from_them() -> None:
    assert not ABOUT_THE_PLAN & ACTS
    assert not ABOUT_THE_BOT & (ABOUT_THE_PLAN | ACTS)


def test_nothing_that_is_done_for_somebody_is_answered_before_many() -> None:
    assert not ABOUT_THE_PLAN & set(DEEDS)


def test_what_is_kept_for_a_chat_with_one_person_is_known_by_name() -> None:
    """A new intent is kept from channels until somebody decides that it is for many."""
    assert set(Intent) - ABOUT_THE_PLAN - ACTS - ABOUT_THE_BOT - {Intent.COMPILE} == {
        Intent.MY_ACTIONS,
        Intent.STATUS_PERSON,
        Intent.CYCLE_STATUS,
        Intent.UNREACHED,
        Intent.EDITION_STATUS,
        Intent.DECISIONS_WAITING,
    }
