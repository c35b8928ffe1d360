"""Finding what may identify a child in what somebody typed. Deterministic, without a network.

Places, services, posts, people of the register and the plan's own words are no finds: they are handed in as `known`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from workflows.language import list_words
from workflows.personal_data import patterns
from workflows.personal_data.first_names import FIRST_NAMES
from workflows.personal_data.kinds import WORDS, Kind
from workflows.personal_data.numbers import is_nhs_number, is_upn

NOT_NAMES = frozenset(
    """
    action actions age aged ages all and any appendix april are area areas asd august autumn band board boys by camhs
    children class cohort december each early ehc every february for friday from girls group groups if in is january
    july june key level march may meeting milestone milestones monday month months no november objective october of
    ofsted over page part phase pupils quarter reception ref section send september since stage spring step students
    summer sunday saturday table term the these those thursday tier to tuesday under until up was we wednesday week
    weeks were when where winter with year years young
    """.split()
)
ACRONYMS = frozenset(
    """
    ADHD AI ASD ASQ BD CAF CAMHS CCG CFS CIN CLA CP CPD CYP DBV DCO DMO DSCO DSR DWP EBSA ED EHC EHCP EHE EP EPS EY
    FAP GP HCP HI HR HV ICB ICS ICT IHA IHP KPI LA LAC LD LO MAT MH MLD MSI ND NEF NFP NHS NQT OFSTED OT PCF PD PFA
    PLE PMLD PRU QA RAG RHA SALT SAR SC SEMH SENCO SEND SI SLCN SLD SLT SPA SPC SRO SSPB SW TA TAF TOR UASC UK VI
    VCS YJS YOT YTD
    """.split()
)
GENERIC_SCHOOLS = frozenset(
    """
    a all any each every high independent infant junior local mainstream maintained new nursery our primary secondary
    special the their this upper virtual year
    """.split()
)


@dataclass(frozen=True, slots=True)
class Passage:
    """Where something stands that may identify a child. The words themselves are not repeated in `sentence`."""

    start: int
    end: int
    kind: Kind


def find_passages(text: str, known: Collection[str] = ()) -> tuple[Passage, ...]:
    """In order, none within another. `known` holds casefolded texts of the register: names, posts, places, titles."""
    found = sorted(
        (passage for passage in _all(text) if not _is_known(text, passage, known)),
        key=lambda passage: (passage.start, -passage.end),
    )
    kept: list[Passage] = []
    for passage in found:
        if not kept or passage.start >= kept[-1].end:
            kept.append(passage)
    return tuple(kept)


def without_passages(text: str, passages: Collection[Passage]) -> str:
    """What may stay: the rest of what was typed, to be given back."""
    rest = text
    for passage in sorted(passages, key=lambda one: one.start, reverse=True):
        rest = rest[: passage.start] + rest[passage.end :]
    return re.sub(r"[ \t]{2,}", " ", rest).strip()


def refusal_words(passages: Collection[Passage]) -> str:
    kinds = list_words([WORDS[kind] for kind in dict.fromkeys(passage.kind for passage in passages)])
    return (
        f"This holds {kinds}, which may identify a child. The register holds nothing about individual children: say it "
        "without that. The rest of what you typed is kept below."
    )


def not_kept_words(passages: Collection[Passage]) -> str:
    """Where there is no form that could hold the rest."""
    kinds = list_words([WORDS[kind] for kind in dict.fromkeys(passage.kind for passage in passages)])
    return f"This holds {kinds}, which may identify a child, so it was not kept: say it without that."


def _all(text: str) -> Iterator[Passage]:
    for kind, pattern in patterns.PLAIN.items():
        yield from (_passage(found, kind) for found in pattern.finditer(text))
    yield from _numbers(text)
    yield from _names(text)
    yield from _schools(text)
    for found in patterns.INITIALS_THEN_CONDITION.finditer(text):
        if found["initials"].replace(".", "").replace(" ", "") not in ACRONYMS:
            yield _passage(found, Kind.INITIALS_AND_CONDITION)
    yield from (_passage(found, Kind.SMALL_COUNT) for found in patterns.SMALL_COUNT.finditer(text))
    if patterns.PASTED.search(text):
        for found in patterns.NAME_AND_FAMILY.finditer(text):
            if _first_name(found["name"] or found["other"]):
                yield _passage(found, Kind.NAME_AND_FAMILY)


def _numbers(text: str) -> Iterator[Passage]:
    for found in patterns.TEN_DIGITS.finditer(text):
        if is_nhs_number(re.sub(r"\D", "", found[0])):
            yield _passage(found, Kind.NHS_NUMBER)
    for found in patterns.LETTER_AND_TWELVE.finditer(text):
        if is_upn(found[0]):
            yield _passage(found, Kind.UPN)


def _names(text: str) -> Iterator[Passage]:
    """With words for an age any capitalised word may be a name; with a bare number only one that is known as a name."""
    for pattern in (patterns.NAME_THEN_AGE, patterns.AGE_THEN_NAME):
        for found in pattern.finditer(text):
            if found["name"].casefold() not in NOT_NAMES:
                yield _passage(found, Kind.NAME_AND_AGE)
    for found in patterns.NAME_THEN_NUMBER.finditer(text):
        if _first_name(found["name"]):
            yield _passage(found, Kind.NAME_AND_AGE)


def _first_name(word: str) -> bool:
    return re.sub(r"[’']s?$", "", word.casefold()) in FIRST_NAMES


def _schools(text: str) -> Iterator[Passage]:
    for pattern in (patterns.YEAR_THEN_SCHOOL, patterns.SCHOOL_THEN_YEAR):
        for found in pattern.finditer(text):
            words = found["school"].casefold().split()[:-1]
            if not set(words) <= GENERIC_SCHOOLS:
                yield _passage(found, Kind.YEAR_AND_SCHOOL)


def _is_known(text: str, passage: Passage, known: Collection[str]) -> bool:
    """The passage lies within words of the register that stand in the text."""
    if not known:
        return False
    words = text[passage.start : passage.end].casefold().strip(" ,.;:()")
    return any(words in one for one in known)


def _passage(found: re.Match[str], kind: Kind) -> Passage:
    return Passage(found.start(), found.end(), kind)
