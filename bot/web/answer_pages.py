"""The pages behind a personal link, as HTML that needs no script: the list, the form of one item, and a plain note."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from adaptive_cards.given import AWAITING_SIGN_OFF, who_and_when
from adaptive_cards.update_form import LABELS, QUOTED_WORDS
from bot.web.answer_fields import Typed, chosen, form_fields
from workflows.language import count_words, day_words, first_words
from workflows.updates.rules import Answer, Problem
from workflows.updates.views import ItemView, RequestView

HERE = Path(__file__).parent
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
}


@dataclass(frozen=True, slots=True)
class Style:
    text: str
    policy: str  # Content-Security-Policy that allows this style sheet and nothing else to come from anywhere


@dataclass(frozen=True, slots=True)
class OptionsLink:
    """What leads to the options for its action, below an answered item. `why` is blank where some stand already."""

    words: str
    why: str = ""


def list_page(
    view: RequestView,
    token: str,
    *,
    until: str,
    recorded: ItemView | None,
    options: Mapping[str, OptionsLink],
    options_for: str = "",
) -> web.Response:
    """`recorded` is what was just answered; `until` the moment to which the link holds, in words. `options`: by item,
    what leads to the options for its action; `options_for` is an action just given some."""
    waiting = [item for item in view.items if not item.answered]
    if not waiting:
        title = "Answered, thank you" if len(view.items) == 1 else "All answered, thank you"
    else:
        title = f"{len(waiting)} of {count_words(len(view.items), 'update')} still to give"
    return page(
        "answer_list.html.j2",
        200,
        title,
        view=view,
        token=token,
        recorded=recorded,
        until=until,
        options=options,
        options_for=options_for,
    )


def form_page(
    view: RequestView,
    item: ItemView,
    token: str,
    typed: Typed,
    *,
    problems: tuple[Problem, ...] = (),
    notice: str = "",
    asked: str = "",
    status: int = 200,
) -> web.Response:
    """`asked`: the rating that `notice` asks about, which is kept if it is saved again."""
    title = f"{'Correct' if item.answered else 'Update'} {item.name}"
    return page(
        "answer_form.html.j2",
        status,
        title,
        ratings=len(item.ratings),
        view=view,
        item=item,
        place=view.items.index(item) + 1,
        token=token,
        fields=form_fields(view, item, typed, problems),
        chosen=chosen(item, typed),
        problems=[(_anchor(problem), _named(problem), problem.sentence) for problem in problems],
        notice=notice,
        asked=asked,
    )


def note_page(status: int, title: str, *sentences: str, given_back: Answer | None = None) -> web.Response:
    """A page that says one thing. `given_back`: what was typed and could not be kept."""
    return page("answer_note.html.j2", status, title, sentences=sentences, given_back=given_back)


def fresh_links_page(title: str, *sentences: str) -> web.Response:
    """The link that led here is over; a button sends its reader new ones."""
    return page("fresh_links.html.j2", 410, title, sentences=sentences)


def said_lines(answer: Answer) -> list[tuple[str, str]]:
    """Everything in an answer but its rating and narrative; what was left empty is left out."""
    lines = (
        ("Cause", answer.cause),
        ("Effect if nothing changes", answer.effect),
        ("Recovery", answer.recovery),
        ("Recovery by whom", answer.recovery_owner),
        ("Recovery by when", day_words(answer.recovery_by, "")),
        ("Waiting for", answer.waiting_for),
        ("Completed on", day_words(answer.completed_on, "")),
        ("Forecast", day_words(answer.forecast, "")),
        ("Evidence", answer.evidence),
        ("Help needed", answer.help_needed),
    )
    return [(label, text) for label, text in lines if text]


def _anchor(problem: Problem) -> str:
    """Where a link to a field leads; to the first of the choices."""
    return "rating-1" if problem.field.value == "rating" else problem.field.value


def _named(problem: Problem) -> str:
    return LABELS[problem.field].partition(":")[0]


def page(template: str, status: int, title: str, *, ratings: int = 0, **given: object) -> web.Response:
    """`ratings`: how many of them the page lets choose from."""
    style = _style(ratings)
    sheet = Markup(style.text)  # noqa: S704 - our own file
    given |= {"title": title, "style": sheet, "awaiting_sign_off": AWAITING_SIGN_OFF}
    text = _environment().get_template(template).render(given)
    headers = {**HEADERS, "Content-Security-Policy": style.policy}
    return web.Response(status=status, text=text, content_type="text/html", headers=headers)


@cache
def _style(ratings: int) -> Style:
    """With a rule for each rating, which shows the fields that go with it while it is chosen."""
    rules = [
        f"  form:has(#rating-{place}:checked) .when-{place} {{ display: block; }}" for place in range(1, ratings + 1)
    ]
    own = (HERE / "answer.css").read_text(encoding="utf-8")
    text = own + "\n".join(("@supports selector(:has(*)) {", *rules, "}", ""))
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    return Style(text, policy)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=select_autoescape(["html.j2"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(_FILTERS)
    return environment


def _excerpt(text: str) -> str:
    return first_words(text, QUOTED_WORDS)[0]


_FILTERS: dict[str, Any] = {"who_and_when": who_and_when, "said_lines": said_lines, "excerpt": _excerpt}
