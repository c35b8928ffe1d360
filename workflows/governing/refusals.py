"""Why a decision was not taken. The message is what the person reads; that somebody was refused is audited."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from store.queries.governing import Governed
from workflows.language import day_words, list_words
from workflows.personal_data.scan import Passage, not_kept_words
from workflows.updates.rules import MAX_TEXT


class GoverningRefused(Exception):
    """A decision was not taken, and the audit says that it was asked for: the turn is to be committed all the same."""


class NoRight(GoverningRefused):
    """Whatever was typed, it is not for this person."""


class NotYoursToAsk(NoRight):
    def __init__(self, about: Governed) -> None:
        super().__init__(
            f"Only the lead of {about.name}, their deputy, the SRO of area {about.area.ref} or the compliance team can "
            "ask for that: please pass it on to one of them."
        )


class NotYoursToDecide(NoRight):
    def __init__(self, about: Governed) -> None:
        sros = list_words([person.name for person in about.sros], "whose post is vacant")
        super().__init__(
            f"Only the SRO of area {about.area.ref} ({sros}) can decide that: please pass it on to them or to the "
            "compliance team."
        )


class SroDecides(NoRight):
    def __init__(self, about: Governed, sros: list[str]) -> None:
        super().__init__(
            f"{list_words(sros)}, SRO of area {about.area.ref}, can decide on {about.name}: the compliance team does "
            "so only where no SRO can."
        )


class NotOnesOwn(NoRight):
    """Nobody decides alone on what they asked for, gave or lead themselves."""

    def __init__(self, about: Governed, why: str) -> None:
        super().__init__(
            f"You {why}, so somebody else decides on {about.name}: another SRO of area {about.area.ref}, or the "
            "compliance team."
        )


class SroToBeNamed(GoverningRefused):
    def __init__(self, about: Governed, sros: list[str]) -> None:
        super().__init__(
            f"The decision on {about.name} is the SRO's: say on whose behalf you record it ({list_words(sros)})."
        )


class ReasonMissing(GoverningRefused):
    def __init__(self) -> None:
        super().__init__("Give a reason: it is kept beside the decision and printed in the report.")


class ReasonTooLong(GoverningRefused):
    def __init__(self, length: int) -> None:
        super().__init__(f"Shorten the reason: {length:,} characters, at most {MAX_TEXT:,} fit.")


class ReasonIdentifiesAChild(GoverningRefused):
    def __init__(self, passages: Collection[Passage]) -> None:
        super().__init__(not_kept_words(passages))


class ItemClosed(GoverningRefused):
    def __init__(self, about: Governed, decision: str) -> None:
        by = f" by decision {decision}" if decision else ""
        super().__init__(f"{about.name} was closed{by}: take it up again first if it is to go on.")


class ItemPaused(GoverningRefused):
    def __init__(self, about: Governed) -> None:
        super().__init__(f"{about.name} is paused: take it up again first.")


class ItemComplete(GoverningRefused):
    def __init__(self, about: Governed) -> None:
        super().__init__(
            f"{about.name} is complete, so there is nothing to change: ask its lead to correct that first."
        )


class MilestoneMissing(GoverningRefused):
    def __init__(self, about: Governed) -> None:
        super().__init__(f"Choose which milestone of {about.name} is to get a new date.")


class DayMissing(GoverningRefused):
    def __init__(self) -> None:
        super().__init__("Give the new due date: a day by which it will be complete.")


class SentBackAlready(GoverningRefused):
    def __init__(self, about: Governed) -> None:
        super().__init__(f"You have sent {about.name} back already with that reason: there is nothing more to do.")


class SameDate(GoverningRefused):
    def __init__(self, about: Governed, due: date) -> None:
        super().__init__(f"{about.name} is due on {day_words(due)} already: ask for another date.")


class DatePassed(GoverningRefused):
    def __init__(self, day: date) -> None:
        super().__init__(f"{day_words(day)} has passed: ask for a date from today on.")


class DateAfterPlan(GoverningRefused):
    def __init__(self, ends: date) -> None:
        super().__init__(
            f"The plan ends on {day_words(ends)}: ask for a date before that, or ask the compliance team to request it."
        )


class AskedAlready(GoverningRefused):
    def __init__(self, about: Governed, to_due: date) -> None:
        super().__init__(
            f"A move of {about.name} to {day_words(to_due)} awaits a decision: have it approved or refused first."
        )


class NothingAsked(GoverningRefused):
    def __init__(self, about: Governed) -> None:
        super().__init__(f"No date change of {about.name} awaits a decision: somebody has to request one first.")


class DecidedAlready(GoverningRefused):
    """Somebody else was quicker, or it is a second press."""

    def __init__(self, about: Governed, to_due: date, outcome: str, by: str) -> None:
        super().__init__(
            f"The move of {about.name} to {day_words(to_due)} was {outcome} by {by or 'somebody'} already: there is "
            "nothing more to do."
        )


class NotSaidEmbedded(GoverningRefused):
    def __init__(self, about: Governed) -> None:
        super().__init__(
            f"{about.name} is signed off only once it is embedded: tick that it is, or send it back with a reason."
        )


class EvidenceAlreadyAccepted(GoverningRefused):
    def __init__(self, title: str) -> None:
        super().__init__(f'"{title}" was accepted already: there is nothing more to do.')


class NotRatedComplete(GoverningRefused):
    def __init__(self, about: Governed) -> None:
        super().__init__(f"{about.name} is not rated complete by its lead: sign it off once it is.")


class MilestonesOpen(GoverningRefused):
    def __init__(self, about: Governed, open_ones: list[int]) -> None:
        names = list_words([str(seq) for seq in open_ones])
        which = f"Milestone {names} of {about.name} is" if len(open_ones) == 1 else f"Milestones {names} are"
        super().__init__(
            f"{which} not complete: the lead is to say when each was completed, then it can be signed off."
        )


class NoAcceptedEvidence(GoverningRefused):
    def __init__(self, about: Governed) -> None:
        super().__init__(f"No evidence of {about.name} has been accepted: first accept what shows that it is complete.")


class SignedOffAlready(GoverningRefused):
    def __init__(self, about: Governed) -> None:
        super().__init__(f"{about.name} is signed off already: there is nothing more to do.")


class RatedSince(GoverningRefused):
    def __init__(self, about: Governed) -> None:
        super().__init__(f"{about.name} has been rated again since that card was made: read it as it stands now.")


class DecisionMissing(GoverningRefused):
    def __init__(self) -> None:
        super().__init__("Give the reference of the decision: a board's minute or a letter, such as SSPB 2023/14.")


class SuccessorMissing(GoverningRefused):
    def __init__(self, about: Governed) -> None:
        super().__init__(f"Say which other action takes the place of {about.name}: one of this plan that goes on.")


class NotTakenUp(GoverningRefused):
    def __init__(self, about: Governed) -> None:
        super().__init__(f"{about.name} is neither paused nor closed, so there is nothing to take up again.")


class WaitsForItself(GoverningRefused):
    """Actions that wait for one another would wait for ever; `refs` begins and ends with the same."""

    def __init__(self, refs: list[str]) -> None:
        loop = ", which waits for ".join(refs[1:])
        super().__init__(f"{refs[0]} would wait for itself: {refs[0]} waits for {loop}. Take one of these out first.")


class OtherPlan(GoverningRefused):
    def __init__(self, ref: str) -> None:
        super().__init__(f"{ref} is in another plan: name an action of the same plan.")


class WaitsAlready(GoverningRefused):
    def __init__(self, about: Governed, ref: str) -> None:
        super().__init__(f"{about.name} waits for {ref} already: there is nothing more to do.")


class NothingToWaitFor(GoverningRefused):
    def __init__(self, ref: str) -> None:
        super().__init__(f"{ref} is complete or closed, so nothing can wait for it: name one that goes on.")


class DoesNotWait(GoverningRefused):
    def __init__(self, about: Governed, ref: str) -> None:
        super().__init__(f"{about.name} does not wait for {ref}: see what it waits for before you take that out.")
