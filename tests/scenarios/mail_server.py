"""A real mail server, which answers by script."""

from __future__ import annotations

import asyncio
import email
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default
from types import TracebackType
from typing import Any, Self

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

HOST = "127.0.0.1"
TAKEN = "250 OK"
HANG_UP = "hang up"
"""In place of an answer: the connection is dropped."""


@dataclass
class Script:
    """What is answered at each step; the address of whoever it is about decides at RCPT."""

    mail: str = TAKEN
    refused: dict[str, str] = field(default_factory=dict)
    data: str = TAKEN


class MailServer:
    """In `async with`. `taken` are the emails it took, as they came; `recipients` whom each was for."""

    def __init__(self, password: str = "") -> None:
        self.script = Script()
        self.taken: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self.port = 0
        self._password = password.encode()
        self._login: dict[str, Any] = {"authenticator": self._allows, "auth_require_tls": False} if password else {}
        self._connections: list[SMTP] = []

    async def __aenter__(self) -> Self:
        self._server = await asyncio.get_running_loop().create_server(self._connection, HOST, 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.close()
        for connection in self._connections:
            if connection.transport is not None:
                connection.transport.close()
        await self._server.wait_closed()
        await asyncio.sleep(0.01)  # transports close in the loop's next rounds

    def to(self, address: str) -> list[EmailMessage]:
        """What it took for somebody, oldest first."""
        return [message for message, whom in zip(self.taken, self.recipients, strict=True) if whom == [address]]

    def _connection(self) -> SMTP:
        connection = SMTP(self, hostname="mail.example", enable_SMTPUTF8=False, **self._login)
        self._connections.append(connection)
        return connection

    def _allows(self, _server: Any, _session: Any, _envelope: Any, _mechanism: str, given: Any) -> AuthResult:
        right = isinstance(given, LoginPassword) and given.password == self._password
        return AuthResult(success=right, handled=right)

    async def handle_MAIL(  # noqa: N802 - the name is the server's
        self, server: Any, session: Any, envelope: Any, address: str, mail_options: list[str]
    ) -> str:
        del session, mail_options
        envelope.mail_from = address
        return _answer(server, self.script.mail)

    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, rcpt_options: list[str]
    ) -> str:
        del session, rcpt_options
        answer = self.script.refused.get(address, TAKEN)
        if answer == TAKEN:
            envelope.rcpt_tos.append(address)
        return _answer(server, answer)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        del session
        if self.script.data == TAKEN:
            self.recipients.append(list(envelope.rcpt_tos))
            self.taken.append(email.message_from_bytes(envelope.content, policy=default))
        return _answer(server, self.script.data)


def _answer(server: Any, answer: str) -> str:
    if answer == HANG_UP:
        server.transport.abort()
        return TAKEN
    return answer


def part(message: EmailMessage, kind: str) -> str:
    """ "plain" or "html", as it reads."""
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content())
