"""What a re-issue says otherwise than the edition that it replaces."""

from __future__ import annotations

from typing import Any, Final

from microsoft_teams.cards.core import CardElement

from adaptive_cards.card import finish
from adaptive_cards.edition_parts import Part, leave, opening, page_line, page_of, told
from adaptive_cards.text import quiet
from workflows.editions.views import EditionDifferences
from workflows.exception_report.appendix_rows import EditionDifference
from workflows.language import count_words, short

SIZE: Final = 10
LONGEST_VALUE: Final = 300


def build(view: EditionDifferences, *, page: int = 0) -> dict[str, Any]:
    rows = view.differences
    first, shown = page_of(rows, page, SIZE)
    title = f"Edition {view.number} against edition {view.replaces}: {count_words(len(rows), 'difference')}"
    body: list[CardElement] = [*opening(title, "", ""), quiet(f"Re-issued because: {short(view.because, 600)}")]
    if not rows:
        body.append(quiet("It says the same as yet: a re-cut brings in what came later."))
    body += page_line(len(rows), first, len(shown), "Differences")
    body += [told(f"{_place(one)}:", _words(one)) for one in shown]
    body.append(leave(view.edition_id, view.number, Part.DIFFERENCES, first, SIZE, len(rows)))
    return finish(body, fallback_text=title)


def _place(one: EditionDifference) -> str:
    return ", ".join(part for part in (one.part, short(one.item, 80), one.field.replace("_", " ")) if part)


def _words(one: EditionDifference) -> str:
    old, new = short(one.old, LONGEST_VALUE), short(one.new, LONGEST_VALUE)
    if one.change == "changed":
        return f"was “{old}”, is now “{new}”"
    return f"{one.change}: {new or old}" if new or old else one.change
