"""The page of a personal link on which options are given to the Board, without a script."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import structlog
from aiohttp import web
from sqlmodel import Session

from adaptive_cards.options_form import LABELS, MAY_BE_BLANK, RECOMMENDABLE, REPLACES, WANTED, parse_fields
from adaptive_cards.update_form import NAME_NO_CHILD
from bot.web.answer_pages import OptionsLink, note_page, page
from store.audit import AuditChain
from store.queries.governing import governed
from store.queries.options import standing_options
from store.tables import Action, Person
from store.working_days import london_date
from workflows.governing.options import give_options, search_of
from workflows.governing.options_refusals import OptionsGivenSince, OptionsIncomplete
from workflows.governing.options_rules import NAMES, OptionsField, OptionsProblem, OptionsTyped, without_a_child
from workflows.governing.options_shown import OptionsToGive, may_give_options, options_form, options_wanted
from workflows.governing.refusals import GoverningRefused
from workflows.updates.rules import Answer

log = structlog.get_logger()

NOT_POSSIBLE = "Not possible"


@dataclass(frozen=True, slots=True)
class OptionsAsked:
    """Whose page it is, about which action, behind which link."""

    session: Session
    audit: AuditChain
    person: Person
    action: Action
    local_area: str
    token: str
    now: datetime


@dataclass(frozen=True, slots=True)
class OptionsInput:
    """One field as the page shows it: a text, or one of `choices` (value and words)."""

    id: str
    label: str
    value: str
    errors: tuple[str, ...]
    choices: tuple[tuple[str, str], ...] = ()


def show_options(asked: OptionsAsked) -> web.Response:
    try:
        view = _form(asked)
    except GoverningRefused as refused:
        return note_page(409, NOT_POSSIBLE, str(refused))
    return _page(asked, view)


def save_options(asked: OptionsAsked, submitted: Mapping[str, str], seen: int, back: str) -> web.Response:
    """`back` is where the reader is led once they are recorded."""
    typed = parse_fields(submitted)
    kept = without_a_child(typed, search_of(governed(asked.session, asked.action, None, london_date(asked.now))))
    try:
        done = give_options(
            asked.session,
            asked.audit,
            person=asked.person,
            action=asked.action,
            typed=typed,
            seen=seen,
            now=asked.now,
        )
    except OptionsIncomplete as refused:
        return _page(asked, _form(asked, kept), problems=refused.problems, status=422)
    except OptionsGivenSince as refused:
        return _page(asked, _form(asked, kept), notice=str(refused), status=409)
    except GoverningRefused as refused:
        log.info("options refused", action="refuse_decision", reason=type(refused).__name__, person=asked.person.key)
        said = "\n".join(f"{LABELS[name]}: {kept.said(name)}" for name in OptionsField if kept.said(name))
        return note_page(409, "Not saved", str(refused), given_back=Answer(narrative=said) if said else None)
    log.info("options recorded", action="give_options", item=done.ref, person=asked.person.key)
    return web.Response(status=303, headers={"Location": back})


def options_link(session: Session, person: Person, action: Action, plan_key: str, now: datetime) -> OptionsLink | None:
    """None where the Board has no options and needs none."""
    if not may_give_options(governed(session, action, None, london_date(now)), person):
        return None
    if standing_options(session, action) is not None:
        return OptionsLink(f"Change the options for {action.ref}")
    if not options_wanted(session, action.id or 0, plan_key, now):
        return None
    return OptionsLink(f"Give options for {action.ref}", WANTED.format(ref=action.ref))


def _form(asked: OptionsAsked, typed: OptionsTyped | None = None) -> OptionsToGive:
    return options_form(
        asked.session, asked.audit, person=asked.person, action=asked.action, now=asked.now, typed=typed
    )


def _page(
    asked: OptionsAsked,
    view: OptionsToGive,
    *,
    problems: tuple[OptionsProblem, ...] = (),
    notice: str = "",
    status: int = 200,
) -> web.Response:
    fields = tuple(
        OptionsInput(
            name.value,
            LABELS[name],
            view.typed.said(name),
            tuple(problem.sentence for problem in problems if problem.field is name),
            RECOMMENDABLE if name is OptionsField.RECOMMENDED else (),
        )
        for name in OptionsField
    )
    return page(
        "answer_options.html.j2",
        status,
        f"Options for {view.ref}",
        view=view,
        token=asked.token,
        local_area=asked.local_area,
        why=REPLACES if view.stands else view.why,
        hint=f"{MAY_BE_BLANK} {NAME_NO_CHILD}",
        fields=fields,
        problems=[(_anchor(problem), NAMES[problem.field], problem.sentence) for problem in problems],
        notice=notice,
    )


def _anchor(problem: OptionsProblem) -> str:
    """Where a link to a field leads; to the first of the choices."""
    return f"{problem.field.value}-1" if problem.field is OptionsField.RECOMMENDED else problem.field.value
