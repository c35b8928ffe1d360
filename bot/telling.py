"""Telling the SROs of an area, on the same day, of an update that they should not first read in the report."""

from __future__ import annotations

from datetime import datetime

import structlog
from sqlmodel import Session

from reminders.notices import plan_notice
from store.audit import AuditChain
from store.queries.cuts import take_cut
from store.queries.people import covers_on
from store.queries.telling import sros_of
from store.types import RatingRole
from store.working_days import CalendarError, london_date
from workflows.governing.waiting import awaits_sign_off
from workflows.language import day_words, moment_words
from workflows.standing import period_of, standings
from workflows.updates.actions import UpdateRecorded
from workflows.updates.worth_telling import Said, Worth, worth_telling

log = structlog.get_logger()


def tell_sros(session: Session, audit: AuditChain, done: UpdateRecorded, now: datetime) -> None:
    """Once an update; whoever covers for an SRO is told in their stead, and nobody of what they said themselves."""
    worth = None if done.repeated else worth_telling(_said(session, done, now))
    if worth is None:
        return
    today = london_date(now)
    covers = covers_on(session, today)
    for sro in sros_of(session, done.item.action_id, today):
        to = covers.get(sro.id or 0, sro)
        if done.given.person_id in {sro.id, to.id}:
            continue
        try:
            plan_notice(
                session,
                audit,
                to=to,
                kind="update",
                about=str(done.given.update_id),
                title=_title(done, worth),
                text=_text(done, worth, sro.name if to.id != sro.id else ""),
                now=now,
            )
        except CalendarError as error:
            # The update stands whether or not anybody can be told of it.
            log.error("nobody was told of an update", action="tell_sros", reason=str(error))


def _said(session: Session, done: UpdateRecorded, now: datetime) -> Said:
    rating = next((rating for rating in done.ratings if rating.code == done.given.answer.rating), None)
    milestone = done.item.milestone
    role = rating.role if rating and rating.confirmed else None
    return Said(
        role=role,
        current=milestone.current if milestone else None,
        forecast=done.given.answer.forecast if milestone else None,
        statutory=milestone.statutory if milestone else False,
        awaits_sign_off=role is RatingRole.COMPLETE and _awaits_sign_off(session, done, now),
    )


def _awaits_sign_off(session: Session, done: UpdateRecorded, now: datetime) -> bool:
    """Of the whole action: one milestone of several that is complete is nothing to sign off yet."""
    cut = take_cut(session, done.item.plan_key, now)
    return awaits_sign_off(standings(cut, period_of(cut))[done.item.ref])


def _title(done: UpdateRecorded, worth: Worth) -> str:
    if worth is Worth.OFF_TRACK:
        return f"{done.item.name} is rated {done.given.rating_label}"
    if worth is Worth.SIGN_OFF:
        return f"{done.item.ref} is rated {done.given.rating_label} and waits for sign-off"
    return f"{done.item.name} is forecast for {day_words(done.given.answer.forecast)}"


def _text(done: UpdateRecorded, worth: Worth, covers: str) -> str:
    given, milestone = done.given, done.item.milestone
    lines = [
        done.item.title,
        f"{given.by} rated it {given.rating_label}"
        f"{f' on behalf of {given.on_behalf_of}' if given.on_behalf_of else ''} on {moment_words(given.at)}.",
    ]
    if milestone and milestone.current:
        forecast = f"; forecast {day_words(given.answer.forecast)}" if given.answer.forecast else ""
        lines.append(f"Due {day_words(milestone.current)}{forecast}.")
    lines += [
        f"{label}: {said}"
        for label, said in (
            ("Cause", given.answer.cause),
            ("Effect if nothing changes", given.answer.effect),
            ("Recovery", given.answer.recovery),
            ("Evidence", given.answer.evidence),
            ("Help needed", given.answer.help_needed),
        )
        if said
    ]
    if covers:
        lines.append(f"You get this as cover for {covers}.")
    if worth is Worth.SIGN_OFF:
        lines.append("Write “what waits for me” to look at the evidence and sign it off, or to say why not.")
    else:
        lines.append(f"Ask me “how is {done.item.ref}?” to see all of it.")
    return "\n\n".join(lines)
