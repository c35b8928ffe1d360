"""Every card on which something is decided, in every branch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from adaptive_cards import (
    call_in,
    completion,
    date_approval,
    date_request,
    decision_notice,
    decisions_waiting,
    lead_change,
    rating_dispute,
)
from workflows.governing.views import (
    ActionToCallIn,
    CompletionToDecide,
    DateToAsk,
    DateToDecide,
    DecisionsWaiting,
    EvidenceLine,
    LeadChangeToTell,
    Matter,
    MilestoneDates,
    MilestoneDone,
    Named,
    RatingToDispute,
    Typed,
    Waiting,
)

AT = datetime(2031, 3, 3, 10, 0, tzinfo=UTC)
TITLE = "Cut the wait for a first appointment"
LONG = '“A long text,” with "quotes" in it. ' * 278  # as much as any field lets pass
BLUE, GREEN = "#1D70B8", "#00703C"

FIRST = MilestoneDates("m:1", 1, "Nobody waits longer than 12 weeks", date(2031, 3, 31), date(2031, 3, 31), 0, 0, None)
MOVED = MilestoneDates(
    "m:2", 2, "A second clinic is open", date(2031, 3, 31), date(2031, 7, 31), 1, 122, date(2031, 9, 30)
)
DATE = DateToAsk(
    "a:3", "3.2.1", TITLE, (FIRST,), ("Asha Iqbal",), Typed(day=date(2031, 6, 30), reason="Staff are late")
)
APPROVAL = DateToDecide(
    item="m:1",
    change_id=5,
    name="3.2.1 milestone 1",
    title=TITLE,
    measure="Nobody waits longer than 12 weeks",
    baseline=date(2031, 3, 31),
    from_due=date(2031, 3, 31),
    to_due=date(2031, 6, 30),
    reason="The new post starts in May.\nThe tender ran twice.",
    requested_by="Ben Okafor",
    requested_at=AT,
    moves_so_far=0,
    slip_words="91 days after the original date, with 1 approved move in all, so the report tells the Board",
)
EVIDENCE = (
    EvidenceLine(1, "Minutes of the clinic group", "Ben Okafor", "Asha Iqbal", theirs=False),
    EvidenceLine(2, "Waiting list of February", "Ben Okafor", "", theirs=False),
    EvidenceLine(3, "Letter of the provider", "Asha Iqbal", "", theirs=True),
)
COMPLETION = CompletionToDecide(
    item="a:3",
    update_id=9,
    ref="3.2.1",
    title=TITLE,
    rating="Blue, awaiting sign-off",
    rating_colour=BLUE,
    rated_by="Ben Okafor",
    rated_at=AT,
    narrative="Nobody has waited longer than 12 weeks since January.",
    milestones=(
        MilestoneDone(1, "Nobody waits longer than 12 weeks", "Complete", open=False),
        MilestoneDone(2, "A second clinic is open", "Due 31 March 2031", open=True),
    ),
    evidence=EVIDENCE,
)
DISPUTE = RatingToDispute("a:3", 9, "3.2.1", TITLE, "Green", GREEN, "Ben Okafor", AT, "On its way.", (), theirs=False)
CALL_IN = ActionToCallIn("a:3", "3.2.1", TITLE, "Green", GREEN, (), theirs=False)
CALLERS = (Named("asha", "Asha Iqbal, SRO of area 3"), Named("chair", "Sam Reed, as Chair"))
LEFT = LeadChangeToTell("", "ben", "", None, "Ben Okafor no longer leads 3.2.1 and 3.2.4", ("Asha Iqbal", "Kim Lee"))
WAITING = DecisionsWaiting(
    (
        Waiting(
            Matter.APPROVAL,
            "m:1",
            "3.2.1 milestone 1",
            "a new date, from 31 March 2031 to 30 June 2031, asked for by Ben Okafor",
        ),
        Waiting(Matter.COMPLETION, "a:4", "3.2.4", "rated Blue on 3 March 2031, to sign off"),
    ),
    AT,
)

DECISION_GALLERY: dict[str, Callable[[], dict[str, Any]]] = {
    "date_request": lambda: date_request.build(DATE),
    "date_request_of_several": lambda: date_request.build(
        replace(DATE, milestones=(FIRST, MOVED), sros=(), typed=Typed(item="m:2"))
    ),
    "date_request_to_put_right": lambda: date_request.build(
        replace(DATE, typed=Typed(day=date(2031, 1, 31), reason=LONG)),
        wrong="31 January 2031 has passed: ask for a date from today on.",
    ),
    "date_approval": lambda: date_approval.build(APPROVAL),
    "date_approval_on_behalf": lambda: date_approval.build(
        replace(
            APPROVAL,
            on_behalf_of=(Named("asha", "Asha Iqbal"), Named("kim", "Kim Lee")),
            requested_by="",
            from_due=None,
            baseline=None,
            measure="",
            slip_words="on the original date, with 1 approved move in all",
        ),
        wrong="The decision on 3.2.1 milestone 1 is the SRO's: say on whose behalf you record it.",
    ),
    "completion": lambda: completion.build(COMPLETION),
    "completion_evidence_accepted": lambda: completion.build(
        replace(COMPLETION, typed=Typed(embedded=True)), said="Accepted as evidence of 3.2.1: “Waiting list”."
    ),
    "completion_without_evidence": lambda: completion.build(
        replace(COMPLETION, evidence=(), narrative=LONG),
        wrong="No evidence of 3.2.1 has been accepted: first accept what shows that it is complete.",
    ),
    "completion_with_much_evidence": lambda: completion.build(replace(COMPLETION, evidence=EVIDENCE * 8)),
    "rating_dispute": lambda: rating_dispute.build(DISPUTE),
    "rating_dispute_held": lambda: rating_dispute.build(
        replace(DISPUTE, disputes=("Disputed by Asha Iqbal on 3 March 2031: waits went up",), theirs=True),
        wrong="You have disputed this rating of 3.2.1 already: its next update can be disputed again.",
    ),
    "call_in": lambda: call_in.build(CALL_IN),
    "call_in_on_behalf": lambda: call_in.build(replace(CALL_IN, callers=CALLERS, typed=Typed(reason="Families wrote"))),
    "call_in_held": lambda: call_in.build(
        replace(CALL_IN, called=("Called in by Asha Iqbal on 3 March 2031: families wrote",), theirs=True)
    ),
    "lead_change": lambda: lead_change.build(LEFT),
    "lead_change_of_one_action": lambda: lead_change.build(
        LeadChangeToTell("a:3", "ben", "kim", date(2031, 4, 1), "Ben Okafor no longer leads 3.2.1", ())
    ),
    "decisions_waiting": lambda: decisions_waiting.build(WAITING),
    "decisions_waiting_none": lambda: decisions_waiting.build(DecisionsWaiting((), AT)),
    "decisions_waiting_many": lambda: decisions_waiting.build(
        DecisionsWaiting(
            tuple(Waiting(Matter.COMPLETION, f"a:{n}", f"3.2.{n}", "rated Blue, to sign off") for n in range(1, 31)), AT
        )
    ),
    "decision_notice": lambda: decision_notice.build(
        "A new date for 3.2.1 milestone 1?",
        "Ben Okafor asks to move it from 31 March 2031 to 30 June 2031.\n\nReason: the new post starts in May.",
        Matter.APPROVAL,
        "m:1",
    ),
}
