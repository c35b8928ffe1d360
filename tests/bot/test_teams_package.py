"""The package for Teams: valid by Microsoft's schema, and by what the upload asks beyond it."""

from __future__ import annotations

import json
import struct
import zlib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from jsonschema import Draft4Validator
from sqlmodel import Session, SQLModel

from bot.cli.faults import sentence_for
from bot.conversation.lexicon import lexicon_of
from bot.conversation.said import Intent
from bot.conversation.understanding import understand
from bot.teams_package import PERSONAL_COMMANDS, NotAnAppId, write_package
from store.audit import AuditChain
from store.database import open_engine
from store.queries.cuts import take_cut
from store.register_files.plan.register_import import import_register

APP_ID = "0c5c1d2e-7a4b-4f0e-9d1a-5b6c7d8e9f00"
ADDRESS = "https://bot.smallshire.gov.uk/send"
# From npm, @microsoft/app-manifest 1.1.2 (MIT licence), build/json-schemas/teams/v1.25; unchanged.
SCHEMA = Path(__file__).parent / "data" / "MicrosoftTeams.schema.json"
NOW = datetime(2022, 10, 3, 9, 0, tzinfo=UTC)


def package(folder: Path, bot_id: str = APP_ID, public_url: str = ADDRESS) -> dict[str, bytes]:
    out = folder / "send-register.zip"
    write_package(out, bot_id, public_url)
    with ZipFile(out) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def manifest(folder: Path, **others: str) -> dict[str, Any]:
    return json.loads(package(folder, **others)["manifest.json"])


def pixels(png: bytes) -> tuple[tuple[int, int, int, int], list[bytes]]:
    """Width, height, bits and colour type; and the four channels of every pixel."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    place, chunks = 8, dict[bytes, bytes]()
    while place < len(png):
        (size,) = struct.unpack(">I", png[place : place + 4])
        kind, content = png[place + 4 : place + 8], png[place + 8 : place + 8 + size]
        assert struct.unpack(">I", png[place + 8 + size : place + 12 + size])[0] == zlib.crc32(kind + content)
        chunks[kind] = content
        place += 12 + size
    width, height, bits, colour_type, *_ = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    raw = zlib.decompress(chunks[b"IDAT"])
    rows = [raw[y * (4 * width + 1) + 1 : (y + 1) * (4 * width + 1)] for y in range(height)]
    return (width, height, bits, colour_type), [row[x : x + 4] for row in rows for x in range(0, 4 * width, 4)]


@pytest.mark.parametrize("public_url", [ADDRESS, "bot.smallshire.gov.uk:8443", ""])
def test_the_manifest_holds_to_the_schema(tmp_path: Path, public_url: str) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    validator: Any = Draft4Validator(schema)
    assert [fault.message for fault in validator.iter_errors(manifest(tmp_path, public_url=public_url))] == []


def test_what_the_upload_asks_beyond_the_schema_is_there(tmp_path: Path) -> None:
    """An app with the team scope needs supportsChannelFeatures at the root from version 1.25 on."""
    held = manifest(tmp_path)
    assert held["manifestVersion"] == "1.25"
    assert held["supportsChannelFeatures"] == "tier1"
    assert "supportsChannelFeatures" not in held["bots"][0]


def test_the_bot_serves_people_channels_and_group_chats_with_commands_for_each(tmp_path: Path) -> None:
    (bot,) = manifest(tmp_path)["bots"]
    assert bot["botId"] == APP_ID
    assert bot["scopes"] == ["personal", "team", "groupChat"]
    assert bot["supportsFiles"] is True
    assert [commands["scopes"] for commands in bot["commandLists"]] == [["personal"], ["team"], ["groupChat"]]
    assert all(1 <= len(commands["commands"]) <= 12 for commands in bot["commandLists"])


def test_every_command_offered_is_one_that_the_bot_understands() -> None:
    key = "bradford-wsoa-2022"
    engine = open_engine("sqlite://")
    SQLModel.metadata.create_all(engine)
    with Session(engine) as session:
        folder = Path(__file__).parents[2] / "samples" / key
        import_register(session, folder, now=NOW, audit=AuditChain(b"a key for tests"), actor="ada")
        cut = take_cut(session, key, NOW)
    engine.dispose()
    intents = [
        understand(title, lexicon_of(cut), date(2022, 10, 3), [date(2022, 11, 24)]).intent
        for title, _ in PERSONAL_COMMANDS
    ]
    assert intents == [
        Intent.MY_ACTIONS,
        Intent.OVERDUE,
        Intent.DUE_WINDOW,
        Intent.LIST_BY_RATING,
        Intent.STATUS_AREA,
        Intent.STATUS_PLAN,
        Intent.NOT_REPORTED,
        Intent.COMPILE,
        Intent.HELP,
    ]


@pytest.mark.parametrize(
    ("public_url", "domains", "website"),
    [
        (ADDRESS + "/", ["bot.smallshire.gov.uk"], ADDRESS),
        ("bot.smallshire.gov.uk:8443", ["bot.smallshire.gov.uk:8443"], "https://bot.smallshire.gov.uk:8443"),
        ("http://bot.smallshire.gov.uk", ["bot.smallshire.gov.uk"], "https://bot.smallshire.gov.uk"),
        ("", [], "https://example.org"),
    ],
)
def test_addresses_come_from_the_bots_public_one(
    tmp_path: Path, public_url: str, domains: list[str], website: str
) -> None:
    held = manifest(tmp_path, public_url=public_url)
    assert held["validDomains"] == domains
    assert held["developer"]["websiteUrl"] == website
    assert held["developer"]["privacyUrl"].startswith(f"{website}/")


def test_the_colour_icon_is_full_to_its_edges_in_the_accent_colour(tmp_path: Path) -> None:
    shape, held = pixels(package(tmp_path)["color.png"])
    assert shape == (192, 192, 8, 6)
    assert held[0] == held[-1] == bytes.fromhex("1D70B8FF")
    assert bytes.fromhex("FFFFFFFF") in held
    assert all(pixel[3] == 255 for pixel in held)


def test_the_outline_icon_is_white_on_transparent(tmp_path: Path) -> None:
    shape, held = pixels(package(tmp_path)["outline.png"])
    assert shape == (32, 32, 8, 6)
    assert {pixel[:3] for pixel in held} == {b"\xff\xff\xff"}
    assert {0, 255} <= {pixel[3] for pixel in held}
    assert held[0][3] == 0


def test_a_package_holds_three_files_and_nothing_else(tmp_path: Path) -> None:
    assert list(package(tmp_path)) == ["manifest.json", "color.png", "outline.png"]


def test_the_same_package_is_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "first.zip", tmp_path / "new" / "second.zip"
    write_package(first, APP_ID, ADDRESS)
    write_package(second, APP_ID.upper(), ADDRESS)
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("given", ["", "my-bot", "28:" + APP_ID, APP_ID + "\n", APP_ID.replace("-", "")])
def test_an_app_id_that_is_no_guid_is_told_in_one_sentence(tmp_path: Path, given: str) -> None:
    with pytest.raises(NotAnAppId) as refused:
        write_package(tmp_path / "out.zip", given, "")
    assert "Application (client) ID" in (sentence_for(refused.value) or "")
    assert not (tmp_path / "out.zip").exists()
