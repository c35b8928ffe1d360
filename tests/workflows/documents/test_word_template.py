"""A council's own styles and logo, put on in Word and not in code."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm

from tests.workflows.documents.sample_report import a_report
from tests.workflows.documents.word_reader import opened
from workflows.documents.word import write_word
from workflows.documents.word_template import STYLES, TemplateLacksStyles, TemplateUnreadable, write_template


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "council.docx"
    path.write_bytes(write_template())
    return path


def a_logo() -> BytesIO:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\x00\x16\x32\x4f")
    return BytesIO(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b""))


def test_the_template_has_a_line_in_each_style_and_is_the_same_each_time(template: Path) -> None:
    document = docx.Document(str(template))
    styles = [paragraph.style.style_id for paragraph in document.paragraphs if paragraph.style]
    assert styles == [style for style in STYLES if style not in {"Hyperlink", "ReportTable"}]
    assert write_template() == template.read_bytes()


def test_untouched_it_gives_the_look_of_the_report_without_it(template: Path) -> None:
    with_it, without = opened(write_word(a_report(), template)), opened(write_word(a_report()))
    assert with_it.element.body.xml.count("<w:tbl>") == without.element.body.xml.count("<w:tbl>")
    assert [p.text for p in with_it.paragraphs] == [p.text for p in without.paragraphs]
    assert with_it.styles.element.xml == without.styles.element.xml
    assert with_it.sections[0].header.paragraphs[0].text == without.sections[0].header.paragraphs[0].text


def test_a_font_changed_in_the_template_is_the_font_of_the_report(template: Path) -> None:
    document = docx.Document(str(template))
    document.styles["Heading 1"].font.name = "Georgia"
    document.save(str(template))
    report = opened(write_word(a_report(), template))
    summary = next(p for p in report.paragraphs if p.text == "1. Summary")
    assert summary.style is not None
    assert summary.style.font.name == "Georgia"
    assert not [run for run in summary.runs if run.font.name]


def test_a_logo_in_its_header_stands_above_the_title_on_upright_and_on_wide_pages(template: Path) -> None:
    document = docx.Document(str(template))
    document.sections[0].header.paragraphs[0].add_run().add_picture(a_logo(), width=Mm(30))
    document.save(str(template))
    report = opened(write_word(a_report(), template))
    for section in report.sections:
        first, second = section.header.paragraphs
        picture = next(first._p.iter(qn("a:blip"))).get(qn("r:embed"))
        assert section.header.part.related_parts[picture].blob == a_logo().getvalue()
        assert "DRAFT" in second.text


def test_the_pages_of_the_template_are_not_printed(template: Path) -> None:
    document = docx.Document(str(template))
    document.add_paragraph("Notes of the officer who made this")
    document.save(str(template))
    assert "Notes of the officer" not in "\n".join(p.text for p in opened(write_word(a_report(), template)).paragraphs)


def test_a_template_without_our_styles_is_refused_with_their_names(tmp_path: Path) -> None:
    path = tmp_path / "other.docx"
    docx.Document().save(str(path))
    with pytest.raises(TemplateLacksStyles, match=r"Table Head, Table Text.*sendbot report template --out"):
        write_word(a_report(), path)


@pytest.mark.parametrize("content", [None, b"", b"not a Word file"])
def test_what_is_no_word_document_is_refused_in_one_sentence(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "letter.docx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(TemplateUnreadable, match="is not a Word document"):
        write_word(a_report(), path)


def test_the_same_template_and_value_give_the_same_bytes(template: Path) -> None:
    assert write_word(a_report(), template) == write_word(a_report(), template)
