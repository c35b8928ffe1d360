"""The characters of a text file, whichever program saved it."""

from __future__ import annotations

import codecs
import re

from store.register_files.errors import FileNotText

NOT_UTF8 = 'The file is not UTF-8, so its text was read as Windows-1252: check names with accents, "£" and dashes.'

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")  # \x1a ends a text of the DOS days


def decoded(file: str, content: bytes) -> tuple[str, tuple[str, ...]]:
    """The text, and a remark if its encoding had to be supposed. Raises FileNotText."""
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if content.startswith(mark)), "")
    remarks: tuple[str, ...] = ()
    try:
        text = content.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        text = "" if encoding else _windows_text(content)
        remarks = (NOT_UTF8,)
        if not text:
            raise FileNotText(file=file) from None
    if _BINARY.search(text):
        raise FileNotText(file=file)
    return text, remarks


def _windows_text(content: bytes) -> str:
    """Blank where the five bytes occur that Windows-1252 leaves without a character."""
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        return ""
