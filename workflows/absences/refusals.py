"""Why leave, cover or a snooze was not recorded. The message is what the person reads."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from workflows.language import day_words
from workflows.personal_data.scan import Passage, not_kept_words


class AbsenceRefused(Exception):
    """Nothing was recorded; the message says what to do. The turn is to be committed: a refusal may be audited."""


class NotYoursToArrange(AbsenceRefused):
    def __init__(self, name: str) -> None:
        super().__init__(
            f"Only {name}, an SRO of an area in which they lead, or the compliance team can arrange that: "
            "please ask one of them."
        )


class DaysOutOfOrder(AbsenceRefused):
    def __init__(self, first: date, last: date) -> None:
        super().__init__(f"{day_words(last)} comes before {day_words(first)}: give the first day, then the last.")


class DaysPassed(AbsenceRefused):
    def __init__(self, last: date) -> None:
        super().__init__(f"{day_words(last)} has passed: give days that are still to come.")


class CoversThemselves(AbsenceRefused):
    def __init__(self) -> None:
        super().__init__("Nobody can cover for themselves: name somebody else.")


class CoverAway(AbsenceRefused):
    def __init__(self, name: str, cover: str) -> None:
        super().__init__(f"{name} has handed their own work to {cover} in those days: name {cover}, or somebody else.")


class NothingToEnd(AbsenceRefused):
    def __init__(self, name: str) -> None:
        super().__init__(f"Nobody covers for {name} from today on, so there is nothing to end.")


class SnoozeNeedsReason(AbsenceRefused):
    def __init__(self) -> None:
        super().__init__("Say why in a few words: a snooze is kept on record with its reason.")


class ReasonIdentifiesAChild(AbsenceRefused):
    def __init__(self, passages: Collection[Passage]) -> None:
        super().__init__(not_kept_words(passages))


class SnoozeTooLong(AbsenceRefused):
    """`design.md` section 4, promise 9."""

    def __init__(self, name: str, latest: date, why: str) -> None:
        super().__init__(f"{name} can be put off to {day_words(latest)} at the latest, {why}: choose an earlier day.")


class SnoozeTooLate(AbsenceRefused):
    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name} cannot be put off any more, {why}: please give an update instead.")
