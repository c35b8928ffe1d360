"""An edition before the compliance officer: how it stands, its preview, the next step, and the parts to work on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, Final

from microsoft_teams.cards.core import Action, CardElement
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from adaptive_cards.buttons import button, link, row
from adaptive_cards.card import finish
from adaptive_cards.edition_parts import EditionId, Part, opening, rows_of, turn_to
from adaptive_cards.text import labelled, line, quiet, run
from adaptive_cards.typed import CardNotUnderstood
from adaptive_cards.verbs import RESERVED, Verb
from workflows.editions.finding import Gate
from workflows.editions.views import EditionToClear
from workflows.language import count_words, moment_words, short

MOST_FINDINGS: Final = 3
MOST_AREAS: Final = 12
MOST_OTHERS: Final = 4
LONGEST_SENTENCE: Final = 600


class Step(StrEnum):
    CLEAR = "clear"
    FINAL = "final"
    ISSUE = "issue"


@dataclass(frozen=True, slots=True)
class StepTaken:
    """`shown` is the content hash of the edition as the card showed it."""

    edition_id: int
    step: Step
    shown: str


class _Press(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    edition: EditionId
    step: Step
    shown: Annotated[str, Field(min_length=1, max_length=64)]


def build(edition: EditionToClear, *, said: str = "", wrong: str = "") -> dict[str, Any]:
    title = f"Edition {edition.number}: {edition.status}"
    body: list[CardElement] = [
        *opening(title, said, wrong),
        line(run(edition.title), spacing="None" if not (said or wrong) else "Medium"),
        quiet(f"Data of {moment_words(edition.cut_off)}"),
    ]
    if edition.replaces:
        body.append(quiet(f"In place of edition {edition.replaces}"))
    body.append(line(run(short(edition.summary, LONGEST_SENTENCE)), spacing="Medium"))
    body += [labelled(f"Area {ref}", state) for ref, state in edition.areas[:MOST_AREAS]]
    if len(edition.areas) > MOST_AREAS:
        body.append(quiet(f"and {len(edition.areas) - MOST_AREAS} more areas"))
    body.append(labelled("Cleared by", edition.cleared_by or "nobody yet", spacing="Medium"))
    if edition.status == "draft":
        body += _in_its_way(edition)
    if edition.status == "issued":
        body.append(labelled("Received by the Chair, minute", edition.minute or "not recorded yet"))
    steps = [*_next(edition), *_parts(edition)]
    if steps:
        body.append(row(steps, spacing="Medium"))
    links: list[Action] = [
        link(f"Open {form}", address, f"Open edition {edition.number}: {form}") for form, address in edition.links
    ]
    body += rows_of([*links, *_others(edition)])
    return finish(body, fallback_text=f"{title}. {edition.summary}")


def parse(data: Mapping[str, Any]) -> StepTaken:
    """Raises CardNotUnderstood."""
    try:
        press = _Press.model_validate(data.get(RESERVED))
    except ValidationError as error:
        raise CardNotUnderstood from error
    return StepTaken(press.edition, press.step, press.shown)


def _in_its_way(edition: EditionToClear) -> list[CardElement]:
    """The areas stand above with their states, so that those not confirmed are only counted."""
    number = len(edition.findings)
    others = [one for one in edition.findings if one.gate is not Gate.CONFIRMATION]
    areas = number - len(others)
    lines: list[CardElement] = [
        labelled("Before it can be final", count_words(number, "finding") if number else "nothing")
    ]
    if areas:
        lines.append(quiet(f"{count_words(areas, 'area')} to be confirmed"))
    lines += [quiet(short(one.sentence, LONGEST_SENTENCE)) for one in others[:MOST_FINDINGS]]
    if len(others) > MOST_FINDINGS:
        lines.append(quiet(f"and {len(others) - MOST_FINDINGS} more"))
    return lines


def _next(edition: EditionToClear) -> list[Action]:
    """The one step that can be taken from here."""
    if edition.status == "final":
        step, title = Step.ISSUE, "Issue it"
    elif edition.status == "issued":
        return []
    elif edition.cleared_by:
        step, title = Step.FINAL, "Make it final"
    else:
        step, title = Step.CLEAR, "Clear it for issue"
    return [
        button(title, Verb.STEP, primary=True, edition=edition.edition_id, step=step.value, shown=edition.content_hash)
    ]


def _parts(edition: EditionToClear) -> list[Action]:
    named: list[tuple[str, Part]] = []
    if edition.status == "draft":
        named = [
            (f"What stands in its way ({len(edition.findings)})", Part.FINDINGS),
            (f"Commentary ({edition.comments})", Part.COMMENTARY),
            (f"Asks of the Board ({edition.asks})", Part.ASKS),
            ("Send an item back", Part.SEND_BACK),
        ]
    if edition.status != "issued":
        named.append(("Re-cut it", Part.RECUT))
    elif not edition.replaced_by:
        named += [("Record the Chair’s minute", Part.MINUTE), ("Issue it anew", Part.REISSUE)]
    else:
        named.append(("Record the Chair’s minute", Part.MINUTE))
    return [turn_to(title, edition.edition_id, part) for title, part in named]


def _others(edition: EditionToClear) -> list[Action]:
    compared = (
        [turn_to(f"Differences ({edition.differences})", edition.edition_id, Part.DIFFERENCES)]
        if edition.replaces
        else []
    )
    return [
        *compared,
        *(turn_to(f"Edition {number}: {status}", other, Part.CONSOLE) for other, number, status in edition.others),
    ][: MOST_OTHERS + 1]
