"""What the plan itself says of one of its parts, word for word, with the version that says it."""

from __future__ import annotations

from store.cut import DataCut, PlanRow
from workflows.answers import Quotation, Quotations
from workflows.language import day_words


def action_text(cut: DataCut, ref: str) -> Quotations:
    action = next(row for row in cut.actions if row.ref == ref)
    milestones = [
        Quotation(
            f"Milestone {milestone.seq}, {milestone.due_text or 'no date'}",
            milestone.measure or "No measure is printed.",
        )
        for milestone in cut.milestones
        if milestone.action_ref == ref
    ]
    return Quotations(
        f"Action {ref}, as the plan has it",
        (edition_of(cut.plan),),
        (Quotation(f"Action {ref}", action.title), *milestones),
        cut.taken_at,
    )


def objective_text(cut: DataCut, ref: str) -> Quotations:
    objective = next(row for row in cut.objectives if row.ref == ref)
    actions = [Quotation(f"Action {row.ref}", row.title) for row in cut.actions if row.objective_ref == ref]
    return Quotations(
        f"Objective {ref}, as the plan has it",
        (edition_of(cut.plan),),
        (Quotation(f"Objective {ref}", objective.title), *actions),
        cut.taken_at,
    )


def area_text(cut: DataCut, ref: str) -> Quotations:
    area = next(row for row in cut.areas if row.ref == ref)
    objectives = [Quotation(f"Objective {row.ref}", row.title) for row in cut.objectives if row.area_ref == ref]
    impacts = [Quotation("The difference it is to make", row.text) for row in cut.impacts if row.area_ref == ref]
    return Quotations(
        f"Area {ref}, as the plan has it",
        (edition_of(cut.plan),),
        (Quotation(f"Area {ref}", area.title), *objectives, *impacts),
        cut.taken_at,
    )


def edition_of(plan: PlanRow) -> str:
    """Bradford WSOA 2022, version 1, approved 21 October 2022."""
    approved = f", approved {day_words(plan.approved_on)}" if plan.approved_on else ""
    return f"{plan.title}, version {plan.version}{approved}."
