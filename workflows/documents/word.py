"""The exception report as a Word document: four sides of body, then annexes and appendices."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from workflows.documents import sections
from workflows.documents.appendices import appendices, wide_blocks
from workflows.documents.blocks import Section
from workflows.documents.colours import tints
from workflows.documents.word_package import LANDSCAPE, PORTRAIT, Package
from workflows.documents.word_parts import Body, link, paragraph, run
from workflows.exception_report.value import ExceptionReport


def write_word(report: ExceptionReport, template: Path | None = None) -> bytes:
    """A .docx, in the styles of the template if there is one; the same value gives the same bytes.

    Raises TemplateRefused.
    """
    package = Package(report, template)
    body = Body(tints(report), PORTRAIT.text_mm)
    annexes = sections.annexes(report)
    register, *others = appendices(report)

    body.heading("Title", report.title, "section-0")
    body.add(paragraph("Subtitle", run(report.plan.title)))
    for section in sections.body(report):
        _section(body, section)
    body.heading("Heading1", "Annexes", "annexes", new_page=True)
    body.add(_contents((*annexes, register, *others)))
    body.add('<w:bookmarkStart w:id="0" w:name="contents_range"/>')
    for section in annexes:
        _section(body, section)
    body.add(package.section_break(PORTRAIT))
    body.width_mm = LANDSCAPE.text_mm
    wide = wide_blocks(register)
    _section(body, replace(register, blocks=register.blocks[:wide]))
    body.add(package.section_break(LANDSCAPE))
    body.width_mm = PORTRAIT.text_mm
    for block in register.blocks[wide:]:
        body.block(block)
    for section in others:
        _section(body, section)
    body.add('<w:bookmarkEnd w:id="0"/>')
    return package.written(body.xml)


def _section(body: Body, section: Section) -> None:
    if section.number != "0":
        body.heading("Heading1", section.heading, section.anchor)
    for block in section.blocks:
        body.block(block)


def _contents(listed: tuple[Section, ...]) -> str:
    """A contents field, filled in already; Word adds the page numbers when somebody updates the field.

    Word knows page numbers only once it has laid out the pages, and asking it to update fields on opening shows
    every reader a warning. The links work without either.
    """
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\o "1-1" \\h \\z '
        '\\b contents_range </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    lines = [link(section.heading, section.anchor) for section in listed]
    lines[0] = begin + lines[0]
    lines[-1] += end
    return "".join(paragraph("TOC1", line) for line in lines)
