"""Every card on which an edition is worked on, in every branch."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from adaptive_cards import (
    area_confirmation,
    edition_asks,
    edition_commentary,
    edition_console,
    edition_differences,
    edition_findings,
    edition_reason,
    notice,
)
from adaptive_cards.edition_asks import AskTyped
from adaptive_cards.edition_commentary import CommentTyped
from adaptive_cards.edition_parts import Part
from adaptive_cards.edition_reason import ReasonTyped
from tests.adaptive_cards import example_editions as editions
from workflows.answers import Choice

LONG = '“A long text,” with "quotes" in it. ' * 278  # as much as any field lets pass
NEW_COMMENT = CommentTyped(12, "0" * 16)
NEW_ASK = AskTyped(12)

EDITION_GALLERY: dict[str, Callable[[], dict[str, Any]]] = {
    "area_confirmation": lambda: area_confirmation.build(editions.area_to_confirm()),
    "area_confirmation_given": lambda: area_confirmation.build(
        editions.area_to_confirm(confirmed=True, state="Confirmed by Head of Therapies, 17 February 2031, 09:12"),
        said="Area 3 of edition 7 is confirmed.",
    ),
    "area_confirmation_to_put_right": lambda: area_confirmation.build(
        editions.area_to_confirm(),
        wrong="This holds a first name with an age, which may identify a child, so it was not kept.",
        typed="The figure for is last year’s",
    ),
    "edition_drafted": lambda: notice.build(
        "Please confirm area 3 of the draft report",
        "The data cut-off has passed and draft edition 7 of the exception report is made.",
        choices=(Choice("Read it and confirm", "confirm edition"),),
    ),
    "edition_console_draft": lambda: edition_console.build(editions.edition_to_clear()),
    "edition_console_many_findings": lambda: edition_console.build(
        editions.edition_to_clear(findings=editions.FINDINGS * 9, cleared_by=editions.CLEARED),
        said="3.2.1 goes back from edition 7 to Ben Okafor.",
    ),
    "edition_console_of_a_big_plan": lambda: edition_console.build(
        editions.edition_to_clear(
            summary=LONG,
            areas=tuple((str(number), "Not confirmed by SRO") for number in range(1, 41)),
            others=tuple((number, number, "issued") for number in range(1, 30)),
            replaces=6,
            differences=312,
        ),
        wrong="Edition 7 has changed since this was shown: read it as it stands now, then press again.",
    ),
    "edition_console_final": lambda: edition_console.build(
        editions.edition_to_clear(status="final", findings=(), cleared_by=editions.CLEARED)
    ),
    "edition_console_issued": lambda: edition_console.build(
        editions.edition_to_clear(status="issued", findings=(), cleared_by=editions.CLEARED)
    ),
    "edition_console_replaced": lambda: edition_console.build(
        editions.edition_to_clear(status="issued", findings=(), replaced_by=8, minute="SSPB 2031/4")
    ),
    "edition_findings": lambda: edition_findings.build(editions.findings_view(*editions.FINDING_LINES)),
    "edition_findings_none": lambda: edition_findings.build(editions.findings_view()),
    "edition_findings_second_page": lambda: edition_findings.build(
        editions.findings_view(*editions.FINDING_LINES * 3),
        page=1,
        wrong="Edition 7 cannot be final yet: 18 findings.",
    ),
    "edition_commentary_new": lambda: edition_commentary.build(editions.commentary_view(), NEW_COMMENT),
    "edition_commentary_change": lambda: edition_commentary.build(
        editions.commentary_view(*editions.COMMENTS),
        CommentTyped(12, "1" * 16, section="3", text=editions.COMMENTS[0].text),
        said="In edition 7, section 3 is printed with your commentary.",
    ),
    "edition_commentary_to_put_right": lambda: edition_commentary.build(
        editions.commentary_view(*editions.many_comments(8)),
        CommentTyped(12, "1" * 16, ref="3.2.1", text=LONG),
        page=1,
        wrong="Shorten the text: 9,999 characters, at most 3,700 fit.",
    ),
    "edition_asks": lambda: edition_asks.build(editions.asks_view(*editions.ASKS), NEW_ASK),
    "edition_asks_none": lambda: edition_asks.build(editions.asks_view(), NEW_ASK),
    "edition_asks_change": lambda: edition_asks.build(
        editions.asks_view(*editions.ASKS, findings=("Ask 2 is addressed to “The Cabinet”.",)),
        AskTyped(12, 1, "2" * 16, "decide", editions.ASKS[0].text, "The Board", date(2031, 3, 6), "3.2.1"),
    ),
    "edition_asks_to_put_right": lambda: edition_asks.build(
        editions.asks_view(*editions.many_asks(27)),
        AskTyped(12, 0, "", "gift", LONG, LONG, None, LONG),
        page=3,
        wrong="Choose what is wanted: Decide, Approve date, Unblock or Note.",
    ),
    "edition_send_back": lambda: edition_reason.build(
        editions.step_to_take(), ReasonTyped(12, Part.SEND_BACK, "3.2.1", "9f" * 32, ref="3.2.1")
    ),
    "edition_small_count": lambda: edition_reason.build(
        editions.step_to_take(editions.FINDING_LINES[3].sentence), ReasonTyped(12, Part.SMALL_COUNT, "d4")
    ),
    "edition_withdraw_ask": lambda: edition_reason.build(
        editions.step_to_take("Ask 1: Agree the money for a second post."),
        ReasonTyped(12, Part.WITHDRAW_ASK, "1", "2" * 16),
        wrong="Give a reason: it is kept beside the decision and printed in the report.",
    ),
    "edition_recut": lambda: edition_reason.build(
        editions.step_to_take(), ReasonTyped(12, Part.RECUT, shown="9f" * 32, words=LONG)
    ),
    "edition_reissue": lambda: edition_reason.build(editions.step_to_take(), ReasonTyped(12, Part.REISSUE)),
    "edition_minute": lambda: edition_reason.build(editions.step_to_take(), ReasonTyped(12, Part.MINUTE)),
    "edition_differences": lambda: edition_differences.build(editions.differences_view(*editions.DIFFERENCES)),
    "edition_differences_none": lambda: edition_differences.build(editions.differences_view()),
    "edition_differences_second_page": lambda: edition_differences.build(
        editions.differences_view(*editions.DIFFERENCES * 9), page=1
    ),
}
