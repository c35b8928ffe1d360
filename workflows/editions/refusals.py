"""Why a step in the life of an edition was not taken. The message is what the person reads."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from store.tables import Edition
from store.types import EditionStatus
from workflows.editions.finding import Finding
from workflows.governing.refusals import GoverningRefused
from workflows.language import count_words, list_words, moment_words

STATE_WORDS = {
    EditionStatus.DRAFT: "a draft",
    EditionStatus.FINAL: "final",
    EditionStatus.ISSUED: "issued",
}


class EditionRefused(GoverningRefused):
    """A step in the life of an edition was not taken."""


class ComplianceOnly(EditionRefused):
    def __init__(self) -> None:
        super().__init__("Only the compliance team can do that to an edition: please ask one of them.")


class NotTheSro(EditionRefused):
    def __init__(self, area_ref: str, sros: Sequence[str]) -> None:
        holders = f"its SRO ({list_words(sros)})" if sros else "the compliance team, its SRO's post being vacant"
        super().__init__(f"Area {area_ref} is confirmed by {holders}: please pass it on.")


class NotADraft(EditionRefused):
    def __init__(self, edition: Edition) -> None:
        then = (
            "issue it anew if something is wrong"
            if edition.status is EditionStatus.ISSUED
            else "a re-cut makes it a draft again"
        )
        super().__init__(
            f"Edition {edition.number} is {STATE_WORDS[edition.status]}, so nothing in it changes any more: {then}."
        )


class NotFinal(EditionRefused):
    def __init__(self, edition: Edition) -> None:
        super().__init__(f"Edition {edition.number} is still a draft: make it final first.")


class NotIssued(EditionRefused):
    def __init__(self, edition: Edition) -> None:
        super().__init__(f"Edition {edition.number} is {STATE_WORDS[edition.status]}, and not issued yet.")


class EditionChanged(EditionRefused):
    """Somebody wants to do to it what they would do to what they saw."""

    def __init__(self, edition: Edition) -> None:
        super().__init__(
            f"Edition {edition.number} has changed since this was shown: read it as it stands now, then press again."
        )


class RulesChanged(EditionRefused):
    """What was read and confirmed was judged by other rules than those that are in force."""

    def __init__(self, edition: Edition, in_force: str) -> None:
        super().__init__(
            f"Edition {edition.number} was compiled under version {edition.rules_version} of the rules, and version "
            f"{in_force} is in force: re-cut it, so that all of it is judged by the same ones."
        )


class NotCleared(EditionRefused):
    def __init__(self, edition: Edition) -> None:
        super().__init__(f"Edition {edition.number} is not cleared: read it and clear it before it is made final.")


class GatesShut(EditionRefused):
    """Every reason at once; `findings` are the same as data."""

    def __init__(self, edition: Edition, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        reasons = " ".join(f"({place}) {found.sentence}" for place, found in enumerate(findings, start=1))
        super().__init__(
            f"Edition {edition.number} cannot be final yet, {count_words(len(findings), 'finding')}: {reasons}"
        )


class CutOffAhead(EditionRefused):
    def __init__(self, cut_off: datetime) -> None:
        super().__init__(f"The data cut-off is {moment_words(cut_off)}: the draft is made by itself then.")


class ReplacedAlready(EditionRefused):
    def __init__(self, number: int, by: int) -> None:
        super().__init__(f"Edition {number} is replaced by edition {by}: go on with that one.")


class PlaceUnclear(EditionRefused):
    def __init__(self) -> None:
        super().__init__("Say what the commentary is on: a section of the report, or an action by its ref, not both.")


class SectionUnknown(EditionRefused):
    def __init__(self, section: str) -> None:
        super().__init__(f"The report has no section {section}: comment on one of 1 to 14, or on an action by its ref.")


class ActionNotInEdition(EditionRefused):
    def __init__(self, ref: str) -> None:
        super().__init__(f"There is no action {ref} in this edition: give a ref as appendix A prints it.")


class NothingToSay(EditionRefused):
    def __init__(self) -> None:
        super().__init__("Say in words what is to be printed.")


class NobodyAsked(EditionRefused):
    def __init__(self) -> None:
        super().__init__("Say of whom it is asked: the Board, its Chair, or a post of the plan.")


class TextTooLong(EditionRefused):
    def __init__(self, length: int, most: int) -> None:
        super().__init__(f"Shorten the text: {length:,} characters, at most {most:,} fit.")


class AskKindMissing(EditionRefused):
    def __init__(self) -> None:
        super().__init__("Choose what is wanted: Decide, Approve date, Unblock or Note.")


class NoSuchAsk(EditionRefused):
    def __init__(self, number: int) -> None:
        super().__init__(
            f"Ask {number} was not raised by anybody, so it cannot be withdrawn: see `sendbot edition show` for those "
            "that can."
        )


class AskChanged(EditionRefused):
    def __init__(self, number: int) -> None:
        super().__init__(
            f"Ask {number} is not any more what was shown: look at the asks as they stand now, then press again."
        )


class CommentChanged(EditionRefused):
    def __init__(self, where: str) -> None:
        super().__init__(
            f"There is other commentary on {where} by now: read it, and save yours again if it is to take its place."
        )


class NoSmallCount(EditionRefused):
    def __init__(self, place: str) -> None:
        super().__init__(f'No small count stands at "{place}": copy the place from `sendbot edition check`.')


class IdentifiesAChild(EditionRefused):
    def __init__(self, kinds: Sequence[str]) -> None:
        super().__init__(
            f"This holds {list_words(kinds)}, which may identify a child, so it was not kept: say it without that."
        )


class MinuteMissing(EditionRefused):
    def __init__(self) -> None:
        super().__init__("Give the minute's reference, such as SSPB 2023/14.")
