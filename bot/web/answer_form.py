"""The form behind a personal link: `/answer/{token}`, for people who answer by email instead of on a card.

The token is the whole authority: signed, for one person and one message, and it ends. There is no cookie and no login,
so no other site can make a browser send what it does not know, and a nonce in the form would guard nothing more.
Reading a page changes nothing but the audit, so a mail filter that follows links answers for nobody; an update needs a
POST of the form with a rating in it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog
from aiohttp import web
from sqlmodel import Session, select

from bot.clock import Clock
from bot.database import Database
from bot.deciding import item_pressed
from bot.links import AnswerLink, LinkOver, LinkSigner, NoSuchLink
from bot.redrawing import cards_to_replace
from bot.telling import tell_sros
from bot.turns import Replacement
from bot.updating import audit_refusal
from bot.web import answer_fields
from bot.web.answer_fields import Typed
from bot.web.answer_options import OptionsAsked, options_link, save_options, show_options
from bot.web.answer_pages import OptionsLink, form_page, list_page, note_page
from bot.web.submitted_form import FormNotRead, seen_in, submitted_fields
from store.audit import AuditChain
from store.queries.items import item_by_key
from store.tables import Action, Person
from store.types import UpdateSource
from workflows.language import moment_words
from workflows.updates.actions import record_update
from workflows.updates.disagreement import disagreement
from workflows.updates.refusals import AnsweredSince, Incomplete, UpdateRefused
from workflows.updates.rules import problems_of
from workflows.updates.showing import request_view
from workflows.updates.views import ItemView, RequestView

log = structlog.get_logger()

NOT_READ = "Not saved"


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom a link is for, and what they were asked."""

    person: Person
    view: RequestView

    def item(self, key: str) -> ItemView | None:
        return next((item for item in self.view.items if item.item == key), None)


