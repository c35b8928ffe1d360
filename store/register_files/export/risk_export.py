"""The risk log of a plan as rows of files, closed risks too."""

from __future__ import annotations

from collections.abc import Mapping

from sqlmodel import Session

from store.queries.risks import risks_of
from store.register_files.sheets.columns import Sheet
from store.register_files.sheets.export_cells import Cells, cells_of
from store.register_files.sheets.history_columns import RISK_ASSESSMENTS, RISKS
from store.tables import Plan


def risk_rows(session: Session, plan: Plan, people: Mapping[int | None, str]) -> dict[Sheet, list[Cells]]:
    """By ref; each one's assessments in the order in which they were made. `people` are keys by id."""
    log = risks_of(session, plan)
    return {
        RISKS: [
            cells_of(
                RISKS,
                held.risk,
                ref=held.risk.ref,
                action_refs=";".join(action.ref for action in held.actions),
                owner_post=held.owner.title if held.owner else "",
                owner_organisation=held.owner.organisation if held.owner else "",
                raised_by=people.get(held.risk.raised_by_id, ""),
                closed_by=people.get(held.risk.closed_by_id, ""),
            )
            for held in log
        ],
        RISK_ASSESSMENTS: [
            cells_of(
                RISK_ASSESSMENTS,
                one,
                ref=held.risk.ref,
                person=people.get(one.person_id, ""),
                likelihood=str(one.likelihood),
            )
            for held in log
            for one in reversed(held.assessments)
        ],
    }
