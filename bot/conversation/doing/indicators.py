"""A figure said in chat comes back as a card to check; nothing is recorded before it is saved (`domain.md` 5)."""

from __future__ import annotations

import re

from bot.conversation.answered import Answered, CardsToFill
from bot.conversation.days_past import period_ended_in
from bot.conversation.doing.told import NotUnderstood, Told, record_refusal
from bot.conversation.naming import FILLER
from bot.conversation.said import Kind
from store.queries.readings import actions_of, indicators_of, target_for
from store.refs import normalised_ref
from store.tables import Indicator
from store.working_days import london_date
from workflows.answers import Choice
from workflows.indicators import with_unit
from workflows.language import day_words, short
from workflows.readings.figures import figures_in
from workflows.readings.recording import ReadingRefused, check_right
from workflows.readings.views import ReadingToCheck, ReadingTyped

WHICH = "Which indicator is that for? Name it by its ref, or by words of its title."
MOST_ASKED = 6
LONGEST_LABEL = 50
_SOURCE = re.compile(r"\b(?:source(?: is)?:?|according to|taken from|as shown in) (?P<what>.+)$", re.IGNORECASE)
_INDICATOR = re.compile(r"\bindicator (?P<ref>\d{1,3}(?:\.\d{1,3}){1,3}[a-z]?)", re.IGNORECASE)


def figure(told: Told) -> Answered:
    """Raises NotUnderstood."""
    found = _meant(told)
    if not found:
        raise NotUnderstood(WHICH)
    if len(found) > 1:
        return _which(told, found)
    (indicator,) = found
    try:
        check_right(told.session, told.person, told.plan, indicator, told.now)
    except ReadingRefused as refused:
        record_refusal(told.session, told.audit, told.plan, told.person.key, told.said.intent, told.now)
        return told.done(str(refused), suggestions=(Choice("Its figures", f"indicator {indicator.ref} figures"),))
    view = _to_check(told, indicator)
    said = " or ".join(with_unit(one.value, indicator.unit) for one in view.figures) or "a figure"
    period = f" for the period to {day_words(view.typed.period_end)}" if view.typed.period_end else ""
    text = f"Check and record: indicator {indicator.ref}, {said}{period}. Nothing is recorded until you save."
    return told.done(" ".join((text, *view.asks)), CardsToFill((view,)))


def _to_check(told: Told, indicator: Indicator) -> ReadingToCheck:
    words = told.said.reason
    figures = figures_in(words, indicator.unit)
    period = period_ended_in(words, london_date(told.now))
    source = found["what"].strip(" .") if (found := _SOURCE.search(words)) else ""
    alone = figures[0].value if len(figures) == 1 else None
    asks: list[str] = []
    if len(figures) == 3 and indicator.unit == "percent":
        asks.append(
            f"The measure is as worded above. If it asks for both shares, the figure is "
            f"{with_unit(figures[0].value, indicator.unit)}, {figures[0].how}: which figure can be evidenced?"
        )
    elif len(figures) > 1:
        asks.append("You gave several figures: which one can be evidenced?")
    target = target_for(told.session, indicator.id or 0, period) if period else None
    if target and target.target_value is not None:
        asks.append(f"The target for that period is {with_unit(target.target_value, indicator.unit)}.")
    typed = ReadingTyped(alone, period, source)
    return ReadingToCheck(
        indicator.id or 0, indicator.ref, indicator.title, indicator.unit, figures, typed, tuple(asks)
    )


def _meant(told: Told) -> list[Indicator]:
    """By its own ref; by an action that it tells of; by its service; else by the most words of its title."""
    every = indicators_of(told.session, told.plan)
    if named := _INDICATOR.search(told.said.words):
        return [one for one in every if normalised_ref(one.ref) == normalised_ref(named["ref"])]
    refs = {target.ref for target in told.said.targets if target.kind in {Kind.ACTION, Kind.OBJECTIVE}}
    linked = [one for one in every if one.ref in refs or refs & actions_of(told.session, one.id or 0)] if refs else []
    services = {target.ref for target in told.said.targets if target.kind is Kind.SERVICE}
    among = linked or [one for one in every if one.service in services] or every
    if linked and len(linked) == 1:
        return linked
    spoken = {word for word in _words(told.said.words) if word not in FILLER}
    scored = [(len(spoken & _words(f"{one.title} {one.service}")), one) for one in among]
    best = max((score for score, _ in scored), default=0)
    if not best:
        return linked
    return [one for score, one in scored if score == best]


def _words(text: str) -> set[str]:
    """Small, without plurals; no figures."""
    return {word.rstrip("s") for word in re.findall(r"[\w-]*[a-z][\w-]*", text.casefold()) if len(word) > 1}


def _which(told: Told, found: list[Indicator]) -> Answered:
    words = told.said.reason
    choices = tuple(
        Choice(
            f"{one.ref} {short(one.title, LONGEST_LABEL)}",
            f"record indicator {one.ref}: {short(words, 400)}",
            one.title,
        )
        for one in found[:MOST_ASKED]
    )
    lines = [f"- {one.ref}: {one.title}" for one in found[:MOST_ASKED]]
    return told.done("\n".join(["Which indicator is that for?", *lines]), suggestions=choices)
