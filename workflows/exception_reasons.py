"""Why actions stand in the exception report, with the codes put in words (`domain.md` 6.1)."""

from __future__ import annotations

from collections.abc import Sequence

from workflows.action_lines import action_line
from workflows.action_lists import a_list
from workflows.answers import ActionList
from workflows.documents.front import REASON_WORDS
from workflows.exception_report import limits
from workflows.exception_report.assess import Assessment
from workflows.exception_report.triggers import severity_of
from workflows.language import count_words, list_words
from workflows.standing import Standing
from workflows.timing import LATE_MINOR_DAYS

THRESHOLDS = {
    "E2": f"Up to {LATE_MINOR_DAYS} days late is minor, beyond that it is graver.",
    "E3": (
        f"More than {limits.FORECAST_TOLERANCE_DAYS} days after its date, or beyond the next two boards; "
        "any day at all where the date is statutory."
    ),
    "E4": (
        "The first report running it is listed, the second it goes to the SRO, and from report "
        f"{limits.NOT_REPORTED_ASK_CYCLES} running it is an ask of the Chair."
    ),
    "E9": f"{limits.REBASELINE_MOVES} approved moves, or more than {limits.REBASELINE_SLIP_DAYS} days in all.",
    "E15": f"{limits.STUCK_REPORTS} reports running, with no milestone completed.",
}
"""Where the words alone leave open how much is too much."""


def code_words(code: str) -> str:
    """E4, no update: ... Blank for a code that there is not."""
    if code not in REASON_WORDS:
        return ""
    name, meaning = REASON_WORDS[code]
    return " ".join(part for part in (f"{code}, {name.lower()}: {meaning}", THRESHOLDS.get(code, "")) if part)


def all_codes() -> tuple[str, ...]:
    return tuple(code_words(code) for code in REASON_WORDS)


def exception_list(assessed: Assessment, members: Sequence[Standing], scope: str) -> ActionList:
    """Those by exception, the gravest first, each with its codes and reasons."""
    fired = [
        (standing, assessed.fired[ref][1]) for standing in members if (ref := standing.action.ref) in assessed.fired
    ]
    fired.sort(key=lambda pair: severity_of(pair[1]))
    lines = [
        action_line(standing, "; ".join(f"{trigger.code} {trigger.reason}" for trigger in found))
        for standing, found in fired
    ]
    codes = sorted({trigger.code for _, found in fired for trigger in found}, key=lambda code: int(code[1:]))
    named = list_words([f"{code} is {REASON_WORDS[code][0].lower()}" for code in codes])
    heading = f"By exception: {len(lines)} of {count_words(len(members), 'action')} {scope}"
    return a_list(assessed, heading, lines, f"No action {scope} is reported by exception.", f"{named}.")


def reasons_of(assessed: Assessment, ref: str) -> tuple[str, ...]:
    """Of one action: each code in words, then what fired it."""
    if ref not in assessed.fired:
        return ()
    return tuple(f"{code_words(trigger.code)} Here: {trigger.reason}." for trigger in assessed.fired[ref][1])
