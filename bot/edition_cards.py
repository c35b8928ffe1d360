"""The cards on which the compliance officer works on an edition: each part as it stands, or with what was typed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from adaptive_cards import (
    edition_asks,
    edition_commentary,
    edition_console,
    edition_differences,
    edition_findings,
    edition_reason,
)
from adaptive_cards.edition_asks import AskTyped
from adaptive_cards.edition_commentary import CommentTyped
from adaptive_cards.edition_parts import Part, PartOpened
from adaptive_cards.edition_reason import ReasonTyped
from adaptive_cards.edition_typed import EditionTyped
from bot.reports import Reports
from bot.turns import Card
from store.queries.people import Identity
from store.refs import normalised_ref
from store.tables import Edition, Plan
from store.types import EditionStatus
from workflows.editions.asking import ask_hash, raised_asks
from workflows.editions.keeping import stored_cut
from workflows.editions.refusals import NotADraft
from workflows.editions.showing import (
    asks_view,
    commentary_view,
    differences_view,
    edition_to_clear,
    findings_view,
    small_count_place,
)
from workflows.editions.small_counts import text_hash
from workflows.editions.typed import without_a_child
from workflows.editions.views import StepToTake

DECIDED = "That count is decided on already, or the text that it stood in has changed."
ASK_GONE = "That ask does not stand in the edition any more."
OF_A_DRAFT = frozenset({Part.FINDINGS, Part.COMMENTARY, Part.ASKS, Part.SEND_BACK, Part.SMALL_COUNT, Part.WITHDRAW_ASK})


@dataclass(frozen=True, slots=True)
class Desk:
    """An edition before one compliance officer. A part is shown with what was `said`, or what was `wrong`."""

    reports: Reports
    session: Session
    person: Identity
    plan: Plan
    edition: Edition
    now: datetime

    def console(self, *, said: str = "", wrong: str = "") -> Card:
        ready = self.reports.edition_ready(self.session, self.plan.key, self.person.key, self.edition, self.now)
        view = edition_to_clear(self.session, self.plan, self.edition, ready.links)
        return edition_console.build(view, said=said, wrong=wrong)

    def part(self, opened: PartOpened, *, said: str = "", wrong: str = "") -> Card:
        """As it stands. What only a draft has is not opened on another edition."""
        if opened.part in OF_A_DRAFT and self.edition.status is not EditionStatus.DRAFT:
            return self.console(wrong=wrong or str(NotADraft(self.edition)))
        match opened.part:
            case Part.CONSOLE:
                return self.console(said=said, wrong=wrong)
            case Part.FINDINGS:
                return self._findings(opened, said, wrong)
            case Part.COMMENTARY:
                return self._commentary(opened, said, wrong)
            case Part.ASKS:
                return self._asks(opened, said, wrong)
            case Part.DIFFERENCES:
                return edition_differences.build(differences_view(self.edition), page=opened.page)
            case _:
                return self._reason(opened, wrong)

    def again(self, typed: EditionTyped, wrong: str) -> Card:
        """The form with what was typed, less what may not be kept, over the edition as it stands now."""
        cut = stored_cut(self.edition)
        if self.edition.status is not EditionStatus.DRAFT and _part_of(typed) in OF_A_DRAFT:
            return self.console(wrong=wrong)
        if isinstance(typed, CommentTyped):
            kept = replace(
                typed,
                ref=without_a_child(cut, typed.ref),
                text=without_a_child(cut, typed.text),
                shown=text_hash(self._standing(typed.ref or typed.section)),
            )
            return edition_commentary.build(commentary_view(self.session, self.edition), kept, wrong=wrong)
        if isinstance(typed, AskTyped):
            held = self._ask(typed.number)
            kept = replace(
                typed,
                text=without_a_child(cut, typed.text),
                to=without_a_child(cut, typed.to),
                refs=without_a_child(cut, typed.refs),
                number=typed.number if held else 0,
                shown=held.shown if held else "",
            )
            return edition_asks.build(asks_view(self.edition), kept, wrong=wrong)
        words, ref = without_a_child(cut, typed.words), without_a_child(cut, typed.ref)
        opened = PartOpened(typed.edition_id, typed.part, about=typed.about)
        return self._reason(opened, wrong, replace(typed, words=words, ref=ref))

    def _findings(self, opened: PartOpened, said: str, wrong: str) -> Card:
        return edition_findings.build(findings_view(self.edition), page=opened.page, said=said, wrong=wrong)

    def _commentary(self, opened: PartOpened, said: str, wrong: str) -> Card:
        standing, on_section = self._standing(opened.about), opened.about.isdigit()
        typed = CommentTyped(
            self.edition.id or 0,
            text_hash(standing),
            section=opened.about if on_section else "",
            ref="" if on_section else opened.about,
            text=standing,
        )
        view = commentary_view(self.session, self.edition)
        return edition_commentary.build(view, typed, page=opened.page, said=said, wrong=wrong)

    def _asks(self, opened: PartOpened, said: str, wrong: str) -> Card:
        number = int(opened.about) if opened.about.isdecimal() else 0
        typed = self._ask(number)
        if number and typed is None:
            wrong = wrong or ASK_GONE
        typed = typed or AskTyped(self.edition.id or 0)
        return edition_asks.build(asks_view(self.edition), typed, page=opened.page, said=said, wrong=wrong)

    def _reason(self, opened: PartOpened, wrong: str, typed: ReasonTyped | None = None) -> Card:
        edition = self.edition
        shown, about = edition.content_hash, ""
        if opened.part is Part.SMALL_COUNT:
            finding = small_count_place(edition, opened.about)
            if finding is None:
                return self._findings(PartOpened(opened.edition_id, Part.FINDINGS), "", DECIDED)
            about = finding.sentence
        if opened.part is Part.WITHDRAW_ASK:
            held = self._ask(int(opened.about) if opened.about.isdecimal() else 0)
            if held is None:
                return self._asks(PartOpened(opened.edition_id, Part.ASKS), "", ASK_GONE)
            shown, about = held.shown, f"Ask {held.number}: {held.text}"
        ref = opened.about if opened.part is Part.SEND_BACK else ""
        kept = typed or ReasonTyped(edition.id or 0, opened.part, opened.about, ref=ref)
        view = StepToTake(edition.id or 0, edition.number, about)
        return edition_reason.build(view, replace(kept, shown=shown), wrong=wrong)

    def _standing(self, place: str) -> str:
        """The commentary on a section or an action."""
        comments = commentary_view(self.session, self.edition).comments
        return next((row.text for row in comments if normalised_ref(row.about) == normalised_ref(place)), "")

    def _ask(self, number: int) -> AskTyped | None:
        """One that somebody raised, as it would be typed."""
        raised = raised_asks(self.edition)
        if not 1 <= number <= len(raised):
            return None
        row = raised[number - 1]
        return AskTyped(
            self.edition.id or 0,
            number,
            ask_hash(row),
            row.kind.value,
            row.text,
            row.addressed_to,
            row.by_when,
            ", ".join(row.action_refs),
        )


def _part_of(typed: EditionTyped) -> Part:
    if isinstance(typed, ReasonTyped):
        return typed.part
    return Part.COMMENTARY if isinstance(typed, CommentTyped) else Part.ASKS
