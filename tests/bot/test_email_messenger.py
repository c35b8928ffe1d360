"""Each answer of a mail server, and what it means for a message (`design.md` section 9, "Asking")."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import NotReadyToServe, build_app
from bot.delivery_faults import DeliveryFault, FaultKind
from bot.email.composing import Sender, read_address
from bot.email.messenger import EmailMessenger, MailServer
from bot.messenger import Addressee
from bot.settings import Settings
from bot.turns import Reply
from tests.bot.test_email import letter
from tests.scenarios.mail_server import HANG_UP, HOST, part
from tests.scenarios.mail_server import MailServer as RealServer

ADDRESS = "s.obrien@trust.nhs.example"
SENDER = Sender(read_address("SEND team <send@bradford.example>"))


@pytest.fixture
async def server() -> AsyncIterator[RealServer]:
    async with RealServer() as started:
        yield started


def to(address: str = ADDRESS) -> Addressee:
    return Addressee("lead", "Siobhán O’Brien", address, None, None)


def messenger(port: int, *, user: str = "", password: str = "", timeout: float = 5) -> EmailMessenger:
    return EmailMessenger(MailServer(HOST, port, user, password, "none", timeout), SENDER)


async def fault(of: EmailMessenger, addressee: Addressee | None = None, reply: Reply | None = None) -> DeliveryFault:
    with pytest.raises(DeliveryFault) as caught:
        await of.send(addressee or to(), reply or Reply("Update needed", None, letter()))
    return caught.value


async def test_an_email_arrives_at_its_one_recipient_and_the_receipt_names_it(server: RealServer) -> None:
    receipt = await messenger(server.port).send(to(), Reply("Update needed", None, letter()))
    (taken,) = server.taken
    assert server.recipients == [[ADDRESS]]
    assert receipt.activity_id == taken["Message-ID"] == "<20230303093000.12@bradford.example>"
    assert receipt.place is None
    assert "2.1.2 milestone 3" in part(taken, "plain")
    assert "2.1.2 milestone 3" in part(taken, "html")


async def test_a_second_attempt_is_the_same_email_again(server: RealServer) -> None:
    for _ in range(2):
        await messenger(server.port).send(to(), Reply("Update needed", None, letter()))
    first, second = server.taken
    assert first["Message-ID"] == second["Message-ID"]


@pytest.mark.parametrize(
    "answer",
    ["550 5.1.1 No such mailbox here", "551 moved", "553 5.1.3 bad syntax", "552 5.2.2 mailbox full", "550 unknown"],
)
async def test_a_refused_recipient_cannot_be_reached_and_the_reason_is_kept(server: RealServer, answer: str) -> None:
    server.script.refused[ADDRESS] = answer
    met = await fault(messenger(server.port))
    assert (met.kind, met.status) == (FaultKind.UNREACHABLE, int(answer[:3]))
    assert met.code == answer[4:]
    assert server.taken == []


@pytest.mark.parametrize("answer", ["550 5.7.1 Unable to relay", "554 5.7.0 Policy", "550 5.5.1 Not now"])
async def test_a_relay_that_does_not_take_our_mail_marks_nobodys_address(server: RealServer, answer: str) -> None:
    server.script.refused[ADDRESS] = answer
    assert (await fault(messenger(server.port))).kind is FaultKind.REJECTED


@pytest.mark.parametrize("answer", ["450 4.2.1 Greylisted", "451 4.3.0 Local error", "452 4.5.3 Too many"])
async def test_a_recipient_refused_for_now_is_tried_again(server: RealServer, answer: str) -> None:
    server.script.refused[ADDRESS] = answer
    assert (await fault(messenger(server.port))).kind is FaultKind.RETRY


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ("451 4.7.1 Try later", FaultKind.RETRY),
        ("421 4.3.2 Closing", FaultKind.RETRY),
        ("554 5.6.0 Looks like spam", FaultKind.REJECTED),
        ("554 no", FaultKind.REJECTED),
        ("550 5.1.1 No such mailbox after all", FaultKind.UNREACHABLE),
    ],
)
async def test_the_answer_to_the_text_decides_too(server: RealServer, answer: str, kind: FaultKind) -> None:
    server.script.data = answer
    assert (await fault(messenger(server.port))).kind is kind


async def test_a_connection_lost_after_the_text_leaves_it_unknown(server: RealServer) -> None:
    server.script.data = HANG_UP
    assert (await fault(messenger(server.port))).kind is FaultKind.UNCONFIRMED


async def test_a_connection_lost_before_the_text_is_tried_again(server: RealServer) -> None:
    server.script.refused[ADDRESS] = HANG_UP
    assert (await fault(messenger(server.port))).kind is FaultKind.RETRY


async def test_a_refused_sender_is_our_own_fault(server: RealServer) -> None:
    server.script.mail = "550 5.1.8 Bad sender"
    assert (await fault(messenger(server.port))).kind is FaultKind.REJECTED


async def test_a_refused_connection_is_tried_again() -> None:
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    assert (await fault(messenger(port))).kind is FaultKind.RETRY


@pytest.mark.parametrize(
    ("greets", "kind"), [(False, FaultKind.RETRY), (True, FaultKind.UNCONFIRMED)], ids=["greeting", "text"]
)
async def test_a_server_that_falls_silent_is_waited_for_and_no_longer(greets: bool, kind: FaultKind) -> None:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 ready\r\n" if greets else b"")
        while line := await reader.readline():
            if line.startswith((b"EHLO", b"MAIL", b"RCPT")):
                writer.write(b"250 OK\r\n")
            if line.startswith(b"DATA"):
                writer.write(b"354 go on\r\n")
        writer.close()
        await writer.wait_closed()
        left.set()

    left = asyncio.Event()
    silent = await asyncio.start_server(serve, HOST, 0)
    async with silent:
        port = silent.sockets[0].getsockname()[1]
        assert (await fault(messenger(port, timeout=0.3))).kind is kind
        await left.wait()


async def test_a_login_is_given_where_the_server_asks_for_one() -> None:
    async with RealServer(password="swordfish") as server:
        await messenger(server.port, user="bot", password="swordfish").send(to(), Reply("Needed", None, letter()))
        assert len(server.taken) == 1


async def test_a_wrong_password_is_our_own_fault_and_is_not_told() -> None:
    async with RealServer(password="swordfish") as server:
        met = await fault(messenger(server.port, user="bot", password="a guess"))
        assert (met.kind, met.status) == (FaultKind.REJECTED, 535)
        assert "guess" not in str(met)


async def test_encryption_that_the_server_does_not_offer_is_our_own_fault_and_nothing_goes_out(
    server: RealServer,
) -> None:
    encrypting = EmailMessenger(MailServer(HOST, server.port, encryption="starttls", timeout=5), SENDER)
    assert (await fault(encrypting)).kind is FaultKind.REJECTED
    assert server.taken == []


@pytest.mark.parametrize("address", ["", "not an address", "a@b.example\r\nRCPT TO:<x@y.example>"])
async def test_somebody_without_a_good_address_cannot_be_reached(server: RealServer, address: str) -> None:
    met = await fault(messenger(server.port), to(address))
    assert met.kind is FaultKind.UNREACHABLE
    assert "email address" in met.code
    assert server.recipients == []


async def test_what_has_no_letter_does_not_go_by_email(server: RealServer) -> None:
    assert (await fault(messenger(server.port), reply=Reply("A card alone"))).kind is FaultKind.REJECTED


async def test_a_mail_server_without_a_sender_stops_the_start_with_what_to_set(tmp_path: Path) -> None:
    for given in ({}, {"mail_from": "not an address"}, {"mail_from": "a@b.example", "mail_reply_to": "nobody"}):
        settings = Settings.model_validate(
            {
                "database_url": f"sqlite:///{tmp_path / 'x.db'}",
                "secrets_folder": tmp_path,
                "smtp_host": HOST,
                **given,
            }
        )
        with pytest.raises(NotReadyToServe, match="SENDBOT_MAIL_FROM must say"):
            await build_app(settings)
