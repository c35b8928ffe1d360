"""An action rated complete before the SRO: its milestones, its evidence to accept, and whether it is embedded."""

from __future__ import annotations

from typing import Any, Final

from microsoft_teams.cards.core import Action, CardElement, ToggleInput

from adaptive_cards.buttons import row
from adaptive_cards.card import finish
from adaptive_cards.decision_form import EMBEDDED, YES, Says, beginning, press_button, reason_input
from adaptive_cards.text import excerpt, heading, line, paragraphs, quiet, rated, run
from workflows.governing.views import CompletionToDecide, EvidenceLine
from workflows.language import moment_words, short

QUOTED_WORDS: Final = 90
LONGEST_LINE: Final = 200
EVIDENCE_SHOWN: Final = 5
"""Items that still wait to be accepted; the others follow as these are."""

EMBEDDED_TEST: Final = (
    "Embedded means that it goes on by itself: it is everyday practice, it no longer rests on the people who set it "
    "up, and it makes the difference that it was meant to make."
)


def build(view: CompletionToDecide, *, wrong: str = "", said: str = "") -> dict[str, Any]:
    title = f"Is {view.ref} complete and embedded?"
    body = beginning(title, view.title, wrong, said)
    body.append(line(*rated(view.rating, view.rating_colour), spacing="Medium"))
    body.append(quiet(f"Rated by {view.rated_by}, {moment_words(view.rated_at)}", spacing="None"))
    body += paragraphs(excerpt(view.narrative, QUOTED_WORDS))
    body.append(heading("Milestones", size="Medium", spacing="Medium"))
    for one in view.milestones:
        body.append(line(run(f"Milestone {one.seq}: ", bold=True), run(one.state)))
        body.append(quiet(short(one.measure, LONGEST_LINE), spacing="None"))
    body.append(heading("Evidence", size="Medium", spacing="Medium"))
    body += _evidence(view)
    body.append(quiet(EMBEDDED_TEST, spacing="Medium"))
    body.append(
        ToggleInput(
            id=EMBEDDED,
            label="Your judgement",
            title=f"{view.ref} is embedded",
            value=YES if view.typed.embedded else None,
            value_on=YES,
            value_off="no",
            wrap=True,
        )
    )
    body += reason_input("Your reason: needed to send it back", view.typed)
    actions: list[Action] = [
        press_button("Sign it off", Says.SIGN_OFF, view.item, view.update_id, primary=True),
        press_button("Send it back", Says.SEND_BACK, view.item, view.update_id),
    ]
    body.append(row(actions, spacing="Medium"))
    return finish(body, fallback_text=f"{title} {wrong or said or view.words}")


def _evidence(view: CompletionToDecide) -> list[CardElement]:
    if not view.evidence:
        return [line(run("None has been given: ask the lead what shows that it is complete."))]
    accepted = [one for one in view.evidence if one.accepted_by]
    waiting = [one for one in view.evidence if not one.accepted_by]
    shown: list[CardElement] = []
    for one in accepted[:EVIDENCE_SHOWN]:
        shown += [line(run(short(one.title, LONGEST_LINE))), quiet(f"Accepted by {one.accepted_by}", spacing="None")]
    for number, one in enumerate(waiting[:EVIDENCE_SHOWN], start=1):
        shown += _waiting(view, one, number)
    left = max(0, len(accepted) - EVIDENCE_SHOWN) + max(0, len(waiting) - EVIDENCE_SHOWN)
    return [*shown, quiet(f"and {left} more")] if left else shown


def _waiting(view: CompletionToDecide, one: EvidenceLine, number: int) -> list[CardElement]:
    shown: list[CardElement] = [
        line(run(f"{number}. ", bold=True), run(short(one.title, LONGEST_LINE))),
        quiet(f"Given by {one.added_by}, not accepted yet", spacing="None"),
    ]
    if not one.theirs:
        press = press_button(f"Accept evidence {number}", Says.ACCEPT, view.item, one.evidence_id)
        shown.append(row([press], spacing="Small"))
    return shown
