"""A council's own look: a Word file whose styles and header the documents are written in.

`write_template` gives the first one, with a line in each style. An officer changes the styles in Word (fonts, sizes,
colours) and puts a logo into its header; what stands in its pages is not used.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workflows.documents.word_document import own_document, without_times
from workflows.documents.word_styles import TABLE_STYLE
from workflows.language import list_words

# Style id: name in Word, and what it is for.
STYLES = {
    "Title": ("Title", "The name of the document"),
    "Subtitle": ("Subtitle", "The plan it is about"),
    "Heading1": ("Heading 1", "A section"),
    "Heading2": ("Heading 2", "An exception, or a part of a section"),
    "Heading3": ("Heading 3", "A note of an appendix"),
    "Normal": ("Normal", "Running text"),
    "ListBullet": ("List Bullet", "An item of a list"),
    "Caption": ("Caption", "The name of a table"),
    "TableHead": ("Table Head", "The first row of a table"),
    "TableText": ("Table Text", "The other rows of a table"),
    "TableNote": ("Table Note", "What stands below a rating in a table"),
    "EntryRating": ("Entry Rating", "The first line of an exception, with its rating"),
    "EntryText": ("Entry Text", "The other lines of an exception"),
    "TOC1": ("TOC 1", "A line of the contents"),
    "Header": ("Header", "The top of each page; a logo goes above it, in the header"),
    "Footer": ("Footer", "The foot of each page"),
    "Hyperlink": ("Hyperlink", "A link"),
    TABLE_STYLE: ("Report Table", "The lines of a table"),
}
NOT_PARAGRAPHS = ("Hyperlink", TABLE_STYLE)


class TemplateRefused(Exception):
    """The Word template cannot be used."""


class TemplateUnreadable(TemplateRefused):
    """{path} is not a Word document (.docx): open it in Word and save it as a Word document."""

    def __init__(self, path: Path) -> None:
        super().__init__((self.__doc__ or "").format(path=path))


class TemplateLacksStyles(TemplateRefused):
    """The Word template {path} has no style {names}: begin with the file of `sendbot report template --out FILE.docx`
    and change its styles without deleting or renaming any."""

    def __init__(self, path: Path, names: list[str]) -> None:
        super().__init__(" ".join((self.__doc__ or "").split()).format(path=path, names=list_words(names)))


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What a template's header holds: as a rule a logo."""

    part: Any

    def copied_into(self, header: Any) -> str:
        """As XML, its pictures and links now those of `header`, a new header part."""
        renamed: dict[str, str] = {}
        for key, relation in self.part.rels.items():
            renamed[key] = (
                header.rels.get_or_add_ext_rel(relation.reltype, relation.target_ref)
                if relation.is_external
                else header.relate_to(relation.target_part, relation.reltype)
            )
        xml = "".join(child.xml for child in self.part.element)
        return re.sub(
            r'(r:(?:embed|id|link)=")([^"]+)(")',
            lambda found: found[1] + renamed.get(found[2], found[2]) + found[3],
            xml,
        )


def write_template() -> bytes:
    document = own_document()
    for style_id, (name, use) in STYLES.items():
        if style_id not in NOT_PARAGRAPHS:
            document.add_paragraph(f"{name}: {use}.", style=_style(document, style_id))
    document.sections[0].header.paragraphs[0].style = _style(document, "Header")
    file = io.BytesIO()
    document.save(file)
    return without_times(file, None)


def opened_template(path: Path) -> Any:
    """Raises TemplateRefused."""
    import docx

    try:
        document: Any = docx.Document(str(path))
        held = {style.style_id for style in document.styles}
    except Exception as unread:  # a damaged file meets errors of zip, of XML and of the package itself
        raise TemplateUnreadable(path) from unread
    missing = [name for style_id, (name, _) in STYLES.items() if style_id not in held]
    if missing:
        raise TemplateLacksStyles(path, missing)
    return document


def taken_letterhead(document: Any) -> Letterhead | None:
    """What stands in the header of the first section, if anything does."""
    header = document.sections[0].header
    if header.is_linked_to_previous:
        return None
    empty = not any(paragraph.text.strip() or len(paragraph.runs) for paragraph in header.paragraphs)
    return None if empty and not header.tables else Letterhead(header.part)


def _style(document: Any, style_id: str) -> Any:
    return next(style for style in document.styles if style.style_id == style_id)
