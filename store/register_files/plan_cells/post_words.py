"""How a post, an organisation and a person's name can be told apart in print."""

from __future__ import annotations

import re
from typing import Final

from store.register_files.plan_cells.printed_text import levelled

_ROLE: Final = re.compile(
    r"\b(?:director|managers?|heads?|leads?|leader|officers?|commissioners?|nurse|co-?ordinator|principal|consultant"
    r"|chair|executive|psychologist|sro|dco|dmo|dsco|senco|sendco|paediatrician|adviser|advisor|headteacher"
    r"|matron|therapist|champions?|ambassadors?|secretary|analyst|administrator)s?\b"
)
_POST_WORD: Final = re.compile(
    r"\b(?:team|service|services|board|group|specialist|professional|professionals|partnership|panel|forum|committee"
    r"|department|directorate|council|trust|school|schools|health|education|care|send|sen|early|years|local|offer)\b"
)
_ORGANISATION_WORD: Final = re.compile(
    r"\b(?:council|trust|nhs|icb|ccg|partnership|university|college|academy|hospital|professionals|federation|ltd)\b"
)
_FIELD_ACRONYMS: Final = frozenset(
    "DCO DMO DSCO SRO SENCO SENDCO CEO DCS DPH "
    "SEND SEN CAMHS SALT SLT OT CYP LD ND ASD ADHD EHC EHCP EP SEMH QA IT HR PFA CLA AI VI HI APEP IAT TAT VCSE".split()
)
_NAME: Final = re.compile(
    r"(?:(?:Dr|Mr|Mrs|Ms|Miss|Prof|Professor|Cllr|Councillor|Sir|Dame)\.?\s+)?"
    r"[A-Z][a-z'’]+(?:-[A-Z][a-z]+)?(?:\s+[A-Z]\.?)?(?:\s+(?:de|van|von|bin|al|el))?"
    r"\s+(?:O['’]|Mc|Mac)?[A-Z][a-z]+(?:[-\s][A-Z][a-z]+)?"
)
_ACRONYMS: Final = re.compile(r"(?:[A-Z][A-Z&]{1,}\s?)+\*?")


def names_a_role(text: str) -> bool:
    """Whether a word for what a single post does stands in it."""
    return bool(_ROLE.search(levelled(text)))


def is_post_like(text: str) -> bool:
    level = levelled(text)
    return bool(_ROLE.search(level) or _POST_WORD.search(level))


def is_organisation_like(text: str) -> bool:
    """By its own words, or letters that are not one of the field's other abbreviations ("SEND", "LD/ND")."""
    bare = text.strip(" *()")
    if names_a_role(bare) or not bare:
        return False
    if _ORGANISATION_WORD.search(levelled(bare)):
        return True
    return bool(_ACRONYMS.fullmatch(bare)) and len(bare) > 2 and not _FIELD_ACRONYMS & set(re.split(r"[\s&/]+", bare))


def is_name_like(text: str) -> bool:
    """Two or three words that could be a person's name and hold no word of a post."""
    return (
        bool(_NAME.fullmatch(text.strip())) and not is_post_like(text) and not _ORGANISATION_WORD.search(levelled(text))
    )


def are_initials_like(text: str) -> bool:
    bare = text.replace(".", "").replace(" ", "")
    return bool(re.fullmatch(r"[A-Z]{2,3}", bare)) and bare not in _FIELD_ACRONYMS
