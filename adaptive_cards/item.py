"""One item a person is asked about, as its name, its words and its dates."""

from __future__ import annotations

from datetime import date

from microsoft_teams.cards.core import CardElement

from adaptive_cards.text import labelled, line, quiet, run
from workflows.language import day_words, short
from workflows.updates.views import ItemView

LONGEST_IN_FORM = 600
LONGEST_IN_LIST = 200


def item_words(item: ItemView, longest: int = LONGEST_IN_FORM, *, titled: bool = True) -> list[CardElement]:
    """What it is, what shows that it is complete, when it is due and, until it is answered, why it is asked.

    Not `titled`: the title stands above already.
    """
    shown: list[CardElement] = [line(run(short(item.title, longest)))] if titled else []
    if item.measure and item.measure != item.title:
        shown.append(labelled("Complete when", short(item.measure, longest)))
    when, reason = _when_and_why(item)
    shown.append(line(run(when, bold=True, colour="Attention" if item.late else None), spacing="Small"))
    dates = dates_beside(when, due=item.due, first_agreed=item.due_original)
    beside = "; ".join(words for words in (dates, reason) if words)
    if beside:
        shown.append(quiet(beside, spacing="None"))
    return shown


def dates_beside(said: str, *, due: date | None, first_agreed: date | None) -> str:
    """The dates of a milestone that `said` does not name, and that differ."""
    words: list[str] = []
    if due and day_words(due) not in said:
        words.append(f"Due {day_words(due)}")
    if first_agreed and first_agreed != due:
        words.append(f"first agreed for {day_words(first_agreed)}")
    return ", ".join(words)


def completed_words(timing: str, completed_on: date | None) -> str:
    """Complete, 3 days after the original date: said with its day."""
    if completed_on is None or not timing.startswith("Complete"):
        return timing
    return timing.replace("Complete", f"Completed {day_words(completed_on)}", 1)


def _when_and_why(item: ItemView) -> tuple[str, str]:
    """Due 31 March 2023, in 20 working days: one line where the reason only counts the days."""
    if item.answered:
        return completed_words(item.timing, item.facts.completed_on), ""
    if item.timing.startswith("Due ") and item.reason.startswith(("Due in ", "Due today")):
        return f"{item.timing}, {item.reason.removeprefix('Due ')}", ""
    return item.timing, item.reason
