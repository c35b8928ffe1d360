"""The headings above a table: which area it belongs to, and who answers for that area."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from store.refs import normalised_ref
from store.register_files.plan_cells.leads import read_leads
from store.register_files.plan_layouts.cell_lines import one_line
from store.register_files.plan_layouts.draft import DraftArea, Place
from store.register_files.plan_layouts.layout import Reading

_AREA = re.compile(
    r"(?:improvement (?:priority|area)|priority(?: action| area)?|area(?: for improvement)?|theme|recommendation"
    r"|area of (?:significant )?(?:weakness|concern)|significant concern|work ?stream|focus area|wsoa|asw)"
    r"\s*(?:no\.?\s*)?(?P<ref>\d{1,3}[a-z]?|[A-Z])(?![\w.]*\d)(?:\s*[:.–—-]\s*|\s+|$)(?P<title>.*)",
    re.IGNORECASE | re.DOTALL,
)
_SRO = re.compile(
    r"(?:senior responsible (?:officer|owner)s?|sros?)\s*(?:\(accountable\)\s*)?(?::|$)(?P<who>.*)",
    re.IGNORECASE | re.DOTALL,
)


def area_heading(text: str) -> tuple[str, str] | None:
    """The ref and the title of an area, where the words are a heading of one: "Improvement Priority 2: ..."."""
    found = _AREA.fullmatch(one_line(text))
    if not found or not (found["ref"].isdigit() or found["ref"][0].isdigit() or found["ref"].isupper()):
        return None
    return found["ref"], found["title"].strip()


def sro_line(text: str) -> str | None:
    """Who stands behind "Senior Responsible Officer:"; blank where they stand in what follows."""
    found = _SRO.fullmatch(text.strip())
    return found["who"].strip() if found else None


def enter_area(ref: str, title: str, place: Place, reading: Reading) -> DraftArea:
    """The same heading stands above each of an area's tables: the first that says most gives the title."""
    reading.area_ref = ref
    reading.objective_ref = ""
    area = reading.draft.areas.setdefault(ref, DraftArea(ref, title, place))
    if title and not area.title:
        area.title = title
    elif title and one_line(title).casefold() != one_line(area.title).casefold():
        reading.draft.doubt(place, f'Area {ref} is called "{area.title}" above and "{title}" here; the first is kept.')
    return area


def add_sros(who: str, place: Place, reading: Reading, organisations: Collection[str] = ()) -> None:
    """To the area under way. Where no area has been named yet the words are kept for a person to place."""
    area = reading.draft.areas.get(reading.area_ref)
    if area is None:
        reading.draft.doubt(place, f'"{who}" is named as Senior Responsible Officer, and no area has been named yet.')
        return
    known = {(lead.post, lead.organisation) for lead in area.sros}
    for lead in read_leads(who, organisations=organisations, initials=reading.mapping.leads):
        if lead.doubt:
            reading.draft.doubt(place, lead.doubt)
        if (lead.post, lead.organisation) not in known:
            area.sros.append(lead)
            known.add((lead.post, lead.organisation))


def read_headings(paragraphs: Iterable[str], place: Place, reading: Reading) -> list[str]:
    """Enters the areas and Senior Responsible Officers of these paragraphs; gives back the other paragraphs."""
    other: list[str] = []
    sro_expected = False
    for paragraph in paragraphs:
        if heading := area_heading(paragraph):
            enter_area(*heading, place, reading)
            sro_expected = False
        elif (who := sro_line(paragraph)) is not None:
            sro_expected = not who
            if who:
                add_sros(who, place, reading)
        elif sro_expected:
            add_sros(paragraph, place, reading)
            sro_expected = False
        else:
            other.append(paragraph)
    return other


def same_ref(one: str, other: str) -> bool:
    return normalised_ref(one) == normalised_ref(other)
