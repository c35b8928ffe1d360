"""What a grey print keeps of each document: every text that stands on a colour, with both as greys."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

import openpyxl
from pypdf import PdfReader
from pypdf.generic import ContentStream

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True)
class OnColour:
    """`text` as printed, its colour and the fill behind it, both hexadecimal."""

    text: str
    ink: str
    fill: str

    @property
    def readable(self) -> bool:
        return contrast(grey(self.ink), grey(self.fill)) >= 4.5


def contrast(one: str, other: str) -> float:
    """WCAG contrast ratio of two colours, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4
        for part in (int(colour[place : place + 2], 16) for place in (0, 2, 4))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def grey(colour: str) -> str:
    """As a printer without colours mixes it (ITU-R BT.601)."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (0, 2, 4))
    return f"{round(0.299 * red + 0.587 * green + 0.114 * blue):02X}" * 3


def in_word(document: bytes) -> Iterator[OnColour]:
    """Cells and paragraphs with a shading; a run without a colour has that of its paragraph's style."""
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        body = ET.fromstring(package.read("word/document.xml"))  # noqa: S314 -- our own file
        styles = ET.fromstring(package.read("word/styles.xml"))  # noqa: S314
    inks = {
        style.get(f"{W}styleId"): colour.get(f"{W}val", "000000")
        for style in styles.iter(f"{W}style")
        for colour in style.iter(f"{W}color")
    }
    for element in [*body.iter(f"{W}tc"), *body.iter(f"{W}p")]:
        shading = element.find(f"{W}{'tcPr' if element.tag == f'{W}tc' else 'pPr'}/{W}shd")
        if shading is None:
            continue
        text = "".join(piece.text or "" for piece in element.iter(f"{W}t"))
        for paragraph in element.iter(f"{W}p"):
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            assert style is not None
            for run in paragraph.iter(f"{W}r"):
                own = run.find(f"{W}rPr/{W}color")
                ink = own.get(f"{W}val", "") if own is not None else inks[style.get(f"{W}val")]
                yield OnColour(text, ink, shading.get(f"{W}fill", ""))


def in_excel(workbook: bytes) -> Iterator[OnColour]:
    """Colours by rule, for a cell that holds the rule's own word; and header cells."""
    for sheet in openpyxl.load_workbook(io.BytesIO(workbook)):
        for area in sheet.conditional_formatting:
            for rule in area.rules:
                yield OnColour(rule.formula[0].strip('"'), rule.dxf.font.color.rgb[2:], rule.dxf.fill.bgColor.rgb[2:])
        for row in sheet.iter_rows():
            for cell in row:
                if cell.fill.fill_type:
                    yield OnColour(str(cell.value), cell.font.color.rgb[2:], cell.fill.fgColor.rgb[2:])


class _Rated(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, list[str]]] = []
        self._open: list[tuple[str, tuple[str, list[str]] | None]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"meta", "br", "col"}:
            return
        rated = re.search(r"rating-\d+", dict(attrs).get("class") or "")
        element = (rated[0], list[str]()) if rated else None
        if element:
            self.found.append(element)
        self._open.append((tag, element))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for _, element in self._open:
            if element:
                element[1].append(data)


def in_html(page: str) -> Iterator[OnColour]:
    """By day: on paper there is no night."""
    ink = re.search(r"--ink: #(\w{6})", page)
    assert ink is not None
    tints = re.findall(r"\.(rating-\d+) \{ --bar: #\w{6}; --tint: #(\w{6});", page)
    fills = dict(reversed(tints))  # the day's come before the night's
    for name, words in _Rated(page).found:
        yield OnColour("".join(words), ink[1].upper(), fills[name])


BROAD = 6.0  # points: what is narrower one way is a line or a stripe, and nothing stands on it


def colours_of_pdf(pdf: bytes) -> tuple[set[str], set[str]]:
    """The colours of letters, and of the areas that letters may stand on; the paper is one of these."""
    inks, grounds = set[str](), {"FFFFFF"}
    reader = PdfReader(io.BytesIO(pdf))
    for page in reader.pages:
        filling, path = "000000", list[tuple[float, float]]()
        for operands, operator in ContentStream(page.get_contents(), reader).operations:
            numbers = [float(number) for number in operands if isinstance(number, (int, float))]
            if operator in {b"sc", b"scn", b"rg", b"g"} and numbers:
                parts = numbers * (3 if len(numbers) == 1 else 1)
                filling = "".join(f"{round(255 * part):02X}" for part in parts)
            elif operator in {b"Tj", b"TJ"}:
                inks.add(filling)
            elif operator == b"re":
                left, bottom, width, height = numbers
                path += [(left, bottom), (left + width, bottom + height)]
            elif operator in {b"m", b"l"}:
                path.append((numbers[0], numbers[1]))
            elif operator in {b"f", b"f*"}:
                across, up = zip(*path, strict=True)
                if min(max(across) - min(across), max(up) - min(up)) > BROAD:
                    grounds.add(filling)
                path.clear()
            elif operator in {b"S", b"n"}:
                path.clear()
    return inks, grounds
