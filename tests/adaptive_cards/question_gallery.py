"""The cards that answer questions, in every branch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from adaptive_cards import abilities, action_list, action_status, area_status, figures, quotations, said_lines
from tests.adaptive_cards import example_answers as answers
from workflows.answers import Choice, Quotation

NEXT_PAGE = Choice("Show 25 to 30", "what is due on 31 March 2031 page 2")

QUESTION_GALLERY: dict[str, Callable[[], dict[str, Any]]] = {
    "abilities": lambda: abilities.build(answers.ABILITIES),
    "action_status_moved": lambda: action_status.build(
        answers.action_status(movement="Was Amber in report 2: better"), choices=answers.QUESTIONS
    ),
    "due_by_lead": lambda: action_list.build(
        answers.action_list(
            answers.by_lead(4),
            heading="Due on 31 March 2031: 4 milestones in the plan, 2 leads",
            notes=("A date given as a month means its last day; a milestone is late from the day after.",),
        ),
        choices=answers.QUESTIONS,
    ),
    "due_by_lead_long": lambda: action_list.build(
        answers.action_list(answers.by_lead(30)), choices=(NEXT_PAGE, *answers.QUESTIONS)
    ),
    "due_by_lead_last_page": lambda: action_list.build(
        answers.action_list(answers.by_lead(30), page=1), choices=answers.QUESTIONS
    ),
    "figures": lambda: figures.build(answers.figures(), choices=answers.QUESTIONS),
    "figures_none": lambda: figures.build(answers.figures(())),
    "figures_of_a_service": lambda: figures.build(
        answers.figures(
            answers.FIGURES[:1],
            heading="Speech and language therapy: 2 actions, 1 indicator",
            actions=answers.LINES[:2],
            notes=("No action is linked to these indicators in the register.",),
        ),
        choices=answers.QUESTIONS,
    ),
    "figures_many": lambda: figures.build(
        answers.figures(
            tuple(replace(answers.figure(n), title="waiting " * 40, note="read " * 60) for n in range(1, 31)),
            actions=tuple(map(answers.action_line, range(1, 12))),
        ),
        choices=(Choice("Show 13 to 24", "which indicators are there page 2"), *answers.QUESTIONS),
    ),
    "group_briefly": lambda: action_list.build(
        answers.action_list(
            (
                replace(answers.LINES[1], ref="Area 3", title="Speech, language and communication"),
                replace(answers.LINES[3], ref="Area 4", title="Waits for assessment"),
            ),
            heading="Area 3 and Area 4",
        ),
        choices=(Choice("Area 3", "area 3"), Choice("Area 4", "area 4")),
    ),
    "quotations": lambda: quotations.build(answers.quotations(), choices=answers.QUESTIONS),
    "quotations_none": lambda: quotations.build(
        replace(answers.quotations(), said=("No ask of the Board is recorded.",), quotations=())
    ),
    "quotations_long": lambda: quotations.build(
        answers.quotations(*(Quotation(f"Action 3.2.{n}, as the plan has it", "agree " * 900) for n in range(1, 31))),
        choices=answers.QUESTIONS,
    ),
    "said_lines": lambda: said_lines.build(
        "The cut-off",
        (
            "The cut-off for updates is 17:00 on Friday 7 March 2031, in 4 days.",
            "Working: the Board meets on Wednesday 26 March 2031; the cut-off is 13 working days before.",
        ),
        choices=answers.QUESTIONS,
    ),
    "said_lines_long": lambda: said_lines.build("What happened", tuple("said " * 200 for _ in range(40))),
    "status_of_a_plan_all_silent": lambda: area_status.build(
        answers.group_status(worst="Not reported", worst_because="No update in the period", exceptions=())
    ),
}
