"""Somebody outside the tenant: reads their email, follows its link and fills in the form, as a browser would."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from multidict import CIMultiDict
from sqlmodel import Session

from store import tables
from store.types import ContactRoute
from tests.conftest import Store
from tests.scenarios.fake_teams import FakeTeams
from tests.scenarios.mail_server import HOST, MailServer, part
from tests.scenarios.running_bot import LEAD, PUBLIC_URL, REMINDER, HandHeldClock, Member, RunningBot, running

ADDRESS = "camhs.lead@trust.nhs.example"
MAIL_FROM = "send@bradford.example"


@dataclass
class Page(HTMLParser):
    """An answer: its words, links, the fields of its form with what stands in them, and what is marked as wrong."""

    status: int
    headers: CIMultiDict[str]
    text: str
    words: str = ""
    links: dict[str, str] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)
    choices: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    action: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[str] = []
        self._link = self._area = ""
        self.feed(self.text)
        self.words = " ".join(self.words.split())

    def __hash__(self) -> int:
        return id(self)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._open.append(tag)
        if tag == "form":
            self.action = given["action"]
        if tag == "a":
            self._link = given["href"]
        if "aria-invalid" in given:
            self.wrong.append(given.get("name", "rating"))
        if tag == "textarea":
            self._area = given["name"]
            self.fields[self._area] = ""
        if tag == "input" and given["type"] == "radio":
            self.choices.append(given["value"])
            self.fields.setdefault(given["name"], "")
            if "checked" in given:
                self.fields[given["name"]] = given["value"]
        elif tag == "input":
            self.fields[given["name"]] = given["value"]

    def handle_endtag(self, tag: str) -> None:
        del self._open[len(self._open) - self._open[::-1].index(tag) - 1 :]
        if tag == "textarea":
            self.fields[self._area] = self.fields[self._area].removeprefix("\n")
            self._area = ""
        if tag == "a":
            self._link = ""

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] in {"style", "title"}:
            return
        if self._area:
            self.fields[self._area] += data
        self.words += data
        if self._link:
            self.links[" ".join(data.split())] = self._link


@dataclass(frozen=True)
class Partner:
    """`member` is who they are in the register."""

    member: Member
    mail: MailServer
    address: str = ADDRESS

    @property
    def bot(self) -> RunningBot:
        return self.member.bot

    @property
    def link(self) -> str:
        """Of the newest email, as a path."""
        newest = part(self.mail.to(self.address)[-1], "plain")
        found = re.search(rf"^{re.escape(PUBLIC_URL)}(/answer/\S+)\r?$", newest, re.MULTILINE)
        assert found, newest
        return found[1]

    @property
    def list_link(self) -> str:
        """The page with all items of the message, whatever the email leads to."""
        return "/".join(self.link.split("/")[:3])

    def form_link(self, ref: str, seq: int) -> str:
        return f"{self.list_link}/{self.bot.item(ref, seq)}"

    async def opens(self, path: str = "") -> Page:
        async with self.bot.client.get(path or self.link, allow_redirects=False) as answer:
            return Page(answer.status, answer.headers.copy(), await answer.text())

    async def sends(self, form: Page, path: str = "", **typed: str) -> Page:
        """The form as it stands with what was typed over it; a redirect is not followed."""
        where = urlsplit(urljoin(path or self.link, form.action)).path
        fields = {name: value for name, value in (form.fields | typed).items() if name != "rating" or value}
        async with self.bot.client.post(where, data=fields, allow_redirects=False) as answer:
            return Page(answer.status, answer.headers.copy(), await answer.text())

    async def follows(self, page: Page, path: str = "") -> Page:
        """Where a redirect leads."""
        assert page.status == 303
        return await self.opens(urljoin(path or self.link, page.headers["Location"]))


def answers_by_email(bot: RunningBot, person: str = LEAD, address: str = ADDRESS) -> Member:
    member = bot.member(person)

    def by_email(session: Session) -> None:
        row = session.get_one(tables.Person, member.id)
        row.route, row.email = ContactRoute.EMAIL, address

    bot.change(by_email)
    return member


@asynccontextmanager
async def bot_with_mail(
    store: Store, teams: FakeTeams, clock: HandHeldClock, mail: MailServer, **settings: Any
) -> AsyncGenerator[RunningBot]:
    mailing = {
        "smtp_host": HOST,
        "smtp_port": mail.port,
        "smtp_tls": "none",
        "mail_from": f"Bradford SEND <{MAIL_FROM}>",
        **settings,
    }
    async with running(store, teams, clock, **mailing) as bot:
        await bot.delivery.tick()  # the scheduler's first one is over by then, and the database is free
        yield bot


@pytest.fixture
async def mail() -> AsyncIterator[MailServer]:
    async with MailServer() as server:
        yield server


@pytest.fixture
async def partner(
    sample_store: Store, teams: FakeTeams, clock: HandHeldClock, mail: MailServer
) -> AsyncIterator[Partner]:
    """On the morning of a reminder, with the email of the day in their inbox."""
    async with bot_with_mail(sample_store, teams, clock, mail) as bot:
        bot.everybody_has_the_app()
        member = answers_by_email(bot)
        clock.now = REMINDER
        await bot.delivery.tick()
        yield Partner(member, mail)
