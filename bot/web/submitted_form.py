"""Reading what a browser posts: the fields of our own form, and nothing that only looks like it."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl

from aiohttp import web

FORM_TYPE = "application/x-www-form-urlencoded"
LONGEST_BODY = 512 * 1024
"""Bytes: every field three times as long as it may be, in letters of another script."""

MOST_FIELDS = 50
LONGEST_NUMBER = 9


class FormNotRead(Exception):
    """What came is not the form of this page; the message says what to do."""

    def __init__(self, status: int, sentence: str) -> None:
        self.status = status
        super().__init__(sentence)


async def submitted_fields(request: web.Request) -> Mapping[str, str]:
    """The fields of the form. Raises FormNotRead."""
    if request.content_type != FORM_TYPE:
        raise FormNotRead(415, "Nothing was saved: answer with the form on the page behind your link.")
    if (request.charset or "utf-8").lower() not in {"utf-8", "utf8"}:
        raise FormNotRead(400, "Nothing was saved: the form must be sent as UTF-8, as every current browser does.")
    too_long = FormNotRead(413, "Nothing was saved, as it was too long: go back and shorten what you wrote.")
    if (request.content_length or 0) > LONGEST_BODY:
        raise too_long
    try:
        body = await request.read()
    except web.HTTPRequestEntityTooLarge as error:
        raise too_long from error
    if len(body) > LONGEST_BODY:
        raise too_long
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise FormNotRead(400, "Nothing was saved, as the form could not be read: go back and save again.") from error
    return dict(pairs)


def seen_in(submitted: Mapping[str, str]) -> int:
    """The id of the latest update when the page was made, 0 for none. Raises FormNotRead."""
    text = submitted.get("seen", "")
    if not text.isascii() or not text.isdigit() or len(text) > LONGEST_NUMBER:
        raise FormNotRead(400, "Nothing was saved, as the form could not be read: go back and save again.")
    return int(text)
