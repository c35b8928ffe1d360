"""What surrounds the body of the Word document: page sizes, header and footer, properties, the zip file itself."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from workflows.documents.front import edition_words
from workflows.documents.word_parts import BOLD, TWIPS_PER_MM, paragraph, run
from workflows.documents.word_styles import FONT, RULE, W, styles_xml
from workflows.exception_report.value import ExceptionReport

R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
MARGIN_MM = 20
EDGE_MM = 9  # from the paper's edge to the header and the footer
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest a zip file can say
# Parts of python-docx's template that would only puzzle a reader of the file's properties.
LEFT_OUT = ("/thumbnail", "/stylesWithEffects", "/customXml")
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

    def __init__(self, report: ExceptionReport) -> None:
        import docx

        self._report = report
        self._document = docx.Document()
        self._references: dict[str, str] = {}
        self._leave_out()
        self._set_styles()
        self._set_settings()
        self._set_properties()
        for paper in (PORTRAIT, LANDSCAPE):
            self._references[paper.orientation] = self._header_and_footer(paper)

    def section_break(self, paper: Paper) -> str:
        """Ends a run of pages of this size."""
        return f"<w:p><w:pPr>{self._section(paper)}</w:pPr></w:p>"

    def written(self, body_xml: str) -> bytes:
        document: Any = self._document.element
        document.replace(document.body, _parsed(f"<w:body {W} {R}>{body_xml}{self._section(PORTRAIT)}</w:body>"))
        file = io.BytesIO()
        self._document.save(file)
        return _without_times(file)

    def _section(self, paper: Paper) -> str:
        margin, edge = _twips(MARGIN_MM), _twips(EDGE_MM)
        landscape = ' w:orient="landscape"' if paper is LANDSCAPE else ""
        return (
            f'<w:sectPr>{self._references[paper.orientation]}<w:type w:val="nextPage"/>'
            f'<w:pgSz w:w="{_twips(paper.width_mm)}" w:h="{_twips(paper.height_mm)}"{landscape}/>'
            f'<w:pgMar w:top="{margin}" w:right="{margin}" w:bottom="{margin}" w:left="{margin}" '
            f'w:header="{edge}" w:footer="{edge}" w:gutter="0"/></w:sectPr>'
        )

    def _header_and_footer(self, paper: Paper) -> str:
        report = self._report
        tab = f'<w:tabs><w:tab w:val="right" w:pos="{_twips(paper.text_mm)}"/></w:tabs>'
        header, header_id = self._document.part.add_header_part()
        footer, footer_id = self._document.part.add_footer_part()
        marking = run(f"{report.status} ", BOLD) + run(f"· {report.marking}")
        _fill(header.element, paragraph("Header", run(report.title) + _TAB + marking, _rule("bottom") + tab))
        identity = f"{report.plan.title} · {edition_words(report)} · {report.status}"
        pages = run("Page ") + _field("PAGE") + run(" of ") + _field("NUMPAGES")
        _fill(
            footer.element,
            paragraph("Footer", run(identity) + _TAB + pages, _rule("top") + tab)
            + paragraph("Footer", run(f"For this report in another format, ask the {report.prepared_by}.")),
        )
        return (
            f'<w:headerReference w:type="default" r:id="{header_id}"/>'
            f'<w:footerReference w:type="default" r:id="{footer_id}"/>'
        )

    def _leave_out(self) -> None:
        package: Any = self._document.part.package
        for relations in (package.rels, self._document.part.rels):
            for key, relation in list(relations.items()):
                if relation.reltype.endswith(LEFT_OUT):
                    del relations[key]

    def _set_styles(self) -> None:
        styles: Any = self._document.styles.element
        bullets: Any = self._document.styles["List Bullet"].element
        styles[:] = list(_parsed(styles_xml(bullets.pPr.numPr.numId.val)))

    def _set_settings(self) -> None:
        settings: Any = self._document.settings.element
        settings[:] = _children(
            '<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
            '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
            # Without it Word opens the file in compatibility mode and says so.
            '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
            '</w:compat><w:themeFontLang w:val="en-GB"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
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
        properties.keywords = "SEND, exception report"
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


def _parsed(xml: str) -> Any:
    from docx.oxml import parse_xml

    return parse_xml(xml)


def _children(xml: str) -> list[Any]:
    return list(_parsed(f"<w:body {W} {R}>{xml}</w:body>"))


def _fill(part: Any, xml: str) -> None:
    part[:] = _children(xml)


def _without_times(file: io.BytesIO) -> bytes:
    """The same parts in the same order, without the moment of writing."""
    out = io.BytesIO()
    with zipfile.ZipFile(file) as written, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pinned:
        for name in written.namelist():
            entry = zipfile.ZipInfo(name, ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            pinned.writestr(entry, FONT_TABLE if name == "word/fontTable.xml" else written.read(name))
    return out.getvalue()
