"""A list as an answer: by pages, each line's ref in order, and what leads on from it."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation.answered import Answered
from bot.conversation.answers.asked import Asked
from bot.conversation.answers.asking_again import again
from bot.conversation.wording import view_words
from store.working_days import london_date
from workflows.answers import FIGURES_PAGE, PAGE, ActionList, Choice, Figures


def listed(asked: Asked, view: ActionList, leads_on: tuple[Choice, ...] | None = None) -> Answered:
    """Past the last page it is the last one that is shown."""
    view = replace(view, page=_page(asked, len(view.lines), PAGE))
    refs = tuple(dict.fromkeys(line.ref for line in view.lines))
    return _answered(asked, view, refs, _next_page(asked, view.page, len(view.lines), PAGE), leads_on)


def figures_listed(asked: Asked, view: Figures, leads_on: tuple[Choice, ...] | None = None) -> Answered:
    view = replace(view, page=_page(asked, len(view.figures), FIGURES_PAGE))
    refs = tuple(line.ref for line in view.actions) or tuple(figure.ref for figure in view.figures)
    return _answered(asked, view, refs, _next_page(asked, view.page, len(view.figures), FIGURES_PAGE), leads_on)


def _answered(
    asked: Asked,
    view: ActionList | Figures,
    refs: tuple[str, ...],
    next_page: tuple[Choice, ...],
    leads_on: tuple[Choice, ...] | None,
) -> Answered:
    offered = asked.about_mine() + asked.always() if leads_on is None else leads_on
    return asked.answered(view_words(view), view, refs, (*next_page, *offered))


def _page(asked: Asked, number: int, size: int) -> int:
    return min(asked.said.page, max(0, number - 1) // size)


def _next_page(asked: Asked, page: int, number: int, size: int) -> tuple[Choice, ...]:
    first = (page + 1) * size + 1
    if first > number:
        return ()
    question = again(asked.said, asked.assessed.cut.ratings, london_date(asked.now))
    return (Choice(f"Show {first} to {min(first + size - 1, number)}", f"{question} page {page + 2}"),)
