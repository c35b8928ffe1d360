"""Every card in every branch, by name: what the schema, the lints and the golden files are run over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from adaptive_cards import (
    action_list,
    action_status,
    area_status,
    choices,
    notice,
    recorded,
    update_request,
    welcome,
)
from tests.adaptive_cards import example_answers as answers
from tests.adaptive_cards import examples as eg
from tests.adaptive_cards.channel_gallery import CHANNEL_GALLERY
from tests.adaptive_cards.decision_gallery import DECISION_GALLERY
from tests.adaptive_cards.edition_gallery import EDITION_GALLERY
from tests.adaptive_cards.options_gallery import OPTIONS_GALLERY
from tests.adaptive_cards.question_gallery import QUESTION_GALLERY
from tests.adaptive_cards.report_gallery import REPORT_GALLERY
from tests.adaptive_cards.risk_gallery import RISK_GALLERY
from tests.adaptive_cards.updating_gallery import UPDATING_GALLERY
from workflows.answers import Choice

OVERTAKEN = (
    "Ben Okafor answered this at 09:58 while you were typing. His answer is shown below, and yours is kept here."
)

GALLERY: dict[str, Callable[[], dict[str, Any]]] = {
    "update_request_list": lambda: update_request.build(eg.request()),
    "update_request_all_answered": lambda: update_request.build(
        eg.request(eg.answered_item(1), eg.answered_item(2, eg.BLUE_ANSWER)),
        notice="Thank you: your update of 2.1.2 is recorded.",
    ),
    "update_request_second_page": lambda: update_request.build(
        eg.request(*[eg.long_item(number) for number in range(1, 25)]), page=1
    ),
    "update_request_empty": lambda: update_request.build(eg.request(items=())),
    "update_form_first_time": lambda: update_request.build(eg.request(eg.item(1))),
    "update_form_with_last_update": lambda: update_request.build(
        eg.request(eg.late_item(1, latest=eg.given(eg.RED_ANSWER)), eg.item(2)), open_item="m:1"
    ),
    "update_form_of_an_action": lambda: update_request.build(eg.request(eg.whole_action())),
    "update_form_to_put_right": lambda: update_request.build(
        eg.request(eg.late_item(1)), open_item="m:1", typed=eg.HALF_TYPED, problems=eg.PROBLEMS
    ),
    "update_form_correction": lambda: update_request.build(
        eg.request(eg.answered_item(1, eg.BLUE_ANSWER)), open_item="m:1"
    ),
    "update_form_overtaken": lambda: update_request.build(
        eg.request(eg.answered_item(1)), open_item="m:1", typed=eg.RED_ANSWER, notice=OVERTAKEN
    ),
    "recorded_green": lambda: recorded.build(eg.answered_item(1), message_id=12),
    "recorded_red": lambda: recorded.build(
        eg.answered_item(1, eg.RED_ANSWER, latest=eg.given(eg.RED_ANSWER, by="Ben Okafor", on_behalf_of="Asha Iqbal")),
        message_id=12,
        notice="A copy of this went to the SRO.",
        others_open=2,
    ),
    "recorded_complete": lambda: recorded.build(eg.answered_item(1, eg.BLUE_ANSWER), message_id=12),
    "recorded_nothing": lambda: recorded.build(eg.item(1), message_id=12),
    "action_list": lambda: action_list.build(answers.action_list(), choices=answers.QUESTIONS),
    "action_list_long": lambda: action_list.build(
        answers.action_list(tuple(answers.action_line(number) for number in range(1, 31)), more=4), message=12
    ),
    "action_list_empty": lambda: action_list.build(answers.action_list((), empty="No action is rated Red.")),
    "area_status": lambda: area_status.build(answers.group_status(), choices=answers.QUESTIONS),
    "area_status_nothing": lambda: area_status.build(
        answers.group_status(
            sros=(),
            worst="None",
            worst_because="No open actions",
            counts=tuple(replace(count, count=0, last=None) for count in answers.COUNTS),
            total=0,
            movement="There is no earlier report to compare with.",
            exceptions=(),
            due_next=(),
            silent=(),
            by_exception=0,
            more_exceptions=0,
            more_silent=0,
        )
    ),
    "action_status": lambda: action_status.build(answers.action_status(), choices=answers.QUESTIONS),
    "action_status_bare": lambda: action_status.build(
        answers.action_status(
            lead_posts=(),
            rating="",
            rating_colour="",
            rating_note="",
            conflict="",
            milestones=(),
            last_words="",
            last_at=None,
            exceptions=(),
        )
    ),
    "choices": lambda: choices.build(
        "2.4 is an objective and an action. Which do you mean?",
        (
            Choice("Objective 2.4", "objective 2.4", "Shorter waits for a first appointment"),
            Choice("Action 2.4", "action 2.4", answers.LINES[1].title),
        ),
    ),
    "choices_many": lambda: choices.build(
        "Here is what I can do.", tuple(Choice(f"Question {n}", f"question {n}") for n in range(1, 10))
    ),
    "choices_none": lambda: choices.build("I hold nothing under that number.", ()),
    "notice": lambda: notice.build(
        "Not saved", "2.1.2 was merged into 2.1.3, so it takes no more updates.", eg.RED_ANSWER
    ),
    "notice_short": lambda: notice.build("Not for this chat", "Only the leads of 2.1.2 and its SRO may update it."),
    "welcome": lambda: welcome.build(
        "Asha Iqbal", answers.action_list(), ("Area 3: Speech, language and communication",), answers.QUESTIONS
    ),
    "welcome_nothing": lambda: welcome.build("Sam Reed", answers.action_list(()), (), ()),
    **QUESTION_GALLERY,
    **EDITION_GALLERY,
    **REPORT_GALLERY,
    **RISK_GALLERY,
    **CHANNEL_GALLERY,
    **DECISION_GALLERY,
    **OPTIONS_GALLERY,
    **UPDATING_GALLERY,
}
