"""The downloads behind personal links to the report, and what stands there once a link is over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import structlog
from aiohttp import web
from sqlmodel import Session

from bot.clock import Clock
from bot.database import Database
from bot.edition_notices import send_again
from bot.links import BadLink, ReportLink, ReportLinkOver
from bot.reports import ReportRefused, Reports
from bot.web.answer_pages import fresh_links_page, note_page
from bot.web.safe_headers import SAFE_HEADERS
from store.queries.editions import edition_by_number
from store.queries.people import PersonNotFound, person_named
from store.queries.plans import PlanNotFound, plan_by_key
from store.tables import Edition
from store.types import EditionStatus
from workflows.documents.typesetting import NotTypeset

log = structlog.get_logger()

OVER = "This link does not hold any more"
REFUSED = "This report is not open to you"
NOT_MADE = "This form of the report could not be made"
BY_ROUTE = "They come the way your messages from the bot reach you, in working hours."


class ReportPages:
    """`contact` is whom people write to who cannot ask the bot; `deliver_soon` sends what is due."""

    def __init__(
        self, database: Database, clock: Clock, reports: Reports, contact: str, deliver_soon: Callable[[], None]
    ) -> None:
        self._database, self._clock, self._reports = database, clock, reports
        self._contact, self._deliver_soon = contact, deliver_soon

    def add_to(self, app: web.Application) -> None:
        app.router.add_get("/reports/{token}", self.report)
        app.router.add_post("/reports/{token}", self.again)

    async def report(self, request: web.Request) -> web.Response:
        now = self._clock()
        try:
            # Before any transaction: nobody's guess at a link may trouble the turns that are committed with it.
            link = self._reports.link(request.match_info["token"], now)
            file = await self._database.read(lambda session: self._reports.file(session, link, now))
            await self._database.write(lambda session: self._reports.record_download(session, link, file, now))
        except ReportLinkOver as over:
            return await self._over(over.link, now)
        except (BadLink, PersonNotFound, PlanNotFound):
            return self._gone()
        except ReportRefused as error:
            return note_page(403, REFUSED, str(error))
        except NotTypeset as error:
            log.exception("a report could not be typeset", action="download_report")
            return note_page(503, NOT_MADE, str(error))
        disposition = "inline" if file.name.endswith(".html") else "attachment"
        return web.Response(
            body=file.content,
            headers={
                **SAFE_HEADERS,
                "Content-Type": file.content_type,
                "Content-Disposition": f'{disposition}; filename="{file.name}"',
            },
        )

    async def again(self, request: web.Request) -> web.Response:
        """Whoever has the link cannot have its reader's links sent to anybody but its reader."""
        now = self._clock()
        try:
            link = self._reports.link(request.match_info["token"], now)
        except ReportLinkOver as over:
            return await self._send_again(over.link, now)
        except BadLink:
            return self._gone()
        raise web.HTTPSeeOther(f"/reports/{self._reports.signer.sign(link)}")

    async def _over(self, link: ReportLink, now: datetime) -> web.Response:
        try:
            edition = await self._database.read(lambda session: self._issued(session, link, now))
        except (ReportRefused, PersonNotFound, PlanNotFound):
            edition = None
        if edition is None:
            return self._gone()
        return fresh_links_page(
            OVER, f"Edition {link.edition} of the report is still there: the bot can send you fresh links.", BY_ROUTE
        )

    async def _send_again(self, link: ReportLink, now: datetime) -> web.Response:
        def plan(session: Session) -> bool:
            edition = self._issued(session, link, now)
            if edition is not None:
                send_again(session, self._reports.audit, person_named(session, link.person_key), edition, now)
            return edition is not None

        try:
            planned = await self._database.write(plan)
        except (ReportRefused, PersonNotFound, PlanNotFound):
            planned = False
        if not planned:
            return self._gone()
        self._deliver_soon()
        return note_page(200, "Fresh links are on their way", BY_ROUTE)

    def _issued(self, session: Session, link: ReportLink, now: datetime) -> Edition | None:
        """The edition of a link, once it is issued. Raises ReportRefused, PersonNotFound, PlanNotFound."""
        self._reports.check_right(session, link, now)
        edition = edition_by_number(session, plan_by_key(session, link.plan_key), link.edition or 0)
        return edition if edition is not None and edition.status is EditionStatus.ISSUED else None

    def _gone(self) -> web.Response:
        return note_page(
            410,
            OVER,
            "In Teams, ask the bot for the report again to get a fresh one.",
            f"Without Teams, write to {self._contact}.",
        )
