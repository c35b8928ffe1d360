"""The risk log of the demonstration: invented, so that its report and its answers have one to show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from store.audit import AuditChain
from store.queries.people import person_named
from store.queries.plans import plan_by_key
from store.types import RiskKind
from workflows.risks.actions import assess_risk, close_risk, raise_risk
from workflows.risks.views import RiskTyped


@dataclass(frozen=True, slots=True)
class ScriptedRisk:
    """Raised on its day, or with a `ref` assessed again; with a reason as well, closed."""

    on: date
    person: str
    typed: RiskTyped
    ref: str = ""


def enter(session: Session, audit: AuditChain, plan_key: str, risk: ScriptedRisk, now: datetime) -> None:
    plan, person = plan_by_key(session, plan_key), person_named(session, risk.person)
    if not risk.ref:
        raise_risk(session, audit, person=person, plan=plan, typed=risk.typed, now=now)
    elif risk.typed.reason:
        close_risk(session, audit, person=person, plan=plan, ref=risk.ref, reason=risk.typed.reason, now=now)
    else:
        assess_risk(session, audit, person=person, plan=plan, ref=risk.ref, typed=risk.typed, now=now)


_WEBSITE, _THERAPY = "local-offer-lead", "service-manager-speech-communication-and-language-services"
_SRO, _OFFICER = "director-of-integration-and-change", "compliance-officer"

DEMO_RISKS = (
    ScriptedRisk(
        date(2022, 11, 14),
        _WEBSITE,
        RiskTyped(
            RiskKind.RISK,
            "The supplier of the new Local Offer website may hand it over late",
            "1.5.1, 1.5.2",
            "Local Offer Lead, CBMDC",
            3,
            4,
            "Weekly call with the supplier on what is left to do",
            date(2023, 1, 20),
        ),
    ),
    ScriptedRisk(
        date(2022, 11, 21),
        _SRO,
        RiskTyped(
            RiskKind.RISK,
            "The review may rest on waiting times that two services count in different ways",
            "4.1.1",
            "Senior Head of Integration & Change CYP LD/ND, BDC HCP",
            2,
            4,
            "One definition agreed between the services",
            date(2023, 3, 31),
        ),
    ),
    ScriptedRisk(
        date(2022, 12, 5),
        _OFFICER,
        RiskTyped(
            RiskKind.RISK,
            "The testing of the website with families may fall into the school holidays",
            "1.5.2",
            "Local Offer Lead, CBMDC",
            3,
            2,
            "A date agreed with the parent carer forum",
            date(2023, 1, 31),
        ),
    ),
    ScriptedRisk(
        date(2023, 1, 16),
        _THERAPY,
        RiskTyped(
            RiskKind.ISSUE,
            "Two therapists have left and their posts are not filled",
            "4.3.3",
            "Service Manager Speech Communication & Language services",
            None,
            3,
            "Both posts advertised",
            date(2023, 2, 10),
        ),
    ),
    ScriptedRisk(
        date(2023, 1, 19),
        _WEBSITE,
        RiskTyped(
            likelihood=4,
            impact=4,
            next_step="A fixed day of handover agreed, or the work brought in house",
            next_step_by=date(2023, 3, 17),
        ),
        "R1",
    ),
    ScriptedRisk(date(2023, 1, 30), _OFFICER, RiskTyped(reason="The testing was held on 26 January"), "R3"),
    ScriptedRisk(
        date(2023, 2, 9),
        _THERAPY,
        RiskTyped(impact=4, next_step="Interviews for both posts", next_step_by=date(2023, 3, 10)),
        "R4",
    ),
)
