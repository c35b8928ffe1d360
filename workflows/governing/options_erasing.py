"""Options that hold what may identify a child: their words go, and only the fact stays (`domain.md` 8.1)."""

from __future__ import annotations

import json
from datetime import datetime

from sqlmodel import Session

from store.audit import AuditChain
from store.queries.governing import governed
from store.queries.options import options_of, standing_options, withdrawn_last
from store.tables import Action, AuditEntry
from store.working_days import london_date
from workflows.governing.auditing import record_decision, refusals_audited
from workflows.governing.options import options_given_for, withdraw_options
from workflows.governing.options_refusals import NoOptions
from workflows.updates.actions import Speaker
from workflows.updates.erasing import erase_entries


def erase_options(
    session: Session, audit: AuditChain, *, person: Speaker, action: Action, now: datetime
) -> tuple[int, ...]:
    """Withdraws those that stand and blanks their words; with none that stand, the words of those withdrawn last.

    The positions of entries of the audit that could not be blanked. Raises GoverningRefused: NotYoursToGive, NoOptions.
    """
    about = governed(session, action, None, london_date(now))
    if standing_options(session, action):
        withdraw_options(session, audit, person=person, action=action, now=now)
    else:
        with refusals_audited(session, audit, person=person, about=about, asked="erase_options", now=now):
            options_given_for(about, person)
            if not withdrawn_last(session, action):
                raise NoOptions(about)
    gone = withdrawn_last(session, action)
    for appraisal in gone:
        appraisal.recommendation = appraisal.lesson = ""
        for option in options_of(session, appraisal):
            option.text = option.text if option.position == 0 else ""
            option.effect = ""
    ids = {appraisal.id or 0 for appraisal in gone}
    content = {"appraisals": sorted(ids)}
    record_decision(session, audit, person=person, about=about, action="erase_options", content=content, now=now)

    def recorded(entry: AuditEntry) -> bool:
        return entry.action == "give_options" and json.loads(entry.content or "{}").get("appraisal") in ids

    plan_key, subject = about.plan.key, about.subject
    return tuple(
        erase_entries(session, audit, person=person, plan_key=plan_key, subject=subject, recorded=recorded, now=now)
    )
