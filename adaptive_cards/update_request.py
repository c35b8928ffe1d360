"""The request for updates: what is asked of one person, and the form of the one item they opened."""

from __future__ import annotations

from typing import Any, Final

from microsoft_teams.cards.core import Action, CardElement, Container

from adaptive_cards import no_change, options_form, update_form
from adaptive_cards.buttons import button, row
from adaptive_cards.card import finish
from adaptive_cards.given import AWAITING_SIGN_OFF, meaning_of, rating_of, who_and_when
from adaptive_cards.item import LONGEST_IN_LIST, item_words
from adaptive_cards.text import boxed, heading, line, quiet, run
from adaptive_cards.verbs import Verb
from workflows.language import count_words, list_words
from workflows.updates.no_change import may_be_unchanged
from workflows.updates.rules import Answer, Problem
from workflows.updates.views import GivenAnswer, ItemView, RequestView

PAGE_SIZE: Final = 8
"""Items on a page: with the longest titles in use a page stays below 28,000 characters."""

parse = update_form.parse


def build(
    view: RequestView,
    *,
    open_item: str | None = None,
    typed: Answer | None = None,
    problems: tuple[Problem, ...] = (),
    notice: str = "",
    page: int | None = None,
    moves: int = 0,
    asked: bool = False,
    options_wanted: ItemView | None = None,
) -> dict[str, Any]:
    """With `open_item`, or when just one is unanswered and no `page` is asked for: its form. Else the list.

    `moves` is the id of an update given for the wrong item, which goes when this is saved. `asked`: the notice asks
    whether the rating is right, and saving again says that it is. `options_wanted` is the item just answered, where the
    Board needs options for its action and has none.
    """
    waiting = [item for item in view.items if not item.answered]
    opened = next((item for item in view.items if item.item == open_item), None)
    if opened is None and len(waiting) == 1 and page is None:
        opened = waiting[0]
    if opened is not None:
        return _form(view, opened, typed, problems, notice, {"moves": moves, "sure": int(asked)})
    return _list(view, waiting, notice, page, options_wanted)


def _form(
    view: RequestView,
    item: ItemView,
    typed: Answer | None,
    problems: tuple[Problem, ...],
    notice: str,
    says: dict[str, int],
) -> dict[str, Any]:
    place = view.items.index(item)
    several = len(view.items) > 1
    title = f"{'Correct' if item.answered else 'Update'} {item.name}"
    body: list[CardElement] = [
        quiet(f"{place + 1} of {len(view.items)} · {item.local_area}" if several else item.local_area),
        heading(title, spacing="None"),
        *item_words(item),
    ]
    if notice:
        body.append(boxed(notice))
    body += update_form.form(view, item, typed, problems)
    if problems:
        # The box that says so stands above the form, out of sight for whoever has just pressed the button.
        body.append(boxed(f"{update_form.not_saved(problems)}, marked above", "attention"))
    seen = item.latest.update_id if item.latest else 0
    actions: list[Action] = [
        button(
            "Save update",
            Verb.SAVE,
            collects=True,
            primary=True,
            item=item.item,
            seen=seen,
            message_id=view.message_id,
            **{name: value for name, value in says.items() if value},
        )
    ]
    if typed is None and not item.answered and may_be_unchanged(item, view.today):
        actions.append(no_change.confirm((item,), view.message_id))
    if several:
        actions.append(button("Back to the list", Verb.SHOW, message_id=view.message_id, page=place // PAGE_SIZE))
    body.append(row(actions, spacing="Medium" if problems else "Large"))
    return finish(body, fallback_text=f"{title}: {item.title}. {item.timing}. {ANSWER_IN_CHAT}")


def _list(
    view: RequestView, waiting: list[ItemView], notice: str, page: int | None, options_wanted: ItemView | None
) -> dict[str, Any]:
    pages = max(1, -(-len(view.items) // PAGE_SIZE))
    if page is None:
        page = view.items.index(waiting[0]) // PAGE_SIZE if waiting else 0
    page = min(page, pages - 1)
    title = _title(view, waiting)
    body: list[CardElement] = [
        quiet(" · ".join(filter(None, (view.local_area, f"for {view.person}")))),
        heading(title, spacing="None"),
    ]
    if notice:
        body.append(boxed(notice))
    if options_wanted:
        body.append(boxed(options_form.WANTED.format(ref=options_wanted.ref)))
        body.append(row([options_form.open_button(options_wanted.item)]))
    start = page * PAGE_SIZE
    above = "", ""
    for item in view.items[start : start + PAGE_SIZE]:
        body.append(_item(view, item, titled=(item.local_area, item.ref) != above))
        above = item.local_area, item.ref
    if pages > 1:
        body.append(quiet(f"Page {page + 1} of {pages}", spacing="Large"))
        turns: list[Action] = []
        if page:
            turns.append(button("Back", Verb.SHOW, message_id=view.message_id, page=page - 1))
        if page + 1 < pages:
            turns.append(button("Next", Verb.SHOW, message_id=view.message_id, page=page + 1))
        body.append(row(turns))
    return finish(body, fallback_text=f"{title}. {ANSWER_IN_CHAT}")


def _title(view: RequestView, waiting: list[ItemView]) -> str:
    if not view.items:
        return "Nothing needs your update"
    if not waiting:
        return "All answered, thank you" if len(view.items) > 1 else "Answered, thank you"
    milestones = sum(item.seq is not None for item in waiting)
    parts = [
        count_words(number, word)
        for number, word in ((milestones, "milestone"), (len(waiting) - milestones, "action"))
        if number
    ]
    still = "still " if len(waiting) < len(view.items) else ""
    return f"{list_words(parts)} {still}{'needs' if len(waiting) == 1 else 'need'} your update"


def _item(view: RequestView, item: ItemView, *, titled: bool) -> Container:
    """Not `titled`: the item above is of the same action."""
    shown: list[CardElement] = [
        heading(item.name, size="Default", spacing="None"),
        *item_words(item, LONGEST_IN_LIST, titled=titled),
    ]
    if item.answered and item.latest:
        shown.append(_recorded(item, item.latest))
    press = f"{'Correct' if item.answered else 'Update'} {item.name}"
    shown.append(row([button(press, Verb.OPEN, item=item.item, message_id=view.message_id)], spacing="Small"))
    return Container(items=shown, separator=True, spacing="Large")


def _recorded(item: ItemView, given: GivenAnswer) -> CardElement:
    meaning = meaning_of(given.answer.rating, item.ratings)
    return line(
        run("Recorded: ", bold=True),
        *rating_of(given),
        run(f"{f', {meaning}' if meaning else ''}. By {who_and_when(given)}."),
        run(f" {AWAITING_SIGN_OFF}", subtle=True) if given.awaiting_sign_off else None,
    )


ANSWER_IN_CHAT: Final = "This Teams cannot show the form: please answer in the chat."
