"""Indicators with their trajectories and the actions they tell of."""

from __future__ import annotations

from collections import defaultdict

from sqlmodel import col, select

from store.refs import normalised_ref, ref_sort_key
from store.register_files.errors import RefusedRow
from store.register_files.plan.importing import Importing, key_of, names, ref_in
from store.register_files.plan.links import Links
from store.register_files.plan.settling import Listed, Values, id_of, settle, values_of
from store.register_files.plan.structure import settle_ref
from store.register_files.report import Subject
from store.register_files.sheets.cells import figure_if_any, text_list
from store.register_files.sheets.columns import INDICATOR_TARGETS, INDICATORS
from store.register_files.sheets.csv_table import Row
from store.tables import Action, ImprovementArea, Indicator, IndicatorAction, TrajectoryPoint


def read_indicators(at: Importing) -> None:
    indicators = {
        normalised_ref(one.ref): one
        for one in at.session.exec(select(Indicator).where(Indicator.plan_id == at.plan_id))
    }
    held = {key: Subject("indicator", one.ref) for key, one in indicators.items()}
    links = Links(
        at.session,
        IndicatorAction,
        "indicator_id",
        "action_id",
        [id_of(one) for one in indicators.values()],
        ordered=False,
    )

    def handle(row: Row) -> None:
        key = key_of(row, "indicator_ref", at.tally)
        ref = row.text("indicator_ref")
        area = at.area(row) if row.text("area_ref") else None
        values = values_of(row, INDICATORS)
        indicator = indicators.get(key)
        subject = Subject("indicator", ref)
        if indicator is None:
            indicator = Indicator(
                plan_id=at.plan_id, area_id=area and area.id, ref=ref, sort_key=ref_sort_key(ref), **values
            )
            indicators[key] = indicator
            at.session.add(indicator)
            at.tally.added.append(subject)
        else:
            settle_ref(at, indicator, ref, subject)
            if row.has("area_ref") and indicator.area_id != (area and area.id):
                before = at.session.get(ImprovementArea, indicator.area_id) if indicator.area_id else None
                at.tally.change(subject, "area_ref", before and before.ref, area and area.ref)
                indicator.area_id = area and area.id
            settle(at.tally, indicator, INDICATORS, values, subject)
        if row.has("action_refs"):
            actions = _actions(at, row)
            before_refs = [at.session.get_one(Action, action_id).ref for action_id in links.held(indicator)]
            if links.want(indicator, [id_of(action) for action in actions]) and key in held:
                new_refs = names(action.ref for action in actions)
                at.tally.change(subject, "action_refs", names(before_refs), new_refs)

    at.tally.each(at.rows(INDICATORS), ref_in("indicator_ref"), handle)
    at.missing(INDICATORS, held)
    links.write()
    _read_targets(at, indicators)


def _actions(at: Importing, row: Row) -> list[Action]:
    found: dict[int, Action] = {}
    for ref in text_list(row.text("action_refs")):
        action = at.actions.get(normalised_ref(ref))
        if action is None:
            at.tally.warn(row, f'There is no action "{ref}" for the indicator {row.text("indicator_ref")}: left out.')
        else:
            found[id_of(action)] = action
    return list(found.values())


def _read_targets(at: Importing, indicators: dict[str, Indicator]) -> None:
    by_id = {id_of(indicator): indicator for indicator in indicators.values()}
    held: dict[int, list[TrajectoryPoint]] = defaultdict(list)
    for point in at.session.exec(
        select(TrajectoryPoint)
        .where(col(TrajectoryPoint.indicator_id).in_(by_id))
        .order_by(col(TrajectoryPoint.position))
    ):
        held[point.indicator_id].append(point)

    def owner_of(row: Row) -> Indicator:
        ref = row.text("indicator_ref")
        if (indicator := indicators.get(normalised_ref(ref))) is None:
            raise RefusedRow(ref, f'There is no indicator "{ref}".')
        return indicator

    def figure(values: Values) -> None:
        values["target_value"] = figure_if_any(values["target"])

    at.mirror(
        Listed(
            INDICATOR_TARGETS,
            "target",
            owner_of=owner_of,
            ref_of=lambda indicator_id: by_id[indicator_id].ref,
            make=lambda indicator_id, position: TrajectoryPoint(indicator_id=indicator_id, position=position),
            held=held,
            also=figure,
        ),
    )
