"""When updates have to be in, with the working."""

from __future__ import annotations

from bot.conversation.answered import Answered, Lines
from bot.conversation.answers.asked import Asked
from bot.conversation.wording import lines_words
from store.working_days import BeyondHolidayData
from workflows.deadline import deadline_words, deadlines, next_deadline
from workflows.language import moment_words

NO_MEETING = "The register holds no board meeting ahead, so there is no cut-off: the compliance team adds the meetings."
BEYOND = (
    "The register's bank holidays do not reach that far, so the cut-off cannot be counted: ask the compliance team."
)


def cut_off(asked: Asked) -> Answered:
    try:
        found = next_deadline(deadlines(asked.assessed.cut), asked.now, asked.said.window)
    except BeyondHolidayData:
        return asked.answered(BEYOND)
    if found is None:
        return asked.answered(NO_MEETING)
    as_at = f"As at {moment_words(asked.now)}."
    view = Lines("The cut-off", (*deadline_words(found, asked.now), as_at))
    return asked.answered(lines_words(view), view)
