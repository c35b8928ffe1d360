"""An edition before the compliance officer: what stands in its way, its preview, and the next step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, Final

from microsoft_teams.cards.core import Action, CardElement
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from adaptive_cards.buttons import button, link, row
from adaptive_cards.card import finish
from adaptive_cards.text import boxed, heading, labelled, line, quiet, run
from adaptive_cards.typed import CardNotUnderstood
from adaptive_cards.verbs import RESERVED, Verb
from workflows.editions.views import EditionToClear
from workflows.language import count_words, moment_words

MOST_FINDINGS: Final = 12


class Step(StrEnum):
    CLEAR = "clear"
    FINAL = "final"
    ISSUE = "issue"


@dataclass(frozen=True, slots=True)
class StepTaken:
    edition_id: int
    step: Step


class _Press(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    edition: Annotated[int, Field(ge=1, le=2**63 - 1)]
    step: Step


def build(edition: EditionToClear, *, notice: str = "") -> dict[str, Any]:
    title = f"Edition {edition.number}: {edition.status}"
    body: list[CardElement] = [
        heading(title),
        line(run(edition.title), spacing="None"),
        quiet(f"Data of {moment_words(edition.cut_off)}"),
    ]
    if notice:
        body.append(boxed(notice))
    body.append(line(run(edition.summary), spacing="Medium"))
    body += [labelled(f"Area {ref}", state) for ref, state in edition.areas]
    body.append(labelled("Cleared by", edition.cleared_by or "nobody yet", spacing="Medium"))
    if edition.status == "draft":
        found = len(edition.findings)
        body.append(labelled("Before it can be final", count_words(found, "finding") if found else "nothing"))
    body += [quiet(one.sentence) for one in edition.findings[:MOST_FINDINGS]]
    if len(edition.findings) > MOST_FINDINGS:
        body.append(quiet(f"and {len(edition.findings) - MOST_FINDINGS} more: see `sendbot edition check`"))
    actions: list[Action] = [*_next(edition)]
    actions += [
        link(f"Open {form}", address, f"Open edition {edition.number}: {form}") for form, address in edition.links
    ]
    if actions:
        body.append(row(actions, spacing="Medium"))
    return finish(body, fallback_text=f"{title}. {edition.summary}")


def parse(data: Mapping[str, Any]) -> StepTaken:
    """Raises CardNotUnderstood."""
    try:
        press = _Press.model_validate(data.get(RESERVED))
    except ValidationError as error:
        raise CardNotUnderstood from error
    return StepTaken(press.edition, press.step)


def _next(edition: EditionToClear) -> list[Action]:
    """The one step that can be taken from here."""
    if edition.status == "final":
        step, title = Step.ISSUE, "Issue it"
    elif edition.status == "issued":
        return []
    elif edition.cleared_by:
        step, title = Step.FINAL, "Make it final"
    else:
        step, title = Step.CLEAR, "Clear it"
    return [button(title, Verb.STEP, primary=True, edition=edition.edition_id, step=step.value)]
