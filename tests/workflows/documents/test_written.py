"""A form of the report as a file: in the council's own look, or in the program's when the template is spoilt."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.workflows.documents.sample_report import a_report
from workflows.documents.files import FORMATS
from workflows.documents.word import write_word
from workflows.documents.word_template import write_template
from workflows.documents.written import written

DOCUMENT, STYLES = "word/document.xml", "word/styles.xml"


def with_part(name: str, content: bytes) -> bytes:
    """The template with another content in one of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(write_template())) as held, zipfile.ZipFile(out, "w") as changed:
        for part in held.namelist():
            changed.writestr(part, content if part == name else held.read(part))
    return out.getvalue()


def with_broken_bytes() -> bytes:
    content = bytearray(write_template())
    content[2000:2100] = bytes(byte ^ 0xFF for byte in content[2000:2100])
    return bytes(content)


@pytest.mark.parametrize(
    "spoilt",
    [
        lambda: b"",
        lambda: write_template()[:3000],
        with_broken_bytes,
        lambda: with_part(DOCUMENT, b"no XML"),
        lambda: with_part(STYLES, b"<a/>"),
    ],
    ids=["empty", "cut short", "broken bytes", "no XML", "other XML"],
)
def test_a_spoilt_template_gives_the_programs_own_look_and_the_reason(
    tmp_path: Path, spoilt: Callable[[], bytes]
) -> None:
    path = tmp_path / "council.docx"
    path.write_bytes(spoilt())
    file = written(a_report(), "docx", path)
    assert file.content == write_word(a_report())
    assert file.own_look == f"{path} is not a Word document (.docx): open it in Word and save it as a Word document."


def test_a_sound_template_gives_the_councils_look_and_nothing_to_say(tmp_path: Path) -> None:
    path = tmp_path / "council.docx"
    path.write_bytes(write_template())
    file = written(a_report(), "docx", path)
    assert (file.content, file.own_look) == (write_word(a_report(), path), "")


def test_only_the_word_form_looks_at_the_template(tmp_path: Path) -> None:
    for form in FORMATS.keys() - {"docx"}:
        assert written(a_report(), form, tmp_path / "missing.docx") == written(a_report(), form, None)