class AnswerForm:
    """`contact` is where people write to when the form does not serve them; `bring_up_to_date` changes sent cards."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        audit: AuditChain,
        signer: LinkSigner,
        contact: str,
        bring_up_to_date: Callable[[Sequence[Replacement]], None],
    ) -> None:
        self._database, self._clock, self._audit, self._signer = database, clock, audit, signer
        self._contact, self._bring_up_to_date = contact, bring_up_to_date

    def add_to(self, app: web.Application) -> None:
        app.router.add_get("/answer/{token}", self.list)
        app.router.add_get("/answer/{token}/{item}", self.form)
        app.router.add_post("/answer/{token}/{item}", self.save)
        app.router.add_get("/answer/{token}/{item}/options", self.options)
        app.router.add_post("/answer/{token}/{item}/options", self.save_options)
        app.router.add_route("*", "/answer/{token}", self.other_method)
        app.router.add_route("*", "/answer/{token}/{item}", self.other_method)
        app.router.add_route("*", "/answer/{token}/{item}/options", self.other_method)

    async def list(self, request: web.Request) -> web.Response:
        token, recorded = request.match_info["token"], request.query.get("recorded", "")
        given = request.query.get("options", "")

        def show(session: Session, link: AnswerLink, asked: Asked, now: datetime) -> web.Response:
            self._audit_view(session, asked, "all", now)
            just, with_options = asked.item(recorded), asked.item(given)
            return list_page(
                asked.view,
                token,
                until=moment_words(link.valid_until),
                recorded=just if just and just.answered else None,
                options=_options_links(session, asked, now),
                options_for=with_options.ref if with_options else "",
            )

        return await self._behind(token, show)

    async def form(self, request: web.Request) -> web.Response:
        token, key = request.match_info["token"], request.match_info["item"]

        def show(session: Session, _link: AnswerLink, asked: Asked, now: datetime) -> web.Response:
            item = asked.item(key)
            if item is None:
                return self._no_such_page()
            self._audit_view(session, asked, item.name, now)
            return form_page(asked.view, item, token, answer_fields.standing(item, asked.view.today))

        return await self._behind(token, show)

    async def save(self, request: web.Request) -> web.Response:
        token, key = request.match_info["token"], request.match_info["item"]
        try:
            submitted = await submitted_fields(request)
            seen = seen_in(submitted)
        except FormNotRead as error:
            return note_page(error.status, NOT_READ, str(error))
        typed = answer_fields.read(submitted)
        replacements: list[Replacement] = []

        def keep(session: Session, _link: AnswerLink, asked: Asked, now: datetime) -> web.Response:
            item = asked.item(key)
            if item is None:
                return self._no_such_page()
            if submitted.get("asked") != typed.answer.rating and (question := _question(item, typed, asked)):
                return form_page(asked.view, item, token, typed, notice=question, asked=typed.answer.rating)
            answered, cards = self._record(session, asked, item, token, typed, seen, now)
            replacements[:] = cards
            return answered

        answered = await self._behind(token, keep)
        self._bring_up_to_date(replacements)
        return answered

    async def options(self, request: web.Request) -> web.Response:
        token, key = request.match_info["token"], request.match_info["item"]

        def show(session: Session, _link: AnswerLink, asked: Asked, now: datetime) -> web.Response:
            about = self._options_asked(session, asked, key, token, now)
            if about is None:
                return self._no_such_page()
            self._audit_view(session, asked, f"options for {about.action.ref}", now)
            return show_options(about)

        return await self._behind(token, show)

    async def save_options(self, request: web.Request) -> web.Response:
        token, key = request.match_info["token"], request.match_info["item"]
        try:
            submitted = await submitted_fields(request)
            seen = seen_in(submitted)
        except FormNotRead as error:
            return note_page(error.status, NOT_READ, str(error))

        def keep(session: Session, _link: AnswerLink, asked: Asked, now: datetime) -> web.Response:
            about = self._options_asked(session, asked, key, token, now)
            if about is None:
                return self._no_such_page()
            return save_options(about, submitted, seen, back=f"../../{token}?options={key}")

        return await self._behind(token, keep)

    def _options_asked(
        self, session: Session, asked: Asked, key: str, token: str, now: datetime
    ) -> OptionsAsked | None:
        """None for an item that the link is not for."""
        item = asked.item(key)
        if item is None:
            return None
        action, _ = item_pressed(session, item.item)
        if action is None:
            return None
        return OptionsAsked(session, self._audit, asked.person, action, item.local_area, token, now)

    async def other_method(self, request: web.Request) -> web.Response:
        answered = note_page(405, "Not possible", "Open the link from your email and use the form on its page.")
        answered.headers["Allow"] = "GET, HEAD, POST" if "item" in request.match_info else "GET, HEAD"
        return answered

    def _record(
        self, session: Session, asked: Asked, item: ItemView, token: str, typed: Typed, seen: int, now: datetime
    ) -> tuple[web.Response, Sequence[Replacement]]:
        view, person = asked.view, asked.person
        if typed.unreadable:
            problems = typed.problems(item.ratings, item.facts, view.today)
            return form_page(view, item, token, typed, problems=problems, status=422), ()
        try:
            done = record_update(
                session,
                self._audit,
                person=person,
                item_key=item.item,
                answer=typed.answer,
                seen=seen,
                now=now,
                source=UpdateSource.WEB,
            )
        except Incomplete as refused:
            return form_page(view, item, token, typed, problems=refused.problems, status=422), ()
        except AnsweredSince as refused:
            return form_page(view, item, token, typed, notice=str(refused), status=409), ()
        except UpdateRefused as refused:
            log.info("update refused", action="refuse_update", reason=type(refused).__name__, person=person.key)
            audit_refusal(session, self._audit, person.key, item.item, type(refused).__name__, now)
            return note_page(409, NOT_READ, str(refused), given_back=typed.answer), ()
        log.info("update recorded", action="record_update", item=done.item.subject, person=person.key)
        tell_sros(session, self._audit, done, now)
        to_list = web.Response(status=303, headers={"Location": f"../{token}?recorded={item.item}"})
        return to_list, cards_to_replace(session, done, now)

    async def _behind(
        self, token: str, work: Callable[[Session, AnswerLink, Asked, datetime], web.Response]
    ) -> web.Response:
        """What a link leads to, in one transaction."""
        now = self._clock()
        try:
            link = self._signer.read_answer(token, now)
        except NoSuchLink:
            log.info("no such link", action="refuse_link")
            return self._no_such_page()
        except LinkOver as over:
            return await self._link_over(over.link, now)

        def in_transaction(session: Session) -> web.Response:
            person = session.exec(select(Person).where(Person.key == link.person_key)).first()
            view = request_view(session, person, link.message_id, now) if person else None
            if person is None or view is None:
                return self._no_such_page()
            return work(session, link, Asked(person, view), now)

        return await self._database.write(in_transaction)

    async def _link_over(self, link: AnswerLink, now: datetime) -> web.Response:
        def refuse(session: Session) -> None:
            content = {"message": link.message_id, "reason": "LinkOver"}
            self._audit.record(
                session,
                plan_key="",
                at=now,
                actor=link.person_key,
                action="refuse_link",
                subject=link.person_key,
                content=content,
            )

        await self._database.write(refuse)
        return note_page(
            410,
            "This link is no longer open",
            f"It took answers until {moment_words(link.valid_until)}.",
            f"To add or correct something now, write to {self._contact}.",
        )

    def _no_such_page(self) -> web.Response:
        return note_page(
            404,
            "This link does not work",
            "Open it from the email once more, or copy the whole of it into the address bar.",
            f"If it still does not work, write to {self._contact}.",
        )

    def _audit_view(self, session: Session, asked: Asked, what: str, now: datetime) -> None:
        self._audit.record(
            session,
            plan_key="",
            at=now,
            actor=asked.person.key,
            action="view_requests",
            subject=asked.person.key,
            content={"message": asked.view.message_id, "shown": what},
        )


def _options_links(session: Session, asked: Asked, now: datetime) -> dict[str, OptionsLink]:
    """Below what is answered: by item, what leads to the options for its action, once for each action."""
    links: dict[str, OptionsLink] = {}
    done: set[str] = set()
    for item in asked.view.items:
        found = item_by_key(session, item.item) if item.answered and item.ref not in done else None
        if found is None:
            continue
        done.add(item.ref)
        action = session.get_one(Action, found.action_id)
        if link := options_link(session, asked.person, action, found.plan_key, now):
            links[item.item] = link
    return links


def _question(item: ItemView, typed: Typed, asked: Asked) -> str:
    """What to ask about a rating that the dates speak against; blank where anything else has to be put right first."""
    today = asked.view.today
    if typed.unreadable or problems_of(typed.answer, item.ratings, item.facts, today):
        return ""
    rating = next((rating for rating in item.ratings if rating.code == typed.answer.rating), None)
    return disagreement(rating, typed.answer, item.facts, today)
