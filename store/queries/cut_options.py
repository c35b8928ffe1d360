"""The part of a data cut that holds the options before the Board."""

from __future__ import annotations

from collections import defaultdict

from sqlmodel import col, select

from store.cut import OptionRow, OptionsRow
from store.queries.cut_frame import Frame
from store.tables import AppraisedOption, OptionsAppraisal


def options(frame: Frame) -> tuple[OptionsRow, ...]:
    """Of each action those that stood at the cut: the latest given by then and not withdrawn, in the plan's order."""
    rows = frame.session.exec(
        select(OptionsAppraisal)
        .where(
            col(OptionsAppraisal.action_id).in_(frame.action_ids),
            OptionsAppraisal.at <= frame.at,
            (col(OptionsAppraisal.withdrawn_at).is_(None)) | (col(OptionsAppraisal.withdrawn_at) > frame.at),
        )
        .order_by(col(OptionsAppraisal.at), col(OptionsAppraisal.id))
    )
    latest = {row.action_id: row for row in rows}
    if not latest:
        return ()
    given: dict[int, list[OptionRow]] = defaultdict(list)
    for option in frame.session.exec(
        select(AppraisedOption)
        .where(col(AppraisedOption.appraisal_id).in_([row.id for row in latest.values()]))
        .order_by(col(AppraisedOption.appraisal_id), col(AppraisedOption.position))
    ):
        given[option.appraisal_id].append(OptionRow(option.position, option.text, option.effect))
    return tuple(
        OptionsRow(
            action_ref=frame.action_ref[row.action_id],
            person=frame.people[row.person_id],
            on_behalf_of=frame.people.get(row.on_behalf_of_id, ""),
            at=row.at,
            options=tuple(given[row.id or 0]),
            recommended=row.recommended,
            recommendation=row.recommendation,
            lesson=row.lesson,
        )
        for row in sorted(latest.values(), key=lambda row: frame.order[row.action_id])
    )
