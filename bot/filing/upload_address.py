"""Where a file may be sent. The address comes in from outside, so it is looked at before anything is sent to it."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection
from urllib.parse import SplitResult, urlsplit

from bot.filing.errors import ForeignAddress

HTTPS_PORT = 443
_HOST_NAME = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*")
"""Nothing that one reader of addresses could take for the end of the name and another for a part of it."""


def check_address(address: str, hosts: Collection[str]) -> None:
    """Raises ForeignAddress unless it is https to one of these hosts, or to a host whose name ends in one of them.

    A host on this machine itself must be named in full, and may then be reached without encryption.
    """
    try:
        parts = urlsplit(address)
        port = parts.port
        host = (parts.hostname or "").casefold()
    except ValueError as error:
        raise ForeignAddress("") from error
    if parts.username is not None or parts.password is not None or not address.isprintable() or " " in address:
        raise ForeignAddress(host)
    if _is_address(host):
        allowed = host in hosts and (_is_loopback(host) or _is_plain_https(parts, port))
    else:
        named = _HOST_NAME.fullmatch(host) and any(_is_or_ends_in(host, one) for one in hosts if not _is_address(one))
        allowed = bool(named) and _is_plain_https(parts, port)
    if not allowed:
        raise ForeignAddress(host)


def _is_or_ends_in(host: str, name: str) -> bool:
    return host == name or host.endswith(f".{name}")


def _is_plain_https(parts: SplitResult, port: int | None) -> bool:
    return parts.scheme == "https" and port in {None, HTTPS_PORT}


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _is_loopback(host: str) -> bool:
    return ipaddress.ip_address(host).is_loopback
