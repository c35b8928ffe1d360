"""Short forms that a paper uses, each spelled out once (`domain.md` 1.3 and 6.3)."""

from __future__ import annotations

import re
from collections.abc import Iterable

EVERYWHERE = {
    "ADHD": "attention deficit hyperactivity disorder",
    "ASQ3": "Ages and Stages Questionnaire, third edition",
    "CAMHS": "child and adolescent mental health services",
    "CLA": "children looked after",
    "CQC": "Care Quality Commission",
    "CYP": "children and young people",
    "DCO": "Designated Clinical Officer",
    "DMO": "Designated Medical Officer",
    "DSCO": "Designated Social Care Officer",
    "EHC": "education, health and care",
    "GP": "general practitioner",
    "ICB": "Integrated Care Board",
    "IHA": "Initial Health Assessment",
    "JSNA": "Joint Strategic Needs Assessment",
    "KPI": "key performance indicator",
    "LD": "learning disability",
    "NHS": "National Health Service",
    "PFA": "Preparing for Adulthood",
    "QA": "quality assurance",
    "RHA": "Review Health Assessment",
    "SEND": "special educational needs and disabilities",
    "SENDIASS": "SEND Information, Advice and Support Service",
    "SLT": "speech and language therapy",
    "SPA": "Strategic Partnering Agreement",
    "SRO": "Senior Responsible Officer",
    "VCSE": "voluntary, community and social enterprise",
    "VI": "visual impairment",
    "WSOA": "Written Statement of Action",
    "YTD": "year to date",
}
IN_A_LOCAL_AREA = {
    "Bradford": {
        "AFT": "Airedale NHS Foundation Trust",
        "AI": "auditory impairment",
        "BDCFT": "Bradford District Care NHS Foundation Trust",
        "BTHFT": "Bradford Teaching Hospitals NHS Foundation Trust",
        "CBMDC": "City of Bradford Metropolitan District Council",
        "PLE": "Partnership Leadership Executive",
        "SSPB": "SEND Strategic Partnership Board",
    }
}
"""The same letters mean other things elsewhere."""


def short_forms(texts: Iterable[str], local_area: str) -> str:
    """Those that stand in the texts, in one line: "EHC: education, health and care. SEND: ..."."""
    known = EVERYWHERE | IN_A_LOCAL_AREA.get(local_area, {})
    used = set(re.findall(r"\b[A-Z][A-Z0-9]+\b", " ".join(texts)))
    return " ".join(f"{form}: {known[form]}." for form in sorted(used & known.keys()))
