"""Why a risk was not entered, assessed or closed. The message is what the person reads."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from workflows.governing.refusals import GoverningRefused, NoRight
from workflows.language import day_words, list_words
from workflows.personal_data.scan import Passage, not_kept_words
from workflows.risks.scoring import IMPACTS, LEAST, LIKELIHOODS, MOST


class NotYoursToEnter(NoRight):
    def __init__(self, refs: Sequence[str]) -> None:
        super().__init__(
            f"Only a lead of {list_words(refs)}, their deputy or cover, the SRO of its area or the compliance team can "
            "enter that in the risk log: please pass it on to one of them."
        )


class NotYoursToClose(NoRight):
    def __init__(self, ref: str) -> None:
        super().__init__(
            f"Only an SRO of the areas that {ref} touches or the compliance team can close it: please pass it on to "
            "one of them."
        )


class ActionsMissing(GoverningRefused):
    def __init__(self) -> None:
        super().__init__("Say which actions it touches, by their refs, such as 4.2.1, 4.2.2.")


class NoSuchAction(GoverningRefused):
    def __init__(self, ref: str) -> None:
        super().__init__(f"There is no action {ref} in this plan: check the ref.")


class KindMissing(GoverningRefused):
    def __init__(self) -> None:
        super().__init__("Say whether it is a risk, which may happen, or an issue, which has.")


class TitleMissing(GoverningRefused):
    def __init__(self) -> None:
        super().__init__("Say in one line what may happen, or what has.")


class TooLong(GoverningRefused):
    """`what` is "line" or "next step"."""

    def __init__(self, what: str, length: int, fits: int) -> None:
        super().__init__(f"Shorten the {what}: {length:,} characters, at most {fits:,} fit.")


class OwnerMissing(GoverningRefused):
    def __init__(self) -> None:
        super().__init__("Choose its owner: the post that answers for it.")


class NoSuchPost(GoverningRefused):
    def __init__(self, name: str) -> None:
        super().__init__(f"There is no one post called “{name}” in the register: give its title and organisation.")


class LikelihoodMissing(GoverningRefused):
    def __init__(self) -> None:
        super().__init__(f"Say how likely it is, from {LEAST} ({LIKELIHOODS[LEAST]}) to {MOST} ({LIKELIHOODS[MOST]}).")


class ImpactMissing(GoverningRefused):
    def __init__(self) -> None:
        super().__init__(f"Say how grave it would be, from {LEAST} ({IMPACTS[LEAST]}) to {MOST} ({IMPACTS[MOST]}).")


class NextStepMissing(GoverningRefused):
    def __init__(self) -> None:
        super().__init__("Say what is done about it next.")


class NextStepByMissing(GoverningRefused):
    def __init__(self) -> None:
        super().__init__("Say by when the next step is taken.")


class NextStepPassed(GoverningRefused):
    def __init__(self, day: date) -> None:
        super().__init__(f"{day_words(day)} has passed: give a day from today on for the next step.")


class NextStepAfterPlan(GoverningRefused):
    def __init__(self, ends: date) -> None:
        super().__init__(f"The plan ends on {day_words(ends)}: give a day up to then for the next step.")


class IdentifiesAChild(GoverningRefused):
    def __init__(self, passages: Collection[Passage]) -> None:
        super().__init__(not_kept_words(passages))


class HeldAlready(GoverningRefused):
    def __init__(self, ref: str) -> None:
        super().__init__(f"{ref} says the same of these actions already: assess that one instead.")


class NoSuchRisk(GoverningRefused):
    def __init__(self, ref: str) -> None:
        super().__init__(f"There is no risk or issue {ref} in this plan: ask “what are the risks” to see its log.")


class ClosedAlready(GoverningRefused):
    def __init__(self, ref: str, on: date) -> None:
        super().__init__(f"{ref} was closed on {day_words(on)}: raise it again if it is back.")


class AssessedSince(GoverningRefused):
    def __init__(self, ref: str, by: str, on: date) -> None:
        super().__init__(
            f"{by or 'Somebody'} assessed {ref} on {day_words(on)}, after that card was made: check what you typed "
            "against what it says now, and press again."
        )
