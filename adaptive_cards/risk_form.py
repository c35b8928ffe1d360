"""A line of the risk log: raised, or assessed again and perhaps closed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, Final

from microsoft_teams.cards.core import Action, CardElement, Choice, ChoiceSetInput, DateInput, TextInput
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from adaptive_cards.buttons import button, row
from adaptive_cards.card import finish
from adaptive_cards.text import boxed, heading, labelled, line, quiet, run
from adaptive_cards.typed import CardNotUnderstood, Day, Text
from adaptive_cards.update_form import NAME_NO_CHILD
from adaptive_cards.verbs import RESERVED, Verb
from store.types import RiskKind
from workflows.governing.views import STRIPPED
from workflows.language import list_words, short
from workflows.risks.scoring import IMPACTS, LIKELIHOODS
from workflows.risks.views import RiskForm, RiskToAssess, RiskToRaise, RiskTyped

KIND: Final = "kind"
TITLE: Final = "title"
ACTIONS: Final = "actions"
OWNER: Final = "owner"
LIKELIHOOD: Final = "likelihood"
IMPACT: Final = "impact"
NEXT_STEP: Final = "next_step"
NEXT_STEP_BY: Final = "next_step_by"
REASON: Final = "reason"
FIELDS: Final = (KIND, TITLE, ACTIONS, OWNER, LIKELIHOOD, IMPACT, NEXT_STEP, NEXT_STEP_BY, REASON)

KINDS: Final = {RiskKind.RISK: "Risk: it may happen", RiskKind.ISSUE: "Issue: it has happened, so it is certain"}
BIGGEST_ID: Final = 2**31 - 1
LONGEST_KEY: Final = 200
LONGEST_TITLE: Final = 300
LONGEST_LINE: Final = 1_000
"""Of a one-line field: more than the rules let pass, so that they can say by how much."""


class RiskSays(StrEnum):
    """What a button of this card says."""

    RAISE = "raise"
    ASSESS = "assess"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class RiskPressed:
    """`plan` is the key of the plan where something new is raised; else `risk_id`, with the assessment `seen`."""

    says: RiskSays
    plan: str
    risk_id: int
    seen: int
    typed: RiskTyped


class _Press(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    says: RiskSays
    plan: Annotated[str, Field(max_length=LONGEST_KEY)] = ""
    risk: Annotated[int, Field(ge=0, le=BIGGEST_ID)] = 0
    seen: Annotated[int, Field(ge=0, le=BIGGEST_ID)] = 0


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    kind: Text = ""
    title: Text = ""
    actions: Text = ""
    owner: Annotated[Text, Field(max_length=LONGEST_KEY)] = ""
    likelihood: Text = ""
    impact: Text = ""
    next_step: Text = ""
    next_step_by: Day = None
    reason: Text = ""


def parse(submitted: Mapping[str, Any]) -> RiskPressed:
    """Raises CardNotUnderstood."""
    try:
        press = _Press.model_validate(submitted.get(RESERVED))
        form = _Form.model_validate({name: submitted.get(name) for name in FIELDS})
    except ValidationError as error:
        raise CardNotUnderstood from error
    typed = RiskTyped(
        kind=RiskKind(form.kind) if form.kind in list(RiskKind) else None,
        title=form.title[:LONGEST_LINE],
        actions=form.actions[:LONGEST_LINE],
        owner=form.owner,
        likelihood=_of_five(form.likelihood),
        impact=_of_five(form.impact),
        next_step=form.next_step,
        next_step_by=form.next_step_by,
        reason=form.reason,
    )
    return RiskPressed(press.says, press.plan, press.risk, press.seen, typed)


def build(view: RiskForm, *, wrong: str = "") -> dict[str, Any]:
    wrong = wrong or (STRIPPED if view.typed.stripped else "")
    match view:
        case RiskToRaise():
            return _to_raise(view, wrong)
        case RiskToAssess():
            return _to_assess(view, wrong)


def _to_raise(view: RiskToRaise, wrong: str) -> dict[str, Any]:
    title, typed = "A new line for the risk log", view.typed
    body: list[CardElement] = [heading(title), *_said(wrong)]
    body += [
        _choice(KIND, "Risk or issue", KINDS, typed.kind, "Say whether it may happen or has."),
        TextInput(
            id=TITLE,
            label="What may happen, or what has, in one line",
            value=typed.title or None,
            is_required=True,
            error_message="Say it in one line.",
            spacing="Medium",
        ),
        quiet(NAME_NO_CHILD),
        TextInput(
            id=ACTIONS,
            label="The actions it touches, by their refs",
            value=typed.actions or None,
            placeholder="4.2.1, 4.2.2",
            is_required=True,
            error_message="Name at least one action by its ref.",
            spacing="Medium",
        ),
        _owner(view),
        *_assessment(typed, RiskKind.RISK, required=True),
        row([_press("Raise it", RiskSays.RAISE, primary=True, plan=view.plan_key)], spacing="Medium"),
    ]
    return finish(body, fallback_text=f"{title}. {wrong or view.words}")


def _to_assess(view: RiskToAssess, wrong: str) -> dict[str, Any]:
    title, typed = f"Assess {view.ref}", view.typed
    assessed = f"; assessed {view.assessed}" if view.assessed else ""
    body: list[CardElement] = [
        heading(title),
        line(run(f"{view.kind.value.capitalize()}: {short(view.title, LONGEST_TITLE)}"), spacing="None"),
        *_said(wrong),
        labelled("Stands at", f"{view.score_words}{assessed}", "Medium"),
        labelled("Actions", list_words(view.action_refs)),
        labelled("Owner", view.owner or "No owner"),
        *_assessment(typed, view.kind, required=False),
    ]
    presses: list[Action] = [
        _press("Record this assessment", RiskSays.ASSESS, primary=True, risk=view.risk_id, seen=view.seen)
    ]
    if view.may_close:
        body.append(_text(REASON, "To close it: why it is over", typed.reason))
        presses.append(_press(f"Close {view.ref}", RiskSays.CLOSE, risk=view.risk_id, seen=view.seen))
    body.append(row(presses, spacing="Medium"))
    return finish(body, fallback_text=f"{title}. {wrong or view.words}")


def _said(wrong: str) -> list[CardElement]:
    return [boxed(wrong, "attention")] if wrong else []


def _assessment(typed: RiskTyped, kind: RiskKind, *, required: bool) -> list[CardElement]:
    """An issue is as likely as can be, so nobody is asked."""
    by = typed.next_step_by
    fields: list[CardElement] = []
    if kind is RiskKind.RISK:
        label = "How likely it is (an issue is certain)" if required else "How likely it is"
        fields.append(_choice(LIKELIHOOD, label, _worded(LIKELIHOODS), typed.likelihood))
    fields += [
        _choice(
            IMPACT,
            "How grave it would be for children and families, or for the plan",
            _worded(IMPACTS),
            typed.impact,
            "Say how grave it would be." if required else "",
        ),
        _text(NEXT_STEP, "Next step: what is done about it", typed.next_step, "Say what is done next." * required),
        DateInput(
            id=NEXT_STEP_BY,
            label="Next step: by when",
            value=by.isoformat() if by else None,
            is_required=True if required else None,
            error_message="Say by when the next step is taken." if required else None,
            spacing="Medium",
        ),
    ]
    return fields


def _worded(scale: Mapping[int, str]) -> dict[int, str]:
    return {number: f"{number}: {word}" for number, word in scale.items()}


def _choice(
    name: str, label: str, choices: Mapping[Any, str], chosen: RiskKind | int | None, needed: str = ""
) -> CardElement:
    return ChoiceSetInput(
        id=name,
        label=label,
        choices=[Choice(title=words, value=str(value)) for value, words in choices.items()],
        style="compact" if len(choices) > len(KINDS) else "expanded",
        wrap=True,
        value=str(chosen) if chosen in choices else None,
        placeholder="Choose",
        is_required=True if needed else None,
        error_message=needed or None,
        spacing="Medium",
    )


def _owner(view: RiskToRaise) -> CardElement:
    ids = [str(post.id) for post in view.posts]
    return ChoiceSetInput(
        id=OWNER,
        label="Owner: the post that answers for it",
        choices=[Choice(title=post.name, value=str(post.id)) for post in view.posts],
        style="compact",
        wrap=True,
        value=view.typed.owner if view.typed.owner in ids else None,
        placeholder="Choose",
        is_required=True,
        error_message="Choose the post that answers for it.",
        spacing="Medium",
    )


def _text(name: str, label: str, value: str, needed: str = "") -> CardElement:
    return TextInput(
        id=name,
        label=label,
        is_multiline=True,
        value=value or None,
        is_required=True if needed else None,
        error_message=needed or None,
        spacing="Medium",
    )


def _press(title: str, says: RiskSays, *, primary: bool = False, **about: str | int) -> Action:
    return button(title, Verb.RISK, collects=True, primary=primary, says=says.value, **about)


def _of_five(text: str) -> int | None:
    return int(text) if text in {"1", "2", "3", "4", "5"} else None
