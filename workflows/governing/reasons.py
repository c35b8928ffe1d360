"""Words that a decision cannot do without."""

from __future__ import annotations

from store.queries.governing import Governed
from workflows.governing.refusals import DecisionMissing, ReasonIdentifiesAChild, ReasonMissing, ReasonTooLong
from workflows.personal_data import Passage, find_passages, without_passages
from workflows.updates.rules import MAX_TEXT


def the_reason(text: str) -> str:
    """Stripped. Raises ReasonMissing, ReasonTooLong."""
    reason = text.strip()
    if not reason:
        raise ReasonMissing
    if len(reason) > MAX_TEXT:
        raise ReasonTooLong(len(reason))
    return reason


def reason_about(about: Governed, text: str) -> str:
    """Stripped. Raises ReasonMissing, ReasonTooLong, ReasonIdentifiesAChild."""
    return words_about(about, the_reason(text))


def words_about(about: Governed, text: str) -> str:
    """What somebody typed, with nothing by which a child may be known (`domain.md` 8.1). Raises
    ReasonIdentifiesAChild."""
    if found := passages_about(about, text):
        raise ReasonIdentifiesAChild(found)
    return text


def without_a_child(about: Governed, text: str) -> str:
    """What may be given back of what was typed."""
    return without_passages(text, found) if (found := passages_about(about, text)) else text


def the_decision(reference: str) -> str:
    """Stripped. Raises DecisionMissing, ReasonTooLong."""
    if not reference.strip():
        raise DecisionMissing
    return the_reason(reference)


def passages_about(about: Governed, text: str) -> tuple[Passage, ...]:
    """The plan's own words, and the names of those who have a say, are no finds."""
    people = (*about.leads, *about.deputies, *about.sros, *about.compliance)
    own = [about.plan.title, about.area.title, about.action.title, *(person.name for person in people)]
    if about.milestone is not None:
        own.append(about.milestone.measure)
    return find_passages(text, {words.casefold() for words in own if words})
