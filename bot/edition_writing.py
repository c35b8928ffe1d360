"""What the compliance officer typed on a card of an edition, handed to the step that it is for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from adaptive_cards.edition_asks import AskTyped
from adaptive_cards.edition_commentary import CommentTyped
from adaptive_cards.edition_parts import Part
from adaptive_cards.edition_reason import SHOW, ReasonTyped
from adaptive_cards.edition_typed import EditionTyped
from bot.edition_cards import DECIDED
from bot.edition_notices import tell_leads
from store.audit import AuditChain
from store.queries.editions import edition_by_number
from store.queries.governing import action_by_ref
from store.queries.people import Identity
from store.tables import Edition, Plan
from store.types import AskKind
from workflows.editions.asking import AskWanted, change_ask, raise_ask, withdraw_ask
from workflows.editions.commenting import add_comment
from workflows.editions.deciding_counts import decide_small_count
from workflows.editions.drafting import recut_draft
from workflows.editions.issuing import record_received
from workflows.editions.keeping import stored_cut
from workflows.editions.refusals import ActionNotInEdition
from workflows.editions.reissuing import reissue
from workflows.editions.sending_back import send_back
from workflows.editions.showing import small_count_place
from workflows.editions.typed import without_a_child


@dataclass(frozen=True, slots=True)
class Written:
    """What came of it in one sentence, and where to go on: a part of an edition, which may be another one."""

    words: str
    edition: Edition
    part: Part


@dataclass(frozen=True, slots=True)
class Writing:
    """Every step raises GoverningRefused, which is audited."""

    session: Session
    audit: AuditChain
    person: Identity
    plan: Plan
    edition: Edition
    now: datetime

    def take(self, typed: EditionTyped) -> Written:
        if isinstance(typed, CommentTyped):
            return self._comment(typed)
        return self._ask(typed) if isinstance(typed, AskTyped) else self._step(typed)

    @property
    def _of(self) -> dict[str, Any]:
        return {"person": self.person, "plan": self.plan, "edition": self.edition, "now": self.now}

    def _comment(self, typed: CommentTyped) -> Written:
        told = add_comment(
            self.session,
            self.audit,
            **self._of,
            section=typed.section,
            ref=typed.ref,
            text=typed.text,
            seen=typed.shown,
        )
        return Written(told.words, self.edition, Part.COMMENTARY)

    def _ask(self, typed: AskTyped) -> Written:
        kind = AskKind(typed.kind) if typed.kind in set(AskKind) else None
        ask = AskWanted(kind, typed.text, typed.to, typed.by_when, typed.ref_list)
        if typed.number:
            told = change_ask(self.session, self.audit, **self._of, number=typed.number, ask=ask, seen=typed.shown)
        else:
            told = raise_ask(self.session, self.audit, **self._of, ask=ask)
        return Written(told.words, self.edition, Part.ASKS)

    def _step(self, typed: ReasonTyped) -> Written:
        steps: dict[Part, Callable[[ReasonTyped], Written]] = {
            Part.SEND_BACK: self._send_back,
            Part.SMALL_COUNT: self._small_count,
            Part.WITHDRAW_ASK: self._withdraw_ask,
            Part.RECUT: self._recut,
            Part.REISSUE: self._reissue,
            Part.MINUTE: self._minute,
        }
        return steps[typed.part](typed)

    def _send_back(self, typed: ReasonTyped) -> Written:
        action = action_by_ref(self.session, self.plan, typed.ref)
        if action is None:
            raise ActionNotInEdition(without_a_child(stored_cut(self.edition), typed.ref))
        returned = send_back(self.session, self.audit, **self._of, action=action, reason=typed.words)
        tell_leads(self.session, self.audit, returned, self.now)
        return Written(returned.words, self.edition, Part.CONSOLE)

    def _small_count(self, typed: ReasonTyped) -> Written:
        found = small_count_place(self.edition, typed.about)
        if found is None:
            return Written(DECIDED, self.edition, Part.FINDINGS)
        shown = typed.says == SHOW
        told = decide_small_count(
            self.session, self.audit, **self._of, place=found.place, shown=shown, reason=typed.words
        )
        return Written(told.words, self.edition, Part.FINDINGS)

    def _withdraw_ask(self, typed: ReasonTyped) -> Written:
        number = int(typed.about) if typed.about.isdecimal() else 0
        told = withdraw_ask(self.session, self.audit, **self._of, number=number, reason=typed.words, seen=typed.shown)
        return Written(told.words, self.edition, Part.ASKS)

    def _recut(self, typed: ReasonTyped) -> Written:
        told = recut_draft(self.session, self.audit, **self._of, reason=typed.words, seen=typed.shown)
        return Written(told.words, self.edition, Part.CONSOLE)

    def _reissue(self, typed: ReasonTyped) -> Written:
        told = reissue(self.session, self.audit, **self._of, reason=typed.words)
        begun = edition_by_number(self.session, self.plan, told.number) or self.edition
        return Written(told.words, begun, Part.CONSOLE)

    def _minute(self, typed: ReasonTyped) -> Written:
        told = record_received(self.session, self.audit, **self._of, minute=typed.words)
        return Written(told.words, self.edition, Part.CONSOLE)
