"""What surrounds the body of the Word document: page sizes, header and footer, properties, the zip file itself."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Any

from workflows.documents.front import edition_words
from workflows.documents.identified import Identified
from workflows.documents.word_document import R, children, own_document, parsed, without_times
from workflows.documents.word_parts import BOLD, TWIPS_PER_MM, paragraph, run
from workflows.documents.word_styles import FONT, RULE, W
from workflows.documents.word_template import opened_template, taken_letterhead

MARGIN_MM = 15
TOP_MM, BOTTOM_MM = 17, 19
EDGE_MM = 8  # from the paper's edge to the header and the footer
# Where there is no Arial, a font of the same widths, so that the pages break alike.
FONT_TABLE = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {W}><w:font w:name="{FONT}">'
    '<w:altName w:val="Liberation Sans"/><w:panose1 w:val="020B0604020202020204"/><w:charset w:val="00"/>'
    '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
)


@dataclass(frozen=True, slots=True)
class Paper:
    width_mm: float
    height_mm: float
    orientation: str

    @property
    def text_mm(self) -> float:
        return self.width_mm - 2 * MARGIN_MM


PORTRAIT = Paper(210, 297, "portrait")
LANDSCAPE = Paper(297, 210, "landscape")


class Package:
    """python-docx's package with our styles, headers, footers and properties."""

    def __init__(self, report: Identified, template: Path | None = None, *, called: str = "report") -> None:
        """`called`: what the foot of each page calls the document. Raises TemplateRefused."""
        self._report = report
        self._called = called
        self._template = template
        self._document = opened_template(template) if template else own_document()
        self._letterhead = taken_letterhead(self._document)
        self._references: dict[str, str] = {}
        self._set_properties()
        for paper in (PORTRAIT, LANDSCAPE):
            self._references[paper.orientation] = self._header_and_footer(paper)

    def section_break(self, paper: Paper) -> str:
        """Ends a run of pages of this size, in a line so thin that it never wants a page of its own."""
        thin = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
        return f"<w:p><w:pPr>{thin}{self._section(paper)}</w:pPr></w:p>"

    def written(self, body_xml: str, last: Paper = PORTRAIT) -> bytes:
        document: Any = self._document.element
        document.replace(document.body, parsed(f"<w:body {W} {R}>{body_xml}{self._section(last)}</w:body>"))
        file = io.BytesIO()
        self._document.save(file)
        return without_times(file, FONT_TABLE if self._template is None else None)

    def _section(self, paper: Paper) -> str:
        margin, edge = _twips(MARGIN_MM), _twips(EDGE_MM)
        top, bottom = _twips(TOP_MM), _twips(BOTTOM_MM)
        landscape = ' w:orient="landscape"' if paper is LANDSCAPE else ""
        return (
            f'<w:sectPr>{self._references[paper.orientation]}<w:type w:val="nextPage"/>'
            f'<w:pgSz w:w="{_twips(paper.width_mm)}" w:h="{_twips(paper.height_mm)}"{landscape}/>'
            f'<w:pgMar w:top="{top}" w:right="{margin}" w:bottom="{bottom}" w:left="{margin}" '
            f'w:header="{edge}" w:footer="{edge}" w:gutter="0"/></w:sectPr>'
        )

    def _header_and_footer(self, paper: Paper) -> str:
        report = self._report
        tab = f'<w:tabs><w:tab w:val="right" w:pos="{_twips(paper.text_mm)}"/></w:tabs>'
        header, header_id = self._document.part.add_header_part()
        footer, footer_id = self._document.part.add_footer_part()
        marking = run(f"{report.status} ", BOLD) + run(f"· {report.marking}")
        letterhead = self._letterhead.copied_into(header) if self._letterhead else ""
        line = paragraph("Header", run(report.title) + _TAB + marking, _rule("bottom") + tab)
        _fill(header.element, letterhead + line)
        identity = f"{report.plan.title} · {edition_words(report)} · {report.status}"
        pages = run("Page ") + _field("PAGE") + run(" of ") + _field("NUMPAGES")
        _fill(
            footer.element,
            paragraph("Footer", run(identity) + _TAB + pages, _rule("top") + tab)
            + paragraph("Footer", run(f"For this {self._called} in another format, ask the {report.prepared_by}.")),
        )
        return (
            f'<w:headerReference w:type="default" r:id="{header_id}"/>'
            f'<w:footerReference w:type="default" r:id="{footer_id}"/>'
        )

    def _set_properties(self) -> None:
        report, properties = self._report, self._document.core_properties
        # The file speaks of the data, so it bears the time of the data and not of the writing.
        moment = report.as_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
        properties.title = report.title
        properties.subject = f"{report.plan.title}, {edition_words(report)}, {report.status}"
        properties.author = report.prepared_by
        properties.last_modified_by = report.prepared_by
        properties.created = moment
        properties.modified = moment
        properties.language = "en-GB"
        properties.category = report.marking
        properties.comments = ""
        properties.keywords = "SEND, improvement plan"
        properties.revision = 1


_TAB = "<w:r><w:tab/></w:r>"


def _rule(side: str) -> str:
    return f'<w:pBdr><w:{side} w:val="single" w:sz="4" w:space="4" w:color="{RULE}"/></w:pBdr>'


def _field(code: str) -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {code} </w:instrText>'
        '</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _twips(millimetres: float) -> int:
    return round(millimetres * TWIPS_PER_MM)


def _fill(part: Any, xml: str) -> None:
    part[:] = children(xml)
