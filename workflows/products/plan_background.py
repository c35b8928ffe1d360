"""What a reader who has never seen the plan needs to know of it: its size, and how it is followed."""

from __future__ import annotations

from workflows.documents.blocks import Block, Bullets
from workflows.exception_report.value import ExceptionReport
from workflows.language import count_words, day_words
from workflows.products.basis import Basis


def plan_pieces(basis: Basis) -> tuple[str | Block, ...]:
    cut, report = basis.cut, basis.report
    approved = f" It was approved on {day_words(cut.plan.approved_on)}." if cut.plan.approved_on else ""
    ends = f" It runs to {day_words(cut.plan.period_end)}." if cut.plan.period_end else ""
    return (
        f"{cut.plan.title} has {count_words(len(cut.areas), 'improvement area')}, "
        f"{count_words(len(cut.actions), 'action')} and {count_words(len(cut.milestones), 'dated step')}, called "
        f"milestones.{approved}{ends}",
        f"Each action has a lead, who rates it; each area has a Senior Responsible Officer, who answers for it. "
        f"Progress is reported to {report.board}. A milestone given as a month is due on that month’s last day.",
        *_key(report),
    )


def _key(report: ExceptionReport) -> tuple[str | Block, ...]:
    if not report.rating_key:
        return ("The plan has no rating key.",)
    return (
        "What each rating means, in the plan’s own words:",
        Bullets(tuple(f"{line.label}: {line.meaning}" for line in report.rating_key)),
    )
