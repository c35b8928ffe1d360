"""One item a person is asked about, as its name, its words and its dates."""

from __future__ import annotations

from microsoft_teams.cards.core import CardElement

from adaptive_cards.text import labelled, line, quiet, run
from workflows.language import day_words, short
from workflows.updates.views import ItemView

LONGEST_IN_FORM = 600
LONGEST_IN_LIST = 200


def item_words(item: ItemView, longest: int = LONGEST_IN_FORM) -> list[CardElement]:
    """What it is, what shows that it is complete, when it is due and why it is asked now."""
    shown: list[CardElement] = [line(run(short(item.title, longest)))]
    if item.measure and item.measure != item.title:
        shown.append(labelled("Complete when", short(item.measure, longest)))
    shown.append(line(run(item.timing, bold=True, colour="Attention" if item.late else None), spacing="Small"))
    beside = "; ".join(words for words in (_dates(item), item.reason) if words)
    if beside:
        shown.append(quiet(beside, spacing="None"))
    return shown


def _dates(item: ItemView) -> str:
    """The dates that the timing does not name itself."""
    words: list[str] = []
    if item.due and day_words(item.due) not in item.timing:
        words.append(f"Due {day_words(item.due)}")
    if item.due_original and item.due_original != item.due:
        words.append(f"first agreed for {day_words(item.due_original)}")
    return ", ".join(words)
