"""How the Word document looks: its named styles, so that an officer can restyle it in one place."""

from __future__ import annotations

from workflows.documents.colours import INK, NO_COLOUR

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HEADING_INK = "16324F"
RULE = "C3CAD1"
STRONG_RULE = "7A8691"
HEAD_FILL = "E9EDF1"
LINK_INK = "1A4F8B"
FONT = "Arial"
TABLE_STYLE = "ReportTable"

_FONTS = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
_LANGUAGE = '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/>'


def _paragraph_style(
    style_id: str,
    name: str,
    *,
    size: float,
    based_on: str = "Normal",
    following: str = "",
    before: float = 0,
    after: float = 0,
    line: int = 240,
    colour: str = INK,
    bold: bool = False,
    keep_next: bool = False,
    outline: int | None = None,
    indent: str = "",
    extra: str = "",
) -> str:
    """Sizes and distances in points; `line` in 240ths of a line."""
    weight = "<w:b/><w:bCs/>" if bold else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{style_id}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based_on}"/>'
        + (f'<w:next w:val="{following}"/>' if following else "")
        + "<w:qFormat/><w:pPr>"
        + ("<w:keepNext/><w:keepLines/>" if keep_next else "")
        + extra
        + f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}" w:line="{line}" '
        f'w:lineRule="auto"/>{indent}'
        + (f'<w:outlineLvl w:val="{outline}"/>' if outline is not None else "")
        + f'</w:pPr><w:rPr>{_FONTS}{weight}<w:color w:val="{colour}"/>'
        f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>{_LANGUAGE}</w:rPr></w:style>'
    )


def styles_xml(bullet_list: int) -> str:
    """`bullet_list` is the number of the template's bulleted list."""
    bullets = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{bullet_list}"/></w:numPr>'
    title_rule = f'<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="4" w:color="{HEADING_INK}"/></w:pBdr>'
    return (
        f"<w:styles {W}>{_DEFAULTS}"
        + "".join(
            (
                _NORMAL,
                _paragraph_style(
                    "Title",
                    "Title",
                    size=16,
                    bold=True,
                    colour=HEADING_INK,
                    after=2,
                    keep_next=True,
                    following="Subtitle",
                ),
                _paragraph_style("Subtitle", "Subtitle", size=11, colour=NO_COLOUR, after=5, extra=title_rule),
                _paragraph_style(
                    "Heading1",
                    "heading 1",
                    size=13,
                    bold=True,
                    colour=HEADING_INK,
                    before=7,
                    after=3,
                    keep_next=True,
                    outline=0,
                    following="Normal",
                ),
                _paragraph_style(
                    "Heading2",
                    "heading 2",
                    size=10,
                    bold=True,
                    colour=HEADING_INK,
                    before=5,
                    after=2,
                    keep_next=True,
                    outline=1,
                    following="Normal",
                ),
                _paragraph_style(
                    "Heading3",
                    "heading 3",
                    size=9.5,
                    bold=True,
                    colour=INK,
                    before=5,
                    after=2,
                    keep_next=True,
                    outline=2,
                    following="Normal",
                ),
                _paragraph_style(
                    "Caption", "caption", size=9.5, bold=True, colour=INK, before=4, after=2, keep_next=True
                ),
                _paragraph_style("TableText", "Table Text", size=8.5),
                _paragraph_style("TableHead", "Table Head", size=8.5, bold=True, colour=HEADING_INK),
                _paragraph_style("TableNote", "Table Note", size=8.5, colour=NO_COLOUR),
                _paragraph_style("EntryRating", "Entry Rating", size=9, after=1, keep_next=True, following="EntryText"),
                _paragraph_style("EntryText", "Entry Text", size=9, after=1),
                _paragraph_style(
                    "ListBullet",
                    "List Bullet",
                    size=10,
                    after=3,
                    line=259,
                    extra=bullets,
                    indent='<w:ind w:left="340" w:hanging="340"/>',
                ),
                _paragraph_style("TOC1", "toc 1", size=10, after=3, extra=_right_tab(9638)),
                _paragraph_style("Header", "header", size=8, colour=NO_COLOUR),
                _paragraph_style("Footer", "footer", size=8, colour=NO_COLOUR),
                _CHARACTER_AND_TABLE,
            )
        )
        + "</w:styles>"
    )


def _right_tab(position: int) -> str:
    return f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{position}"/></w:tabs>'


_DEFAULTS = (
    f'<w:docDefaults><w:rPrDefault><w:rPr>{_FONTS}<w:sz w:val="20"/><w:szCs w:val="20"/>{_LANGUAGE}</w:rPr>'
    "</w:rPrDefault><w:pPrDefault/></w:docDefaults>"
)
_NORMAL = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr>'
    '<w:spacing w:before="0" w:after="60" w:line="252" w:lineRule="auto"/></w:pPr>'
    f'<w:rPr>{_FONTS}<w:color w:val="{INK}"/><w:sz w:val="20"/><w:szCs w:val="20"/>{_LANGUAGE}</w:rPr></w:style>'
)
# Cell margins in twentieths of a point: tight, since the index has nine columns on an upright page.
_CHARACTER_AND_TABLE = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
    f'<w:rPr><w:color w:val="{LINK_INK}"/><w:u w:val="single"/></w:rPr></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="55" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="55" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    f'<w:style w:type="table" w:styleId="{TABLE_STYLE}"><w:name w:val="Report Table"/>'
    '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
    f'<w:top w:val="single" w:sz="8" w:space="0" w:color="{STRONG_RULE}"/>'
    f'<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{STRONG_RULE}"/>'
    f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>'
    '</w:tblBorders><w:tblCellMar><w:top w:w="15" w:type="dxa"/><w:left w:w="42" w:type="dxa"/>'
    '<w:bottom w:w="15" w:type="dxa"/><w:right w:w="42" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
)
