"""Emails through the council's mail server."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import Literal

from aiosmtplib import SMTP
from aiosmtplib.errors import SMTPException

from bot.delivery_faults import DeliveryFault, FaultKind
from bot.email.composing import NotAnAddress, Sender, address_of, compose, wire_form
from bot.email.smtp_faults import Stage, fault_of_mail
from bot.messenger import Addressee, Receipt
from bot.turns import Replacement, Reply

TIMEOUT_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class MailServer:
    """`user` blank: no login. `encryption`: by STARTTLS, from the first byte (tls), or none."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    encryption: Literal["starttls", "tls", "none"] = "starttls"
    timeout: float = TIMEOUT_SECONDS


class EmailMessenger:
    """One connection a message: a server that drops one takes no other message with it."""

    def __init__(self, server: MailServer, sender: Sender) -> None:
        self._server, self._sender = server, sender

    async def send(self, addressee: Addressee, reply: Reply) -> Receipt:
        """The receipt holds the Message-ID. Raises DeliveryFault."""
        if reply.letter is None:
            raise DeliveryFault(FaultKind.REJECTED, 0, "a message without a letter cannot go by email")
        try:
            to = address_of(addressee.name, addressee.email)
        except NotAnAddress as error:
            raise DeliveryFault(FaultKind.UNREACHABLE, 0, str(error)) from error
        email = compose(reply.letter, to, self._sender)
        await self._hand_over(to.addr_spec, wire_form(email))
        return Receipt(str(email["Message-ID"]), None)

    async def replace(self, replacement: Replacement) -> None:
        """An email stays as it was sent: its link shows how things stand."""

    async def _hand_over(self, to: str, content: bytes) -> None:
        server = self._server
        client = SMTP(
            hostname=server.host,
            port=server.port,
            local_hostname=self._sender.address.domain,
            use_tls=server.encryption == "tls",
            start_tls=server.encryption == "starttls",
            timeout=server.timeout,
        )
        stage = Stage.GREETING
        try:
            await client.connect()
            if server.user:
                await client.login(server.user, server.password)
            stage = Stage.SENDER
            await client.mail(self._sender.address.addr_spec)
            stage = Stage.RECIPIENT
            await client.rcpt(to)
            stage = Stage.TEXT
            await client.data(content)
        except (SMTPException, OSError, ValueError) as error:
            raise fault_of_mail(error, stage) from error
        finally:
            await _leave(client)


async def _leave(client: SMTP) -> None:
    """Politely where the server still listens; the message's fate is settled by now."""
    with contextlib.suppress(SMTPException, OSError):
        if client.is_connected:
            await client.quit()
    client.close()
