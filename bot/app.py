"""The composition root: everything is built here, and nothing at import."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from typing import Any

import aiohttp
import structlog
from aiohttp import web
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from prometheus_client import CollectorRegistry, Counter

from bot.channels.channels import Channels
from bot.channels.report_request import ReportRequests
from bot.channels.roster import Rosters
from bot.clock import Clock, system_clock
from bot.database import Database
from bot.delivery import Delivery
from bot.delivery.measures import DeliveryMeasures
from bot.delivery.pace import Pace
from bot.delivery.posting import Posting
from bot.delivery_faults import DeliveryFault
from bot.dialogue import Dialogue
from bot.email.composing import NotAnAddress, Sender, read_sender
from bot.email.letters import Letters
from bot.email.messenger import EmailMessenger, MailServer
from bot.filing.filing import Filing
from bot.filing.handover import FileHandover
from bot.filing.uploading import Uploader
from bot.links import LinkSigner
from bot.messenger import Messenger
from bot.reports import Reports
from bot.scheduler_lock import AnotherScheduler, SchedulerLock
from bot.settings import SENDER_WANTED, Settings
from bot.teams.adapter import TeamsAdapter
from bot.teams.connector import Connector
from bot.teams.endpoint import Gate, MessagesEndpoint
from bot.teams.files import FileChat
from bot.teams.handler import TeamsHandler
from bot.teams.inbound_auth import InboundAuth, SigningKeys
from bot.teams.messenger import TeamsMessenger, replace_card
from bot.teams.tokens import ConnectorTokens
from bot.turns import Replacement
from bot.web.answer_form import AnswerForm
from bot.web.report_pages import ReportPages
from bot.web.routes import Pages
from store import migrate
from store.audit import AuditChain
from store.types import ContactRoute
from workflows.documents.word_template import TemplateRefused, opened_template

log = structlog.get_logger()

DELIVERY = web.AppKey("delivery", Delivery)
POSTING = web.AppKey("posting", Posting)
DATABASE = web.AppKey("database", Database)
ENDPOINT = web.AppKey("endpoint", MessagesEndpoint)

TICK_SECONDS = 60
MICROSOFT_TIMEOUT = aiohttp.ClientTimeout(total=10, connect=5)
"""For tokens and keys, which others wait for; the connector has its own."""


class NotReadyToServe(Exception):
    """The settings do not allow the server to start."""


async def build_app(settings: Settings, clock: Clock = system_clock, *, ticking: bool = True) -> web.Application:
    """The whole bot as one aiohttp application; without `ticking` nothing happens by the clock.

    Raises NotReadyToServe.
    """
    _check(settings)
    sender = _sender(settings)
    app = web.Application(client_max_size=1024 * 1024)
    http = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar(), timeout=MICROSOFT_TIMEOUT)
    database = Database(settings.database_url)
    migrate.upgrade(database.engine)
    audit = AuditChain.from_file(settings.secrets_folder / "audit.key")
    registry = CollectorRegistry()
    events = Counter("sendbot_events", "What has happened, by kind", ["event"], registry=registry)

    def count(event: str) -> None:
        events.labels(event).inc()

    signer = LinkSigner.from_file(settings.secrets_folder / "links.key")
    reports = Reports(
        signer,
        audit,
        settings.address,
        settings.link_hours,
        settings.issued_link_days,
        settings.word_template,
        saves=settings.in_teams,
    )
    tokens = (
        ConnectorTokens(http, settings.entra_token_url, settings.app_id, settings.app_password.get_secret_value())
        if settings.in_teams
        else None
    )
    connector = Connector(http, tokens)
    pace = Pace(clock)
    messenger = TeamsMessenger(connector, settings.app_id, settings.tenant_id, settings.service_url, pace)
    messengers: dict[ContactRoute, Messenger] = {ContactRoute.TEAMS: messenger}
    if sender is not None:
        messengers[ContactRoute.EMAIL] = EmailMessenger(_mail_server(settings), sender)
    delivery = Delivery(
        database,
        clock,
        audit,
        messengers,
        DeliveryMeasures(registry),
        {ContactRoute.TEAMS: pace},
        letters=Letters(signer, settings.address, settings.answer_link_days) if sender else None,
        reports=reports,
    )
    later = BackgroundReplacements(connector)
    handover = FileHandover(database, clock, reports, FileChat(connector), Uploader(http, settings.upload_hosts))
    filing = Filing(reports, handover, settings.upload_hosts)
    rosters = Rosters(connector, clock, settings.most_readers)
    posting = Posting(database, clock, audit, rosters, messenger, delivery.copy)
    requests = ReportRequests(database, clock, audit, reports, messenger)
    channels = Channels(database, clock, audit, rosters, requests)
    dialogue = Dialogue(database, clock, audit, reports, filing, channels, delivery.soon)
    gate = Gate(
        InboundAuth(SigningKeys(http, settings.openid_url), settings.app_id) if settings.in_teams else None,
        settings.tenant_id,
        settings.service_hosts,
    )
    endpoint = MessagesEndpoint(gate, TeamsAdapter(connector), TeamsHandler(dialogue, later.start), count)
    app.router.add_post("/api/messages", endpoint.post)
    Pages(database, clock, registry, lambda: delivery.last_tick).add_to(app)
    contact = sender.contact if sender else "the SEND compliance team"
    ReportPages(database, clock, reports, contact, delivery.soon).add_to(app)
    AnswerForm(database, clock, audit, signer, contact, later.start).add_to(app)
    app[DELIVERY], app[POSTING], app[DATABASE], app[ENDPOINT] = delivery, posting, database, endpoint

    async def resources(_app: web.Application) -> AsyncIterator[None]:
        try:
            with SchedulerLock(settings.database_url):
                await delivery.recover()
                scheduler: Any = AsyncIOScheduler(timezone=UTC)  # the package carries no types
                for tick in (delivery.tick, posting.tick):
                    scheduler.add_job(
                        tick,
                        "interval",
                        seconds=TICK_SECONDS,
                        max_instances=1,
                        coalesce=True,
                        next_run_time=datetime.now(UTC),
                    )
                if ticking:
                    scheduler.start()
                yield
                if ticking:
                    scheduler.shutdown(wait=False)
                await posting.finish()
                await delivery.finish()
                await later.finish()
                await handover.finish()
        except AnotherScheduler as error:
            raise NotReadyToServe(str(error)) from error
        finally:
            await http.close()
            database.close()

    app.cleanup_ctx.append(resources)
    return app


class BackgroundReplacements:
    """Brings other cards up to date after the answer is out. A card that cannot be changed is logged, no more."""

    def __init__(self, connector: Connector) -> None:
        self._connector = connector
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, replacements: Sequence[Replacement]) -> None:
        for replacement in replacements:
            task = asyncio.create_task(self._one(replacement))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def finish(self) -> None:
        await asyncio.gather(*self._tasks)

    async def _one(self, replacement: Replacement) -> None:
        try:
            await replace_card(self._connector, replacement)
        except DeliveryFault as fault:
            log.warning("a card could not be brought up to date", action="replace_card", fault=str(fault))
        except Exception:
            log.exception("bringing a card up to date failed", action="replace_card")


def _check(settings: Settings) -> None:
    if settings.in_teams and not settings.app_password.get_secret_value():
        raise NotReadyToServe("MICROSOFT_APP_ID is set but MICROSOFT_APP_PASSWORD is not: set both, or neither.")
    if settings.in_teams and not settings.tenant_id:
        raise NotReadyToServe("Set MICROSOFT_APP_TENANT_ID: the bot answers one tenant only.")
    if settings.word_template is not None:
        try:
            opened_template(settings.word_template)
        except TemplateRefused as error:
            raise NotReadyToServe(str(error)) from error


def _sender(settings: Settings) -> Sender | None:
    """Whom emails come from; None where there is no mail server. Raises NotReadyToServe."""
    if not settings.sends_email:
        return None
    try:
        return read_sender(settings.mail_from, settings.mail_reply_to)
    except NotAnAddress as error:
        raise NotReadyToServe(SENDER_WANTED) from error


def _mail_server(settings: Settings) -> MailServer:
    return MailServer(
        settings.smtp_host,
        settings.smtp_port,
        settings.smtp_user,
        settings.smtp_password.get_secret_value(),
        settings.smtp_tls,
    )
