"""Which action waits for which: the reason for a Grey, kept free of loops."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from store import tables
from store.types import Lifecycle
from tests.workflows.governing.office import DEPUTY, LEAD, OFFICER, SRO, STRANGER, TUESDAY, Office
from workflows.exception_report.assess import assess
from workflows.governing.dependencies import way_back
from workflows.governing.refusals import (
    DoesNotWait,
    ItemClosed,
    NothingToWaitFor,
    NotYoursToAsk,
    WaitsAlready,
    WaitsForItself,
)


def waits_for(office: Office, ref: str) -> tuple[str, ...]:
    return next(row.depends_on for row in office.cut(TUESDAY).actions if row.ref == ref)


@pytest.mark.parametrize("by", [LEAD, DEPUTY, SRO, OFFICER])
def test_the_lead_the_deputy_the_sro_and_the_compliance_team_say_what_an_action_waits_for(
    office: Office, by: str
) -> None:
    assert office.wait("1.1.1", "5.2.2", by=by, note="The needs assessment").words == "1.1.1 now waits for 5.2.2."
    assert waits_for(office, "1.1.1") == ("5.2.2",)
    (entry,) = office.audited("add_dependency")
    assert (entry["content"]["depends_on"], entry["content"]["note"]) == ("5.2.2", "The needs assessment")
    assert office.no_longer_wait("1.1.1", "5.2.2", by=by).words == "1.1.1 no longer waits for 5.2.2."
    assert waits_for(office, "1.1.1") == ()


def test_others_do_not(office: Office) -> None:
    with pytest.raises(NotYoursToAsk):
        office.wait("1.1.1", "5.2.2", by=STRANGER)
    assert len(office.audited("refused")) == 1


def test_a_loop_is_refused_by_naming_it(office: Office) -> None:
    office.wait("1.1.2", "1.1.1")
    office.wait("2.1.1", "1.1.2")
    with pytest.raises(
        WaitsForItself,
        match=r"1\.1\.1 waits for 2\.1\.1, which waits for 1\.1\.2, which waits for 1\.1\.1\. Take one of these out",
    ):
        office.wait("1.1.1", "2.1.1")
    with pytest.raises(WaitsForItself):
        office.wait("1.1.1", "1.1.1")
    assert len(office.session.exec(select(tables.Dependency)).all()) == 2


def test_an_action_waits_once_and_only_for_what_goes_on(office: Office) -> None:
    office.wait("1.1.2", "1.1.1")
    with pytest.raises(WaitsAlready):
        office.wait("1.1.2", "1.1.1")
    office.decide(Lifecycle.WITHDRAWN, action=office.action("1.1.3"))
    with pytest.raises(NothingToWaitFor):
        office.wait("1.1.2", "1.1.3")
    with pytest.raises(ItemClosed):
        office.wait("1.1.3", "1.1.2")
    with pytest.raises(DoesNotWait):
        office.no_longer_wait("1.1.2", "5.2.2")


def test_a_grey_with_a_dependency_names_what_it_waits_for(office: Office) -> None:
    milestone = office.milestone("5.2.1")
    update = tables.Update(
        action_id=milestone.action_id,
        milestone_id=milestone.id,
        person_id=office.person(LEAD).id or 0,
        at=TUESDAY,
        recorded_at=TUESDAY,
        source="import",
        rating_code="GREY",
        narrative="Not begun",
    )
    office.session.add(update)
    for held in office.session.exec(select(tables.Milestone).where(tables.Milestone.action_id == milestone.action_id)):
        held.current_due = date(2025, 3, 31)
    office.session.flush()

    def codes() -> str:
        fired = assess(office.cut(TUESDAY)).fired.get("5.2.1", ((), ()))[1]
        return " ".join(trigger.reason for trigger in fired if trigger.code == "E6")

    assert "nothing named that it waits for" in codes()
    office.wait("5.2.1", "5.2.2")
    assert codes() == ""


EDGES = st.dictionaries(st.integers(0, 7), st.lists(st.integers(0, 7), max_size=4), max_size=8)


@given(EDGES, st.integers(0, 7), st.integers(0, 7))
def test_a_way_back_is_found_exactly_where_one_leads_there(edges: dict[int, list[int]], start: int, goal: int) -> None:
    reached, grown = {start}, True
    while grown:
        further = {other for here in reached for other in edges.get(here, ())} | reached
        grown, reached = further != reached, further
    path = way_back(edges, start, goal)
    assert bool(path) is (goal in reached)
    if path:
        assert (path[0], path[-1]) == (start, goal)
        assert all(then in edges[here] for here, then in pairwise(path))
