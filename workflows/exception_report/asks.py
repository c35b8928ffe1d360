"""Section 2: what people raised, what the Board is to choose, then what the rules demand, one ask for each person asked
(`domain.md` 3.2, 6.4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from store.cut import AreaRow
from store.types import AskKind
from workflows.exception_report import limits
from workflows.exception_report.assess import Assessment
from workflows.exception_report.body_rows import Recovery, ReportAsk
from workflows.exception_report.entries import (
    options_minute,
    options_of,
    options_required,
    recovery_of,
    recovery_required,
)
from workflows.language import count_words, list_words

ASK_WORDS = {
    AskKind.DECIDE: "Decide",
    AskKind.APPROVE_DATE: "Approve date",
    AskKind.UNBLOCK: "Unblock",
    AskKind.NOTE: "Note",
}
NAMED_IN_TEXT = 6
"""More refs than this are counted: the table lists them beside the text."""


def report_asks(assessed: Assessment) -> tuple[ReportAsk, ...]:
    raised = [
        ReportAsk(0, ASK_WORDS[ask.kind], ask.text, ask.addressed_to, ask.by_when, ask.action_refs)
        for ask in assessed.cut.asks
    ]
    demanded = [ask for area in assessed.cut.areas for ask in _recovery_plans(assessed, area)]
    every = [*raised, *_choices(assessed), *demanded, *_silent_actions(assessed)]
    return tuple(replace(ask, number=number) for number, ask in enumerate(every, start=1))


def _choices(assessed: Assessment) -> Iterator[ReportAsk]:
    """Of the Board, where it has been given options for an action that is off track, until it has received them."""
    for ref, (case, _) in assessed.fired.items():
        options = options_of(case)
        if options is not None and not options_minute(assessed.cut, options):
            text = f"Choose between the options for {ref}; option {options.recommended + 1} is recommended."
            yield ReportAsk(0, "Decide", text, "The Board", assessed.period.next_meeting, (ref,))


def _recovery_plans(assessed: Assessment, area: AreaRow) -> Iterator[ReportAsk]:
    """Of the area's SRO: a plan never given, a new one where the dates of the last have passed, and options."""
    missing: list[str] = []
    options: list[str] = []
    lapsed: list[str] = []
    for ref, (case, found) in assessed.fired.items():
        standing = case.standing
        if standing.area.ref != area.ref or not recovery_required(standing, found):
            continue
        if options_required(case) and options_of(case) is None:
            options.append(ref)
        plan = recovery_of(standing.told)
        if plan is None:
            missing.append(ref)
        elif _lapsed(plan, case.today):
            lapsed.append(ref)
    sentences: list[str] = []
    if missing:
        sentences.append(f"Bring a recovery plan for {list_words(missing)}: none has been received.")
    if lapsed:
        sentences.append(f"Bring a new recovery plan for {list_words(lapsed)}: the dates of the last one have passed.")
    if options:
        sentences.append(f"Bring options for {list_words(options)}: at least two, one of them doing nothing.")
    if sentences:
        sros = "; ".join(post.name for post in area.sros)
        asked = f"{sros} (SRO, area {area.ref})" if sros else f"SRO of area {area.ref}, not named"
        meeting = assessed.period.next_meeting
        refs = tuple(dict.fromkeys((*missing, *lapsed, *options)))
        yield ReportAsk(0, "Unblock", " ".join(sentences), asked, meeting, refs)


def _lapsed(plan: Recovery, today: date) -> bool:
    """Nothing of it lies ahead any more."""
    dates = [day for day in (plan.by_when, plan.back_on_track) if day]
    return bool(dates) and max(dates) < today


def _silent_actions(assessed: Assessment) -> Iterator[ReportAsk]:
    cycles = limits.NOT_REPORTED_ASK_CYCLES
    refs = tuple(
        ref for ref, case in assessed.cases.items() if case.cycles_missed >= cycles and not case.standing.nothing_open
    )
    if refs:
        named = list_words(refs) if len(refs) <= NAMED_IN_TEXT else count_words(len(refs), "action")
        text = f"Decide how {named} will be reported: no update received in {cycles} or more reports running."
        yield ReportAsk(0, "Decide", text, "The Chair", assessed.period.next_meeting, refs)
