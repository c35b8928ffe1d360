"""Rules that hold for any cut: tables reconcile, order is stable, every exception says why, nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.cut import ActionRow, DataCut, DateChangeRow, MilestoneRow, UpdateRow
from store.refs import ref_sort_key
from store.types import DateChangeStatus, Lifecycle
from tests.workflows.cuts import (
    COLOURS,
    KEY,
    LAST_CUT_OFF,
    NOW,
    TODAY,
    UNCONFIRMED,
    a_cut,
    a_date_change,
    a_milestone,
    an_action,
    an_edition,
    an_update,
)
from workflows.documents.json_document import write_json
from workflows.exception_report.assess import assess
from workflows.exception_report.compile import compile_report
from workflows.exception_report.due_by import Verdict
from workflows.standing import NOT_RATED, NOT_REPORTED
from workflows.timing import Timing

bounded = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None)
REFS = ["1.1", "1.2", "1.9", "1.10", "1.10.1", "2.4", "2.4.1", "3.1"]
days = st.integers(-400, 400).map(lambda n: TODAY + timedelta(days=n))
moments = st.integers(-90, 0).map(lambda n: NOW + timedelta(days=n))
ratings = st.sampled_from([*COLOURS, ""])


@st.composite
def milestones_of(draw: st.DrawFn, ref: str) -> list[MilestoneRow]:
    return [
        a_milestone(
            ref,
            seq,
            baseline=draw(st.none() | days),
            current=draw(st.none() | days),
            forecast=draw(st.none() | days),
            completed_on=draw(st.none() | days.filter(lambda day: day <= TODAY)),
            statutory=draw(st.booleans()),
            lifecycle=draw(st.sampled_from([Lifecycle.NOT_STARTED, Lifecycle.NOT_STARTED, Lifecycle.WITHDRAWN])),
        )
        for seq in range(1, draw(st.integers(0, 3)) + 1)
    ]


@st.composite
def updates_on(draw: st.DrawFn, ref: str, seqs: list[int]) -> list[UpdateRow]:
    """As a cut holds them: of an item at most two, the later without a rating and the earlier with one."""
    spoken = draw(st.lists(st.sampled_from([None, *seqs]), max_size=3, unique=True))
    rows: list[UpdateRow] = []
    for seq in spoken:
        row = an_update(ref, draw(ratings), seq, at=draw(moments), forecast=draw(st.none() | days))
        rows.append(row)
        if row.rating_code and draw(st.booleans()):
            said = replace(row, id=row.id + 5000, rating_code="", narrative=draw(st.sampled_from(["", "And since"])))
            rows.append(replace(said, at=row.at + timedelta(hours=1), forecast=draw(st.none() | days)))
    return [row for row in rows if row.at <= NOW]


@st.composite
def changes_of(draw: st.DrawFn, ref: str, seqs: list[int]) -> list[DateChangeRow]:
    asked = draw(st.lists(st.sampled_from(seqs), max_size=3)) if seqs else []
    statuses = st.sampled_from(DateChangeStatus)
    return [a_date_change(ref, seq, status=draw(statuses), to_due=draw(days)) for seq in asked]


@st.composite
def actions(draw: st.DrawFn, ref: str) -> ActionRow:
    kinds = [Lifecycle.IN_PROGRESS, Lifecycle.IN_PROGRESS, Lifecycle.PAUSED, Lifecycle.SUPERSEDED]
    return an_action(
        ref,
        lifecycle=draw(st.sampled_from(kinds)),
        depends_on=tuple(draw(st.lists(st.sampled_from(REFS), max_size=2, unique=True))),
    )


@st.composite
def cuts(draw: st.DrawFn) -> DataCut:
    refs = sorted(draw(st.lists(st.sampled_from(REFS), min_size=1, unique=True)), key=ref_sort_key)
    milestones = {ref: draw(milestones_of(ref)) for ref in refs}
    seqs = {ref: [milestone.seq for milestone in milestones[ref]] for ref in refs}
    keys = st.sampled_from([*COLOURS, NOT_REPORTED, "closed"])
    editions = [
        an_edition(
            number,
            {ref: draw(keys) for ref in refs},
            cut_off_at=LAST_CUT_OFF - timedelta(days=60 * n),
            exceptions={ref: ("E2",) for ref in refs if draw(st.booleans())},
        )
        for n, number in enumerate(range(draw(st.integers(0, 3)), 0, -1))
    ]
    return a_cut(
        *(draw(actions(ref)) for ref in refs),
        ratings=draw(st.sampled_from([KEY, UNCONFIRMED])),
        milestones=tuple(row for ref in refs for row in milestones[ref]),
        updates=tuple(row for ref in refs for row in draw(updates_on(ref, seqs[ref]))),
        date_changes=tuple(row for ref in refs for row in draw(changes_of(ref, seqs[ref]))),
        editions=tuple(editions),
    )


@bounded
@given(cuts())
def test_every_table_reconciles_to_the_number_of_actions(cut: DataCut) -> None:
    report = compile_report(cut, final=True)
    total = len(cut.actions)
    assert report.reconciles
    assert sum(line.now for line in report.position_table if not line.of_which) == total
    assert sum(sum(area.counts.values()) for area in report.areas) == sum(area.total for area in report.areas) == total
    assert len(report.not_reported) == report.position[NOT_REPORTED]
    assert sum(area.by_exception for area in report.areas) == len(report.exceptions)
    assert sum(line.by_exception != "No" for line in report.register) == len(report.exceptions)


@bounded
@given(cuts(), st.integers(0, 1000))
def test_the_order_of_the_rows_in_a_cut_changes_no_byte(cut: DataCut, seed: int) -> None:
    random = Random(seed)  # noqa: S311 - a shuffle, no secret

    def shuffled(rows: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(random.sample(rows, len(rows)))

    mixed = replace(
        cut,
        actions=shuffled(cut.actions),
        milestones=shuffled(cut.milestones),
        updates=shuffled(cut.updates),
    )
    assert write_json(compile_report(mixed)) == write_json(compile_report(cut))


@bounded
@given(cuts())
def test_every_exception_has_a_reason_for_each_code_and_a_severity_and_stands_in_order(cut: DataCut) -> None:
    entries = compile_report(cut).exceptions
    for entry in entries:
        assert len(entry.codes) == len(set(entry.codes)) == len(entry.reasons) >= 1
        assert all(reason.strip() for reason in entry.reasons)
        assert entry.severity in {1, 2, 3}
        assert entry.rating
        assert entry.movement
    assert [entry.severity for entry in entries] == sorted(entry.severity for entry in entries)
    assert sum(entry.full_entry for entry in entries) <= 10


@bounded
@given(cuts())
def test_every_action_appears_exactly_once_in_the_register_in_the_plans_order(cut: DataCut) -> None:
    refs = [line.ref for line in compile_report(cut).register]
    assert refs == sorted((action.ref for action in cut.actions), key=ref_sort_key)


@bounded
@given(cuts(), st.data())
def test_taking_away_the_only_update_of_an_action_moves_that_one_to_not_reported(
    cut: DataCut, data: st.DataObject
) -> None:
    """Another action's row may follow only where it waits for this one."""
    open_refs = [action.ref for action in cut.actions if action.lifecycle is Lifecycle.IN_PROGRESS]
    if not open_refs:
        return
    ref = data.draw(st.sampled_from(open_refs))
    others = tuple(update for update in cut.updates if update.action_ref != ref)
    said = replace(cut, updates=(*others, an_update(ref, "GREEN")))
    before, after = compile_report(said), compile_report(replace(said, updates=others))
    assert after.position[NOT_REPORTED] == before.position[NOT_REPORTED] + 1
    assert {row.ref for row in after.not_reported} - {row.ref for row in before.not_reported} == {ref}
    changed = {
        line.ref
        for line, was in zip(after.register, before.register, strict=True)
        if replace(line, by_exception="") != replace(was, by_exception="")
    }
    assert changed == {ref}


