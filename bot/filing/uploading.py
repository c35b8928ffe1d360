"""The bytes of a file into a OneDrive upload session, in one piece."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import aiohttp

from bot.filing.errors import UploadNotReached, UploadNotTaken, UploadOver, UploadUnknown
from bot.filing.upload_address import check_address

TIMEOUT = aiohttp.ClientTimeout(total=60, connect=5)
COMPLETE = {200, 201}
"""202 would mean that OneDrive waits for more, and there is no more."""
OVER = {401, 403, 404, 409, 410, 416}
"""The session is not open: it ran out, was used up or was called off."""
NOT_NOW = {429, 503}


@dataclass(frozen=True, slots=True)
class Uploader:
    """`hosts` are those of the council's OneDrive: "sharepoint.com" stands for every host whose name ends so."""

    http: aiohttp.ClientSession
    hosts: Sequence[str]
    timeout: aiohttp.ClientTimeout = TIMEOUT

    async def put(self, address: str, content: bytes) -> None:
        """Once: whether to try again is for the reader to say. Raises ForeignAddress, UploadFault."""
        check_address(address, self.hosts)
        last = len(content) - 1
        headers = {
            "Content-Type": "application/octet-stream",
            "Content-Range": f"bytes 0-{last}/{len(content)}",
        }
        try:
            async with self.http.put(
                address, data=content, headers=headers, timeout=self.timeout, allow_redirects=False
            ) as answer:
                status = answer.status
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL) as error:
            raise UploadNotReached from error
        except (aiohttp.ClientError, TimeoutError) as error:
            raise UploadUnknown from error
        if status in COMPLETE:
            return
        if status in OVER:
            raise UploadOver
        if status in NOT_NOW:
            raise UploadNotReached
        raise UploadUnknown if status >= 500 and status != 507 else UploadNotTaken
