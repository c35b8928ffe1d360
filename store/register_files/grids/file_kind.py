"""What a file is, told by its first bytes; its name is not believed."""

from __future__ import annotations

from enum import StrEnum

from store.register_files.errors import OldOfficeFile, PasswordProtected, WrongKindOfFile


class FileKind(StrEnum):
    PACKAGE = "package"  # a zip, as .xlsx and .docx are
    TEXT = "text"  # or at least nothing else that is known


_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
"""The stream in which Office keeps a file that has a password (MS-OFFCRYPTO 2.3.4.4)."""

_SAVE_IN_OFFICE = "open it in Word or Excel and save it as .docx or .xlsx"
_ASK_FOR_ORIGINAL = "ask for the Word or Excel file it was made from"
_UNPACK = "unpack it and bring in the plan inside"

_OTHERS: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF", _ASK_FOR_ORIGINAL),
    (b"{\\rtf", "rich text (RTF)", "open it in Word and save it as .docx"),
    (b"\x89PNG\r\n", "a picture", _ASK_FOR_ORIGINAL),
    (b"\xff\xd8\xff", "a picture", _ASK_FOR_ORIGINAL),
    (b"GIF8", "a picture", _ASK_FOR_ORIGINAL),
    (b"II*\x00", "a picture", _ASK_FOR_ORIGINAL),
    (b"MM\x00*", "a picture", _ASK_FOR_ORIGINAL),
    (b"\x1f\x8b", "a compressed archive", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a compressed archive", _UNPACK),
    (b"Rar!\x1a\x07", "a compressed archive", _UNPACK),
    (b"SQLite format 3\x00", "a database", "export its tables as .xlsx or .csv"),
)
_MARKUP: tuple[tuple[bytes, str, str], ...] = (
    (b"<!doctype html", "a web page", _SAVE_IN_OFFICE),
    (b"<html", "a web page", _SAVE_IN_OFFICE),
    (b"<table", "a web page", _SAVE_IN_OFFICE),
    (b"<?xml", "an XML file", _SAVE_IN_OFFICE),
)


def kind_of(file: str, content: bytes) -> FileKind:
    """`file` is the name for messages. Raises OldOfficeFile, PasswordProtected or WrongKindOfFile."""
    if content.startswith(_ZIP):
        return FileKind.PACKAGE
    if content.startswith(_OLE):
        raise PasswordProtected(file=file) if _ENCRYPTED_STREAM in content else OldOfficeFile(file=file)
    opening = content[:200].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for known, begins in ((_OTHERS, content), (_MARKUP, opening)):
        for magic, kind, advice in known:
            if begins.startswith(magic):
                raise WrongKindOfFile(file=file, kind=kind, advice=advice)
    return FileKind.TEXT