@bounded
@given(cuts())
def test_a_rating_that_nobody_gave_in_the_period_is_never_counted(cut: DataCut) -> None:
    said = {(u.action_ref, u.rating_code) for u in cut.updates if LAST_CUT_OFF < u.at <= NOW}
    ever_complete = {(u.action_ref, u.rating_code) for u in cut.updates if u.rating_code == "BLUE"}
    for ref, key in compile_report(cut).memory.standing.items():
        if key == NOT_RATED:
            assert (ref, "") in said
        elif key not in {NOT_REPORTED, "closed"}:
            assert (ref, key) in said | ever_complete


@bounded
@given(cuts())
def test_every_milestone_whose_date_has_passed_has_one_verdict_and_what_shows_it(cut: DataCut) -> None:
    passed = {
        (ref, item.milestone.seq)
        for ref, standing in assess(cut).standings.items()
        for item in standing.milestones
        if item.timing is not Timing.UNDATED and item.milestone.current and item.milestone.current < TODAY
    }
    rows = compile_report(cut).milestones_due
    assert {(row.ref, row.seq) for row in rows} == passed
    assert len(rows) == len(passed)
    silent = {row.ref for row in compile_report(cut).not_reported}
    for row in rows:
        assert row.verdict in set(Verdict)
        assert row.why
        assert row.verdict != Verdict.NOT_REPORTED or row.ref in silent


@bounded
@given(cuts())
def test_the_sentences_stay_short_and_end(cut: DataCut) -> None:
    report = compile_report(cut)
    assert len(report.summary.split()) <= 120
    assert report.summary.endswith(".")
    assert report.resolution.endswith(".")
