"""An edition at a glance, for the command line and for the compliance team's card."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from store.queries.editions import edition_by_id, edition_replacing
from store.tables import Edition, Meeting
from store.types import EditionStatus
from workflows.editions.asking import raised_asks
from workflows.editions.issuing import findings_of
from workflows.editions.keeping import recompiled
from workflows.editions.rules_in_force import Recompiled, recompile_check
from workflows.exception_report.annex_rows import AreaSignOff
from workflows.exception_report.body_rows import ReportAsk
from workflows.exception_report.value import ReportComment
from workflows.language import count_words, day_words, moment_words

RECOMPILED_WORDS = {
    Recompiled.SAME: "Compiled again from what is stored, it is the same.",
    Recompiled.OTHER_RULES: "Other rules are in force than those it was compiled under: what is kept of it stands.",
    Recompiled.DIFFERS: "Compiled again from what is stored, it DIFFERS: run `sendbot audit verify` before issuing it.",
}


@dataclass(frozen=True, slots=True)
class EditionOverview:
    """`withdrawable_asks`: how many of the asks, the first ones, people raised and may withdraw."""

    number: int
    status: EditionStatus
    meeting_on: date | None
    data_cut: datetime
    rules_version: str
    content_hash: str
    compiled_again: Recompiled
    audit_head: str
    replaces: int | None
    replaced_by: int | None
    sign_off: tuple[AreaSignOff, ...]
    commentary: tuple[ReportComment, ...]
    asks: tuple[ReportAsk, ...]
    withdrawable_asks: int
    differences: int
    findings: int
    cleared_by: str
    issued_at: datetime | None
    received_by_chair: str
    """The minute's reference: beside the edition, for its files stay as issued."""

    @property
    def line(self) -> str:
        meeting = f"for the meeting of {day_words(self.meeting_on)}, " if self.meeting_on else ""
        received = f", received by the Chair, minute {self.received_by_chair}" if self.received_by_chair else ""
        replaced = f", replaced by edition {self.replaced_by}" if self.replaced_by else ""
        replaces = f", in place of edition {self.replaces}" if self.replaces else ""
        return (
            f"Edition {self.number}: {self.status.value}, {meeting}data of {moment_words(self.data_cut)}"
            f"{replaces}{replaced}{received}"
        )

    @property
    def lines(self) -> list[str]:
        cleared = f"Cleared by {self.cleared_by}" if self.cleared_by else "Not cleared"
        raised = self.withdrawable_asks
        lines = [
            self.line,
            f"Rules {self.rules_version}, content hash {self.content_hash}, head of the audit {self.audit_head}",
            RECOMPILED_WORDS[self.compiled_again],
            *(f"Area {row.area_ref}: {row.state}" for row in self.sign_off),
            *(f"Commentary on {row.ref or f'section {row.section}'}: {row.text}" for row in self.commentary),
            *(
                f"Ask {row.number} ({row.kind}, {row.addressed_to}): {row.text}"
                + ("" if row.number <= raised else " [asked by the rules]")
                for row in self.asks
            ),
            f"{cleared}. Received by the Chair: {self.received_by_chair or 'not recorded'}.",
        ]
        if self.status is EditionStatus.DRAFT:
            lines.append(
                f"{count_words(self.findings, 'finding')} before it can be final: see `sendbot edition check`."
            )
        if self.replaces:
            lines.append(f"{count_words(self.differences, 'difference')} from edition {self.replaces}.")
        return lines


def overview_of(session: Session, edition: Edition) -> EditionOverview:
    report = recompiled(edition)
    meeting = session.get(Meeting, edition.meeting_id) if edition.meeting_id else None
    replaces = edition_by_id(session, edition.replaces_id) if edition.replaces_id else None
    by = edition_replacing(session, edition)
    return EditionOverview(
        number=edition.number,
        status=edition.status,
        meeting_on=meeting.held_on if meeting else None,
        data_cut=edition.cut_off_at,
        rules_version=edition.rules_version,
        content_hash=edition.content_hash,
        compiled_again=recompile_check(edition),
        audit_head=edition.audit_head,
        replaces=replaces.number if replaces else None,
        replaced_by=by.number if by else None,
        sign_off=report.sign_off,
        commentary=report.commentary,
        asks=report.asks,
        withdrawable_asks=len(raised_asks(edition)),
        differences=len(report.differences),
        findings=len(findings_of(edition)) if edition.status is EditionStatus.DRAFT else 0,
        cleared_by=report.cleared_by,
        issued_at=edition.issued_at,
        received_by_chair=edition.minute_reference,
    )
