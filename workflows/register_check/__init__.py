"""Findings: what in a register contradicts itself, or is missing (`domain.md` section 9). Pure: a cut in."""

from __future__ import annotations

from dataclasses import replace

from store.cut import DataCut
from store.refs import ref_sort_key
from store.types import CLOSED_LIFECYCLES
from workflows.register_check import dates, governance, indicators, measures, people, posts, rating_key, refs, wording
from workflows.register_check.finding import Check, Finding, Severity

__all__ = ["Finding", "Severity", "findings_of"]

CHECKS: tuple[Check, ...] = (
    refs.ref_collision,
    refs.ref_format,
    rating_key.key_not_confirmed,
    rating_key.key_not_exclusive,
    people.lead_missing,
    people.lead_org_missing,
    people.lead_vacant,
    people.sro_missing,
    people.sro_is_lead,
    posts.post_name_similar,
    dates.milestones_unordered,
    dates.communicate_before_exists,
    dates.date_implausible,
    dates.milestone_undated,
    dates.due_before_plan,
    dates.milestone_after_plan_end,
    indicators.indicator_date_before_milestone,
    indicators.indicator_without_action,
    indicators.indicator_without_target,
    indicators.baseline_missing,
    indicators.baseline_undated,
    indicators.target_not_stretching,
    indicators.target_vs_trajectory,
    indicators.trajectory_falls,
    measures.denominator_mismatch,
    measures.conditional_percentage,
    measures.two_targets,
    measures.indicator_ref_misleads,
    governance.governance_cadence_conflict,
    wording.dangling_footnote,
    wording.compound_action,
    wording.duplicate_output,
    wording.name_drift,
)


def findings_of(cut: DataCut) -> tuple[Finding, ...]:
    """The gravest first, then by code and by ref. What a decision has set aside is not checked."""
    live = _without_what_is_closed(cut)
    found = [finding for check in CHECKS for finding in check(live)]
    return tuple(sorted(found, key=_order))


def _order(finding: Finding) -> tuple[int, str, list[str], str]:
    gravity = list(Severity).index(finding.severity)
    return gravity, finding.code, [ref_sort_key(place) for place in finding.places], finding.sentence


def _without_what_is_closed(cut: DataCut) -> DataCut:
    """An action withdrawn, merged or superseded needs no lead and no date (`domain.md` 1.4)."""
    actions = tuple(action for action in cut.actions if action.lifecycle not in CLOSED_LIFECYCLES)
    refs_held = {action.ref for action in actions}
    milestones = tuple(
        milestone
        for milestone in cut.milestones
        if milestone.action_ref in refs_held and milestone.lifecycle not in CLOSED_LIFECYCLES
    )
    return replace(cut, actions=actions, milestones=milestones)
