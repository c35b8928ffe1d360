"""An empty Word document with our styles and settings, and what every Word file of ours is written with."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from workflows.documents.word_styles import W, styles_xml

R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest a zip file can say
# Parts of python-docx's template that would only puzzle a reader of the file's properties.
LEFT_OUT = ("/thumbnail", "/stylesWithEffects", "/customXml")


def own_document() -> Any:
    """python-docx's own, in our styles."""
    import docx

    document: Any = docx.Document()
    for relations in (document.part.package.rels, document.part.rels):
        for key, relation in list(relations.items()):
            if relation.reltype.endswith(LEFT_OUT):
                del relations[key]
    bullets = document.styles["List Bullet"].element
    document.styles.element[:] = list(parsed(styles_xml(bullets.pPr.numPr.numId.val)))
    document.settings.element[:] = children(
        '<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        # Without it Word opens the file in compatibility mode and says so.
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="en-GB"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
    )
    return document


def parsed(xml: str) -> Any:
    from docx.oxml import parse_xml

    return parse_xml(xml)


def children(xml: str) -> list[Any]:
    return list(parsed(f"<w:body {W} {R}>{xml}</w:body>"))


def without_times(file: io.BytesIO, font_table: str | None) -> bytes:
    """The same parts in the same order, without the moment of writing."""
    out = io.BytesIO()
    with zipfile.ZipFile(file) as written, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pinned:
        for name in written.namelist():
            entry = zipfile.ZipInfo(name, ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            pinned.writestr(entry, font_table if font_table and name == "word/fontTable.xml" else written.read(name))
    return out.getvalue()
