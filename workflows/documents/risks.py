"""Section 11: the risks and issues that touch an entry of section 5 with their scores, then what waits for what."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from workflows.documents.blocks import Block, Bullets, Column, Lines, Paragraph, Strong, Table
from workflows.exception_report.annex_rows import Dependency
from workflows.exception_report.value import ExceptionReport
from workflows.language import count_words, day_words
from workflows.risks.lines import OpenRisk
from workflows.risks.scoring import HIGH_FROM, MEDIUM_FROM, MOST

NONE_TOUCH = "No risks, issues or dependencies touch an entry of section 5."
HOW_SCORED = (
    f"The score is likelihood times impact, each from 1 to {MOST}: High from {HIGH_FROM}, Medium from {MEDIUM_FROM}, "
    f"Low below that. An issue has happened, so its likelihood is {MOST}."
)


def risk_blocks(report: ExceptionReport) -> tuple[Block, ...]:
    if not report.risks:
        return (Paragraph(NONE_TOUCH), *_others(report))
    risks = [row for row in report.risks if isinstance(row, OpenRisk)]
    lines = tuple(row.text for row in report.risks if isinstance(row, Dependency))
    return (
        *((risk_table(risks), Paragraph(HOW_SCORED)) if risks else ()),
        *((Bullets(lines),) if lines else ()),
        *_others(report),
    )


def risk_table(risks: Sequence[OpenRisk], ref_words: Callable[[str], str] = str) -> Table:
    """`ref_words` is how a paper names an action."""
    return Table(
        caption="Risks and issues",
        about="One row for each risk or issue, the highest score first: its actions, score, owner and next step.",
        columns=(
            Column("Risk or issue", 48),
            Column("Actions", 16),
            Column("Score", 32),
            Column("Owner", 31),
            Column("Next step and by when", 43),
        ),
        rows=[
            (
                Lines((f"{risk.ref}, {risk.kind.lower()}: {risk.text}",)),
                Lines(tuple(map(ref_words, risk.action_refs))),
                Lines((risk.score_words, risk.note)) if risk.note else Strong(risk.score_words),
                risk.owner or "No owner",
                Lines((risk.next_step or "No next step given", _by_when(risk))),
            )
            for risk in risks
        ],
    )


def _by_when(risk: OpenRisk) -> str:
    return f"By {day_words(risk.next_step_by)}" if risk.next_step_by else "No date given"


def _others(report: ExceptionReport) -> tuple[Block, ...]:
    shown = {row.ref for row in report.risks if isinstance(row, OpenRisk)}
    more = sum(risk.ref not in shown for risk in report.open_risks)
    if not more:
        return ()
    touch = count_words(more, "other open risk or issue touches", "other open risks and issues touch")
    return (Paragraph(f"{touch} no entry of section 5; the workbook’s sheet “Risks” holds all of them."),)
