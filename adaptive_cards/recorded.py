"""What was recorded for one item, in place of its form."""

from __future__ import annotations

from typing import Any

from microsoft_teams.cards.core import Action, CardElement

from adaptive_cards import options_form
from adaptive_cards.buttons import button, row
from adaptive_cards.card import finish
from adaptive_cards.given import AWAITING_SIGN_OFF, answer_details, who_and_when
from adaptive_cards.item import item_words
from adaptive_cards.text import banner, boxed, heading, line, quiet, run
from adaptive_cards.verbs import Verb
from workflows.language import count_words
from workflows.updates.views import ItemView


def build(
    item: ItemView, *, message_id: int, notice: str = "", others_open: int = 0, options_wanted: bool = False
) -> dict[str, Any]:
    """`others_open` counts the other items of the same message that still wait for an answer. `options_wanted`: the
    Board needs options for the action and has none."""
    given = item.latest
    title = f"Recorded: {item.name}" if given else item.name
    body: list[CardElement] = [heading(title), *item_words(item)]
    if notice:
        body.append(boxed(notice))
    if given is None:
        body.append(line(run("No update received."), spacing="Medium"))
    else:
        said = [f"By {who_and_when(given)}."] + ([AWAITING_SIGN_OFF] if given.awaiting_sign_off else [])
        below = [line(run(words), spacing="None") for words in said]
        body.append(banner(given.rating_label, given.rating_colour, *below))
        body += answer_details(given.answer)
    if others_open:
        body.append(quiet(f"{count_words(others_open, 'other item')} of this message still to be answered.", "Medium"))
    press = "Correct this answer" if given else f"Update {item.name}"
    if options_wanted:
        body.append(boxed(options_form.WANTED.format(ref=item.ref)))
    actions: list[Action] = [options_form.open_button(item.item)] if options_wanted else []
    actions += [button(press, Verb.OPEN, item=item.item, message_id=message_id)]
    if given:
        withdraw = "Withdraw: it holds personal data"
        seen = given.update_id
        actions.append(button(withdraw, Verb.WITHDRAW, item=item.item, seen=seen, message_id=message_id))
    if others_open:
        actions.append(button("Show the others", Verb.SHOW, message_id=message_id))
    body.append(row(actions, spacing="Medium"))
    said = f"{given.rating_label}. By {who_and_when(given)}." if given else "No update received."
    return finish(body, fallback_text=f"{title}. {said}")
