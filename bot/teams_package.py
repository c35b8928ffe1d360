"""The package that an administrator uploads to Teams: a manifest and two icons in one zip.

Version 1.25 of the manifest, field by field as in its JSON schema; what that schema does not say is said here.
"""

from __future__ import annotations

import json
import re
import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from math import hypot
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

MANIFEST_VERSION: Final = "1.25"
PACKAGE_VERSION: Final = "1.0.0"
"""Teams takes a changed manifest only under a higher version."""

ACCENT: Final = "#1D70B8"
COLOUR_ICON: Final = 192
OUTLINE_ICON: Final = 32
"""Sides in pixels, as Teams asks for them."""

NEUTRAL_ADDRESS: Final = "https://example.org"
"""Teams wants addresses of the developer in every manifest; without a public address of the bot they lead nowhere."""

_GUID = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")
_WHEN = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can hold: the same package is the same bytes on any day

PERSONAL_COMMANDS: Final = (
    ("What's mine?", "The actions and milestones you lead, and what is due"),
    ("What is overdue?", "Milestones past their date"),
    ("What is due this month?", "Milestones that fall due by the end of the month"),
    ("What is red?", "Actions with that rating; any colour of the plan's key will do"),
    ("How is area 1?", "How an improvement area stands: counts, exceptions, what is due, who has not reported"),
    ("How are all areas?", "The same for the whole plan"),
    ("Who has not reported?", "Actions without an update in this cycle"),
    ("Exception report", "The exception report as it stands now"),
    ("Help", "What you can ask"),
)
GROUP_COMMANDS: Final = (
    ("How is area 1?", "How an improvement area stands: counts, exceptions, what is due, who has not reported"),
    ("How are all areas?", "The same for the whole plan"),
    ("What is overdue in the whole plan?", "Milestones past their date"),
    ("Post area 1 here every Monday at 9", "How an area stands, week by week; its SRO or the compliance team says so"),
    ("Stop posting area 1 here", "It is posted here no more"),
    ("Help", "What you can ask here, and what in a chat with the bot alone"),
)
"""In a channel or a group chat: what everybody who reads along may know."""


class NotAnAppId(ValueError):
    """The bot's app id is not a GUID; the message shows what was given."""

    def __init__(self, given: str) -> None:
        super().__init__(
            f'"{given}" is not an app id: give the Application (client) ID of the bot\'s registration, '
            "such as 00000000-0000-4000-8000-000000000000."
        )


def write_package(out: Path, bot_id: str, public_url: str) -> None:
    """Raises NotAnAppId. `public_url` may be blank, a host or an address; a package written twice is the same bytes."""
    if not _GUID.fullmatch(bot_id):
        raise NotAnAppId(bot_id)
    files = {
        "manifest.json": json.dumps(_manifest(bot_id.lower(), public_url), indent=2, ensure_ascii=False).encode(),
        "color.png": _png(COLOUR_ICON, _colour_pixel),
        "outline.png": _png(OUTLINE_ICON, _outline_pixel),
    }
    package = BytesIO()
    with ZipFile(package, "w") as archive:
        for name, content in files.items():
            entry = ZipInfo(name, _WHEN)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 3  # the same on every system that writes it
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(package.getvalue())


def _manifest(bot_id: str, public_url: str) -> dict[str, Any]:
    host, address = _public(public_url)
    return {
        "$schema": f"https://developer.microsoft.com/json-schemas/teams/v{MANIFEST_VERSION}/MicrosoftTeams.schema.json",
        "manifestVersion": MANIFEST_VERSION,
        "version": PACKAGE_VERSION,
        "id": bot_id,
        "developer": {
            "name": "SEND action register",
            "websiteUrl": address,
            "privacyUrl": f"{address}/privacy",
            "termsOfUseUrl": f"{address}/terms",
        },
        "name": {"short": "SEND register", "full": "SEND action register and exception report"},
        "description": {
            "short": "Asks leads of the SEND improvement plan for updates and tells how it stands.",
            "full": (
                "Holds the action register of a local area's plan for children with special educational needs and "
                "disabilities (SEND). It asks the leads of actions for an update before a milestone is due and before "
                "each board, answers anyone in the plan who asks how an area or an action stands, and compiles the "
                "exception report for the board. It knows the people in the register and nobody else, and it asks "
                "that nothing be written that could identify a child."
            ),
        },
        "icons": {"color": "color.png", "outline": "outline.png"},
        "accentColor": ACCENT,
        "bots": [
            {
                "botId": bot_id,
                "scopes": ["personal", "team", "groupChat"],
                "supportsFiles": True,
                "isNotificationOnly": False,
                "commandLists": [
                    _commands("personal", PERSONAL_COMMANDS),
                    _commands("team", GROUP_COMMANDS),
                    _commands("groupChat", GROUP_COMMANDS),
                ],
            }
        ],
        "permissions": ["identity", "messageTeamMembers"],
        "validDomains": [host] if host else [],
        # Required at the root from 1.25 on for an app with the team scope. The schema does not ask for it; the upload
        # does (`teams-platform.md` section 7).
        "supportsChannelFeatures": "tier1",
        "defaultInstallScope": "personal",
    }


