"""The options that stand before the Board, or stood before others took their place, as rows of a file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from sqlmodel import Session, col, select

from store.register_files.sheets.cells import written
from store.register_files.sheets.columns import Sheet
from store.register_files.sheets.export_cells import Cells, cells_of
from store.register_files.sheets.options_columns import FURTHER, OPTIONS
from store.tables import AppraisedOption, OptionsAppraisal


def option_rows(
    session: Session, ref_of: Mapping[int | None, str], people: Mapping[int | None, str]
) -> dict[Sheet, list[Cells]]:
    """In the order in which they were given. What was withdrawn stays behind: its text is not for passing on."""
    appraisals = session.exec(
        select(OptionsAppraisal)
        .where(col(OptionsAppraisal.action_id).in_(list(ref_of)), col(OptionsAppraisal.withdrawn_at).is_(None))
        .order_by(col(OptionsAppraisal.at), col(OptionsAppraisal.id))
    ).all()
    given: dict[int, dict[int, AppraisedOption]] = defaultdict(dict)
    for one in session.exec(
        select(AppraisedOption).where(col(AppraisedOption.appraisal_id).in_([row.id for row in appraisals]))
    ):
        given[one.appraisal_id][one.position] = one
    return {
        OPTIONS: [
            cells_of(
                OPTIONS,
                row,
                action_ref=ref_of[row.action_id],
                person=people[row.person_id],
                on_behalf_of=people.get(row.on_behalf_of_id, ""),
                recommended=str(row.recommended + 1),
                **_texts(given[row.id or 0]),
            )
            for row in appraisals
        ]
    }


def _texts(options: Mapping[int, AppraisedOption]) -> dict[str, str]:
    texts = {"effect_1": written(options[0].effect)}
    for number in FURTHER:
        option = options.get(number - 1)
        texts[f"option_{number}"] = written(option.text) if option else ""
        texts[f"effect_{number}"] = written(option.effect) if option else ""
    return texts
