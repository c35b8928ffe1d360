"""What options for the Board must hold (`domain.md` 3.2 and 6.2, section 5): pure, from what was typed to what is kept.

Options are numbered from 1 wherever people see them, and option 1 is doing nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, fields, replace
from enum import StrEnum

from store.cut import OptionRow
from workflows.language import list_words
from workflows.personal_data.scan import Passage, not_kept_words, without_passages

DO_NOTHING = "Do nothing"
MOST_OPTIONS = 4
"""Doing nothing among them: what a Board can weigh in one item of its agenda."""

LONGEST_TEXT = 1_500
"""Characters of each text. All of them together are two sides of A4, and well inside what a card can carry."""


class OptionsField(StrEnum):
    """The fields of the form; cards and web forms share these names."""

    EFFECT_1 = "effect_1"
    OPTION_2 = "option_2"
    EFFECT_2 = "effect_2"
    OPTION_3 = "option_3"
    EFFECT_3 = "effect_3"
    OPTION_4 = "option_4"
    EFFECT_4 = "effect_4"
    RECOMMENDED = "recommended"
    REASON = "reason"
    LESSON = "lesson"


FURTHER = (
    (2, OptionsField.OPTION_2, OptionsField.EFFECT_2),
    (3, OptionsField.OPTION_3, OptionsField.EFFECT_3),
    (4, OptionsField.OPTION_4, OptionsField.EFFECT_4),
)
"""The options besides doing nothing: number, what would be done, and its effect."""

NAMES = {
    OptionsField.EFFECT_1: "Effect of doing nothing",
    **{text: f"Option {number}" for number, text, _ in FURTHER},
    **{effect: f"Effect of option {number}" for number, _, effect in FURTHER},
    OptionsField.RECOMMENDED: "Recommended",
    OptionsField.REASON: "Reason",
    OptionsField.LESSON: "Lesson",
}
"""What a field is called where something is wrong with it."""


@dataclass(frozen=True, slots=True)
class OptionsTyped:
    """As typed and stripped. `recommended` is the number of an option, "1" for doing nothing."""

    effect_1: str = ""
    option_2: str = ""
    effect_2: str = ""
    option_3: str = ""
    effect_3: str = ""
    option_4: str = ""
    effect_4: str = ""
    recommended: str = ""
    reason: str = ""
    lesson: str = ""

    def said(self, field: OptionsField) -> str:
        return getattr(self, field.value)

    @property
    def empty(self) -> bool:
        return not any(getattr(self, field.name) for field in fields(self))


@dataclass(frozen=True, slots=True)
class OptionsKept:
    """Without the gaps that a form may have; `recommended` is a position, 0 for doing nothing."""

    options: tuple[OptionRow, ...]
    recommended: int
    recommendation: str
    lesson: str


@dataclass(frozen=True, slots=True)
class OptionsProblem:
    """What is wrong with one field, in one sentence that says what to do. `personal`: it may identify a child."""

    field: OptionsField
    sentence: str
    personal: bool = False


Search = Callable[[str], Collection[Passage]]
"""What may identify a child in a text about the action."""


def option_problems(typed: OptionsTyped, passages: Search) -> tuple[OptionsProblem, ...]:
    """Everything that is wrong, in the order of the form."""
    missing = {problem.field: problem for problem in _missing(typed)}
    wrong = {problem.field: problem for problem in _wrong_texts(typed, passages)}
    found = wrong | missing
    return tuple(found[field] for field in OptionsField if field in found)


def options_kept(typed: OptionsTyped) -> OptionsKept:
    """Of what has no problem."""
    given = [(1, DO_NOTHING, typed.effect_1)]
    given += [(number, typed.said(text), typed.said(effect)) for number, text, effect in FURTHER if typed.said(text)]
    return OptionsKept(
        options=tuple(OptionRow(position, text, effect) for position, (_, text, effect) in enumerate(given)),
        recommended=[str(number) for number, _, _ in given].index(typed.recommended),
        recommendation=typed.reason,
        lesson=typed.lesson,
    )


def as_typed(kept: OptionsKept) -> OptionsTyped:
    """What a form begins with, to give other options."""
    said = {f"effect_{row.position + 1}": row.effect for row in kept.options}
    said |= {f"option_{row.position + 1}": row.text for row in kept.options if row.position}
    return OptionsTyped(**said, recommended=str(kept.recommended + 1), reason=kept.recommendation, lesson=kept.lesson)


def without_a_child(typed: OptionsTyped, passages: Search) -> OptionsTyped:
    """What may be given back of what was typed."""
    texts = {field: typed.said(field) for field in OptionsField if field is not OptionsField.RECOMMENDED}
    cleaned = {
        field.value: without_passages(text, found)
        for field, text in texts.items()
        if (found := passages(text[:LONGEST_TEXT]))
    }
    return replace(typed, **cleaned)


def _missing(typed: OptionsTyped) -> Iterator[OptionsProblem]:
    if not typed.effect_1:
        yield OptionsProblem(
            OptionsField.EFFECT_1, "Say what it would mean for children and families if nothing were done."
        )
    if not any(typed.said(text) or typed.said(effect) for _, text, effect in FURTHER):
        yield OptionsProblem(
            OptionsField.OPTION_2, "Give at least one option besides doing nothing: say what would be done."
        )
    for number, text, effect in FURTHER:
        if typed.said(text) and not typed.said(effect):
            yield OptionsProblem(effect, f"Option {number} needs its effect on children and families.")
        if typed.said(effect) and not typed.said(text):
            yield OptionsProblem(text, f"Only the effect of option {number} is given: say what would be done.")
    given = ["1", *(str(number) for number, text, effect in FURTHER if typed.said(text) or typed.said(effect))]
    if typed.recommended not in {str(number) for number in range(1, MOST_OPTIONS + 1)}:
        yield OptionsProblem(OptionsField.RECOMMENDED, "Choose the option that you recommend to the Board.")
    elif typed.recommended not in given:
        choose = list_words(given, conjunction="or")
        yield OptionsProblem(
            OptionsField.RECOMMENDED, f"Option {typed.recommended} is not given: recommend option {choose}."
        )
    if not typed.reason:
        yield OptionsProblem(OptionsField.REASON, "Give the reason for the recommendation.")
    if not typed.lesson:
        yield OptionsProblem(OptionsField.LESSON, "Say in one sentence what others should learn from this.")


def _wrong_texts(typed: OptionsTyped, passages: Search) -> Iterator[OptionsProblem]:
    for field in OptionsField:
        text = typed.said(field)
        if field is OptionsField.RECOMMENDED:
            continue
        if len(text) > LONGEST_TEXT:
            yield OptionsProblem(field, f"Shorten this text: {len(text):,} characters, at most {LONGEST_TEXT:,} fit.")
        elif found := passages(text):
            yield OptionsProblem(field, not_kept_words(found), personal=True)
