"""A small plan after some months of use: something in every table of its history."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from sqlmodel import Session, select

from store.tables import (
    Action,
    AppraisedOption,
    Ask,
    CallIn,
    DateChange,
    Dependency,
    Evidence,
    Indicator,
    IndicatorAction,
    LifecycleChange,
    Meeting,
    Milestone,
    OptionsAppraisal,
    Person,
    Post,
    RatingChallenge,
    Reading,
    Risk,
    RiskAction,
    RiskAssessment,
    SignOff,
    Update,
)
from store.types import AskKind, DateChangeStatus, Lifecycle, RiskKind, UpdateSource

AT = datetime(2022, 12, 1, 14, 5, 7, 123456, tzinfo=UTC)
HOSTILE = ' =1+1; "two",\r\n+lines 🙂\xa0-@ '


def fill_risks(session: Session, actions: list[Action], ada: int | None, ben: int | None) -> None:
    """Two assessments of a risk, an issue that is closed, and one that nobody has assessed."""
    plan_id, owner = actions[0].plan_id, session.exec(select(Post).order_by(Post.title)).first()
    first = Risk(plan_id=plan_id, ref="R1", kind=RiskKind.RISK, title=HOSTILE, raised_by_id=ben, raised_at=AT)
    first.owner_id = owner and owner.id
    closed = Risk(plan_id=plan_id, ref="R2", kind=RiskKind.ISSUE, title="The analyst has left", raised_at=AT)
    closed.closed_at, closed.closed_by_id, closed.closed_because = AT + timedelta(days=9), ada, HOSTILE
    bare = Risk(plan_id=plan_id, ref="R10", kind=RiskKind.RISK, title="Nobody looked at it", raised_at=AT)
    session.add_all([first, closed, bare])
    session.flush()
    one, two, three = (risk.id or 0 for risk in (first, closed, bare))
    session.add_all(
        [
            *(RiskAction(risk_id=one, action_id=action.id or 0) for action in actions),
            *(RiskAction(risk_id=risk, action_id=actions[1].id or 0) for risk in (two, three)),
            RiskAssessment(risk_id=one, person_id=ben, at=AT, likelihood=4, impact=3, next_step=HOSTILE),
            RiskAssessment(risk_id=one, at=AT, likelihood=2, impact=3, next_step_by=date(2023, 3, 1)),
            RiskAssessment(risk_id=two, person_id=ada, at=AT, likelihood=5, impact=2, next_step="Recruit"),
        ]
    )


def fill_options(session: Session, action: Action, ada: int | None, ben: int | None) -> None:
    """Given, given otherwise, and given a third time and withdrawn."""
    given = {"action_id": action.id, "person_id": ben, "recommendation": HOSTILE, "lesson": "Plan; earlier"}
    first = OptionsAppraisal(**given, at=AT, recommended=2, on_behalf_of_id=ada)
    second = OptionsAppraisal(**given, at=AT + timedelta(days=1), recommended=0)
    withdrawn = OptionsAppraisal(**given, at=AT + timedelta(days=2), recommended=1, withdrawn_at=AT + timedelta(days=3))
    session.add_all([first, second, withdrawn])
    session.flush()
    for appraisal, further in ((first, [HOSTILE, "Share a post"]), (second, ["Wait"]), (withdrawn, ["Sam is 7"])):
        for position, said in enumerate(["Do nothing", *further]):
            effect = f"{HOSTILE}{position}"
            session.add(AppraisedOption(appraisal_id=appraisal.id or 0, position=position, text=said, effect=effect))


def fill(session: Session) -> None:
    actions = {action.ref: action for action in session.exec(select(Action))}
    people = {person.key: person for person in session.exec(select(Person))}
    one, two = actions["1.1.1"], actions["1.1.2"]
    ada, ben = people["ada"].id, people["ben"].id
    indicator = session.exec(select(Indicator).where(Indicator.ref == "I1")).one()
    milestone = session.exec(select(Milestone).where(Milestone.measure == "Plan published")).one()
    meeting = session.exec(select(Meeting)).first()
    two.lifecycle, two.decision_reference = Lifecycle.PAUSED, "Board, 3 May"
    two.planned_start, two.rating_text, two.progress_text = date(2023, 1, 9), "Amber?", HOSTILE
    milestone.current_due, milestone.forecast_due = date(2023, 1, 31), date(2023, 3, 1)
    milestone.completed_on, milestone.statutory = date(2023, 2, 13), True
    milestone.lifecycle, milestone.rating_text = Lifecycle.COMPLETE, "Blue"
    session.add(Dependency(action_id=two.id, depends_on_id=one.id, note="Needs the plan"))
    session.add(IndicatorAction(indicator_id=indicator.id, action_id=one.id))
    session.add(Reading(indicator_id=indicator.id, period_end=date(2023, 3, 31), value=1e-05, recorded_at=AT))
    session.add(
        DateChange(
            milestone_id=milestone.id,
            from_due=date(2022, 11, 30),
            to_due=date(2023, 1, 31),
            reason=HOSTILE,
            status=DateChangeStatus.APPROVED,
            requested_by_id=ben,
            requested_at=AT,
            decided_by_id=ada,
            decided_at=AT,
            decision_reason="Agreed",
        )
    )
    first = Update(
        action_id=one.id,
        milestone_id=milestone.id,
        person_id=ben,
        on_behalf_of_id=ada,
        at=AT,
        recorded_at=AT + timedelta(days=3),
        source=UpdateSource.CARD,
        rating_code="RED",
        narrative=HOSTILE,
        forecast=date(2023, 2, 14),
        percent=40,
    )
    session.add(first)
    session.flush()
    later = {"action_id": one.id, "milestone_id": milestone.id, "person_id": ben, "source": UpdateSource.WEB}
    correction = Update(**later, at=AT, recorded_at=AT + timedelta(days=4), rating_code="BLUE", corrects_id=first.id)
    again = Update(**later, at=AT, recorded_at=AT + timedelta(days=5), rating_code="BLUE")
    withdrawn = Update(**later, at=AT, recorded_at=AT, narrative="Sam is 7", withdrawn_at=AT)
    session.add_all([correction, again, withdrawn])
    session.flush()
    log = {"action_id": one.id, "milestone_id": milestone.id, "added_by_id": ben, "added_at": AT}
    session.add_all(
        [
            Evidence(**log, update_id=correction.id, title="Minutes; annex", accepted_by_id=ada, accepted_at=AT),
            Evidence(**log, update_id=correction.id, title="Plan"),
            Evidence(**log, title="Letter that came by itself"),
            Evidence(**log, update_id=withdrawn.id, title="Sam's file"),
            SignOff(action_id=one.id, update_id=correction.id, person_id=ada, at=AT, accepted=False, reason=HOSTILE),
            SignOff(action_id=one.id, update_id=withdrawn.id, person_id=ada, at=AT, accepted=True),
            RatingChallenge(update_id=first.id, person_id=ada, at=AT, reason="Is it?", settled_at=AT),
            LifecycleChange(
                action_id=two.id,
                before=Lifecycle.IN_PROGRESS,
                after=Lifecycle.PAUSED,
                decision_reference="Board, 3 May",
                reason="No money",
                successor_id=one.id,
                person_id=ada,
                at=AT,
            ),
            Ask(
                plan_id=one.plan_id,
                meeting_id=meeting and meeting.id,
                kind=AskKind.DECIDE,
                text=HOSTILE,
                addressed_to="Board",
                by_when=date(2023, 1, 1),
                action_refs="1.1.1;1.1.2",
                raised_by_id=ben,
                raised_at=AT,
                closed_at=AT,
            ),
            CallIn(action_id=two.id, person_id=ada, at=AT, by_chair=True, reason="Worried"),
        ]
    )
    fill_options(session, one, ada, ben)
    fill_risks(session, [one, two], ada, ben)
    session.commit()