def _commands(scope: str, commands: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    return {
        "scopes": [scope],
        "commands": [{"title": title, "description": description} for title, description in commands],
    }


def _public(public_url: str) -> tuple[str, str]:
    """The host with its port, and the address with https, which Teams insists on, and without a slash at the end."""
    given = public_url.strip()
    if not given:
        return "", NEUTRAL_ADDRESS
    parts = urlsplit(given if "://" in given else f"https://{given}")
    return parts.netloc, f"https://{parts.netloc}{parts.path}".rstrip("/")


# The mark: a sheet of the register with a tick. Shapes are distances in pixels from a point, negative inside, so that
# an edge is smooth where it crosses a pixel.

Pixel = Callable[[float, float], tuple[int, int, int, int]]
_BLUE = (0x1D, 0x70, 0xB8)
_PALE = (0xA5, 0xC6, 0xE3)
_WHITE = (0xFF, 0xFF, 0xFF)


def _colour_pixel(x: float, y: float) -> tuple[int, int, int, int]:
    """White sheet on the accent colour, full to the edges: Teams rounds the corners itself."""
    colour = _over(_BLUE, _WHITE, _sheet(x, y, (52, 34, 140, 158), 8))
    for line_y, end in ((58, 120), (78, 120), (98, 96)):
        colour = _over(colour, _PALE, _stroke(x, y, (72, line_y), (end, line_y), 4))
    tick = min(_stroke(x, y, (76, 124), (92, 140), 6), _stroke(x, y, (92, 140), (124, 104), 6))
    return *_over(colour, _BLUE, tick), 255


def _outline_pixel(x: float, y: float) -> tuple[int, int, int, int]:
    """White on transparent: only the alpha differs."""
    sheet = abs(_sheet(x, y, (6, 3, 26, 29), 2)) - 1
    lines = _stroke(x, y, (11, 10), (21, 10), 1)
    tick = min(_stroke(x, y, (11, 19), (15, 23), 1.2), _stroke(x, y, (15, 23), (21.5, 15.5), 1.2))
    return *_WHITE, round(255 * _covered(min(sheet, lines, tick)))


def _sheet(x: float, y: float, box: tuple[float, float, float, float], radius: float) -> float:
    """A rectangle (left, top, right, bottom) with round corners."""
    left, top, right, bottom = box
    across = abs(x - (left + right) / 2) - (right - left) / 2 + radius
    down = abs(y - (top + bottom) / 2) - (bottom - top) / 2 + radius
    return hypot(max(across, 0), max(down, 0)) + min(max(across, down), 0) - radius


def _stroke(x: float, y: float, start: tuple[float, float], end: tuple[float, float], half_width: float) -> float:
    """A line with round ends."""
    (x1, y1), (x2, y2) = start, end
    along = ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / ((x2 - x1) ** 2 + (y2 - y1) ** 2)
    nearest = min(1.0, max(0.0, along))
    return hypot(x - x1 - nearest * (x2 - x1), y - y1 - nearest * (y2 - y1)) - half_width


def _covered(distance: float) -> float:
    """How much of a pixel a shape covers whose edge runs so far from its middle."""
    return min(1.0, max(0.0, 0.5 - distance))


def _over(under: tuple[int, int, int], paint: tuple[int, int, int], distance: float) -> tuple[int, int, int]:
    share = _covered(distance)
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(under, paint, strict=True))
    return red, green, blue


def _png(side: int, pixel: Pixel) -> bytes:
    """Eight bits a channel, red, green, blue and alpha (PNG specification, sections 5 and 11)."""
    rows = bytearray()
    for y in range(side):
        rows.append(0)  # this row is not filtered
        for x in range(side):
            rows.extend(pixel(x + 0.5, y + 0.5))
    header = struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows, 9)) + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
