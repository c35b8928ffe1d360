"""The load generator: a fixed number of turns in flight, each over a connection that stays open.

Written on bare streams: an HTTP client costs more per request than the fastest server here, and would itself be
what is measured.
"""

import asyncio
import json
from collections.abc import Iterator, Sequence
from typing import Any

HOST = "127.0.0.1"
IN_FLIGHT = 16


class TurnRefusedError(Exception):
    """The bot answered a turn with an error, or not with what was expected."""


def request(method: str, path: str, body: bytes = b"") -> bytes:
    head = (
        f"{method} {path} HTTP/1.1\r\nHost: {HOST}\r\nContent-Type: application/json; charset=utf-8\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def turn_request(activity: dict[str, Any]) -> bytes:
    return request("POST", "/api/messages", json.dumps(activity).encode())


async def send_all(port: int, requests: Sequence[bytes], answer_contains: bytes = b"") -> None:
    waiting = iter(requests)
    async with asyncio.TaskGroup() as group:
        for _ in range(min(IN_FLIGHT, len(requests))):
            group.create_task(_send_one_after_another(port, waiting, answer_contains))


async def ask(port: int, message: bytes) -> dict[str, Any]:
    reader, writer = await asyncio.open_connection(HOST, port)
    writer.write(message)
    body = await _answer(reader)
    writer.close()
    return json.loads(body)


async def _send_one_after_another(port: int, waiting: Iterator[bytes], answer_contains: bytes) -> None:
    reader, writer = await asyncio.open_connection(HOST, port)
    try:
        for message in waiting:
            writer.write(message)
            body = await _answer(reader)
            if answer_contains not in body:
                raise TurnRefusedError(body[:500].decode(errors="replace"))
    finally:
        writer.close()


async def _answer(reader: asyncio.StreamReader) -> bytes:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    status_line, *header_lines = head.split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in header_lines)}
    # A server that sends chunks or closes the connection would break the count of bytes: better to stop.
    if "transfer-encoding" in headers or headers.get("connection", "").lower() == "close":
        raise TurnRefusedError(head)
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    if status_line.split(" ")[1][0] != "2":
        raise TurnRefusedError(head + body[:500].decode(errors="replace"))
    return body
