"""An edition compiled: a pure function of its stored data cut and of what people added and decided since."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, replace

from store.cut import ConfirmationRow, DataCut, UpdateRow
from store.working_days import london_date
from workflows.editions.small_counts import counts_printed
from workflows.editions.texts import item_name, known_texts, rewritten_cut, rewritten_workflow
from workflows.editions.workflow import AreaWord, Workflow
from workflows.exception_report.compile import compile_report, within_four_sides
from workflows.exception_report.value import ExceptionReport, ReportComment
from workflows.language import day_words, list_words, moment_words
from workflows.risks.lines import touching


def compile_edition(cut: DataCut, workflow: Workflow, *, number: int, final: bool, audit_head: str) -> ExceptionReport:
    """What is printed: small counts suppressed, next steps that were sent back left out, both said in section 13."""
    cut, workflow, notes = _printable(cut, workflow)
    cut = replace(cut, asks=(*cut.asks, *workflow.asks))
    unsigned = compile_report(cut, edition=number)
    holding = [word for word in workflow.confirmations if _holds(unsigned, word)]
    confirmed = tuple(ConfirmationRow(word.area_ref, word.by, word.at) for word in holding)
    report = compile_report(
        replace(cut, confirmations=(*cut.confirmations, *confirmed)),
        edition=number,
        final=final,
        audit_head=audit_head,
    )
    told = replace(
        report,
        data_notes=(*report.data_notes, *notes, *_confirmation_notes(workflow, holding)),
        commentary=tuple(
            ReportComment(row.section, row.ref, row.text, london_date(row.at)) for row in workflow.comments
        ),
        cleared_by=workflow.cleared_by,
        replaces=workflow.replaces,
        replaced_because=workflow.replaced_because,
        differences=workflow.differences,
    )
    return within_four_sides(told)


def area_hash(report: ExceptionReport, area_ref: str) -> str:
    """Of all that an edition says of one area, and so of what its SRO confirms. How asks are numbered, and for
    which entries there is room, depends on the other areas."""
    parts = (
        [replace(row, ask_numbers=(), full_entry=False) for row in report.exceptions if row.area_ref == area_ref],
        [row for row in report.not_reported if row.area_ref == area_ref],
        [row for row in report.indicators if row.area_ref == area_ref],
        [row for row in report.register if row.area_ref == area_ref],
        touching(report.open_risks, [row.ref for row in report.register if row.area_ref == area_ref]),
    )
    text = json.dumps([asdict(row) for rows in parts for row in rows], default=str, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _holds(report: ExceptionReport, word: AreaWord) -> bool:
    return word.confirmed and word.content_hash == area_hash(report, word.area_ref)


def _printable(cut: DataCut, workflow: Workflow) -> tuple[DataCut, Workflow, tuple[str, ...]]:
    known, suppressed = known_texts(cut), dict[str, None]()

    def printed(place: str, text: str) -> str:
        counts = counts_printed(place, text, workflow.small_counts, known)
        if counts.suppressed:
            suppressed[place] = None
        return counts.text

    notes = tuple(_steps_left_out(cut, workflow))
    sent_back = {item.ref for item in workflow.sent_back}
    cut = replace(
        cut,
        updates=tuple(_without_passed_step(cut, row) if row.action_ref in sent_back else row for row in cut.updates),
    )
    cut, workflow = rewritten_cut(cut, printed), rewritten_workflow(workflow, printed)
    if suppressed:
        places = list_words(list(suppressed))
        notes += (f"A count of fewer than 5 children is suppressed, so that no child can be known by it: {places}.",)
    return cut, workflow, notes


def step_has_passed(cut: DataCut, row: UpdateRow) -> bool:
    """A next step dated before the cut-off (`domain.md` 6.3)."""
    return row.recovery_by is not None and row.recovery_by < london_date(cut.taken_at)


def _without_passed_step(cut: DataCut, row: UpdateRow) -> UpdateRow:
    if not step_has_passed(cut, row):
        return row
    return replace(row, recovery="", recovery_owner="", recovery_by=None)


def _steps_left_out(cut: DataCut, workflow: Workflow) -> Iterator[str]:
    returned = {item.ref: item.at for item in workflow.sent_back}
    for row in cut.updates:
        if row.action_ref in returned and step_has_passed(cut, row):
            yield (
                f"{item_name(row.action_ref, row.seq)}: a next step dated {day_words(row.recovery_by)}, before the "
                f"cut-off, is left out; it went back to the lead on {day_words(london_date(returned[row.action_ref]))}."
            )


def _confirmation_notes(workflow: Workflow, holding: list[AreaWord]) -> Iterator[str]:
    for word in workflow.confirmations:
        if not word.confirmed:
            yield f"Area {word.area_ref} is not confirmed by {word.by}: {word.reason}"
        elif word not in holding:
            yield f"Area {word.area_ref} was confirmed by {word.by}, {moment_words(word.at)}, and has changed since."
