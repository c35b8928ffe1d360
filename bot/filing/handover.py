"""What takes time about a file, after the turn is answered: making it, offering it, and putting it where it goes."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Coroutine
from datetime import datetime

import structlog
from sqlmodel import Session

from adaptive_cards import file_not_saved
from bot.clock import Clock
from bot.database import Database
from bot.delivery_faults import DeliveryFault
from bot.filing.errors import FilingRefused, UploadUnknown
from bot.filing.taken_up import SAVE, TakenUp, take_up
from bot.filing.uploading import Uploader
from bot.links import BadLink, FileOffer, ReportLink
from bot.reports import ReportRefused, Reports, words_for
from bot.teams.files import FileChat
from bot.turns import FileConsent, FileOffered, Place, Reply, UploadPlace
from store.queries.people import PersonNotFound
from store.queries.plans import PlanNotFound
from workflows.documents.typesetting import NotTypeset
from workflows.documents.written import Written

log = structlog.get_logger()

NUMBER_BYTES = 8
NOT_MADE = "The file could not be made just now: use the download link, or try again in a few minutes."


class FileHandover:
    def __init__(self, database: Database, clock: Clock, reports: Reports, chat: FileChat, uploader: Uploader) -> None:
        self._database, self._clock, self._reports = database, clock, reports
        self._chat, self._uploader = chat, uploader
        self._tasks: set[asyncio.Task[None]] = set()

    def offer(self, place: Place, link: ReportLink) -> None:
        self._start(place, self._offer(place, link))

    def save(self, consent: FileConsent, upload: UploadPlace, offer: FileOffer) -> None:
        self._start(consent.place, self._save(consent, upload, offer))

    def remove_offer(self, consent: FileConsent) -> None:
        """Teams leaves both of its buttons there until the bot takes them away."""
        self._start(consent.place, self._remove(consent))

    async def finish(self) -> None:
        """Lets what was begun end."""
        await asyncio.gather(*self._tasks)

    def _start(self, place: Place, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(self._watched(place, work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _watched(self, place: Place, work: Coroutine[None, None, None]) -> None:
        """The reader hears of whatever goes wrong; they still have the links."""
        try:
            await work
        except DeliveryFault as fault:
            log.warning("a word about a file did not go out", action="hand_over_file", fault=str(fault))
        except (ReportRefused, BadLink, NotTypeset, PersonNotFound, PlanNotFound) as refused:
            log.info("no file is handed over", action="hand_over_file", reason=type(refused).__name__)
            await self._say(place, Reply(str(refused)))
        except Exception:
            log.exception("a file could not be handed over", action="hand_over_file")
            await self._say(place, Reply(NOT_MADE))

    async def _offer(self, place: Place, link: ReportLink) -> None:
        now = self._clock()
        file = await self._made(link, now)
        offer = FileOffer(link, secrets.token_hex(NUMBER_BYTES))

        def record(session: Session) -> None:
            self._reports.record(session, link, "offer_file", {"format": link.form, "offer": offer.number}, now)

        await self._database.write(record)
        token = self._reports.signer.sign_offer(offer)
        await self._chat.offer(place, FileOffered(file.name, words_for(link), len(file.content), token))

    async def _save(self, consent: FileConsent, upload: UploadPlace, offer: FileOffer) -> None:
        now = self._clock()
        file = await self._made(offer.link, now)

        def begin(session: Session) -> TakenUp:
            return take_up(session, self._reports, offer, file, now)

        taken_up = await self._database.write(begin)
        if taken_up is TakenUp.ALREADY:  # a second press, or Teams saying it twice
            return
        fault = UploadUnknown() if taken_up is TakenUp.LOST else await self._upload(upload, file)
        outcome: dict[str, object] = {"offer": offer.number, "saved": fault is None}
        if fault is not None:
            outcome["fault"] = type(fault).__name__
            log.warning("a file was not saved", action=SAVE, fault=type(fault).__name__)

        def end(session: Session) -> None:
            self._reports.record(session, offer.link, SAVE, outcome, self._clock())

        await self._database.write(end)
        try:
            await self._tell(consent.place, upload, offer.link, fault)
        finally:
            await self._remove(consent)

    async def _made(self, link: ReportLink, now: datetime) -> Written:
        """Read only, so that nobody who writes waits for it. Whether it is still for them is looked up again."""
        return await self._database.read(lambda session: self._reports.file(session, link, now))

    async def _upload(self, upload: UploadPlace, file: Written) -> FilingRefused | None:
        try:
            await self._uploader.put(upload.upload_url, file.content)
        except FilingRefused as fault:
            return fault
        except Exception:
            log.exception("sending a file failed", action=SAVE)
            return UploadUnknown()
        return None

    async def _tell(self, place: Place, upload: UploadPlace, link: ReportLink, fault: FilingRefused | None) -> None:
        if fault is None:
            await self._chat.saved(place, upload)
            return
        card = file_not_saved.build(
            str(fault),
            name=words_for(link),
            token=self._reports.signer.sign(link),
            address=self._reports.address_of(link),
        )
        await self._chat.say(place, Reply(file_not_saved.TITLE, card))

    async def _say(self, place: Place, reply: Reply) -> None:
        try:
            await self._chat.say(place, reply)
        except DeliveryFault as fault:
            log.warning("a word about a file did not go out", action="hand_over_file", fault=str(fault))

    async def _remove(self, consent: FileConsent) -> None:
        if not consent.reply_to_id:
            return
        try:
            await self._chat.remove(consent.place, consent.reply_to_id)
        except DeliveryFault as fault:
            log.warning("the offer of a file could not be removed", action="remove_offer", fault=str(fault))
