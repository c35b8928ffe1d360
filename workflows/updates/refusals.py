"""Why an answer is not recorded. The message is what the person reads; what they typed is given back to them."""

from __future__ import annotations

from workflows.updates.rules import Problem
from workflows.updates.views import GivenAnswer


class UpdateRefused(Exception):
    """An answer was not recorded."""


class ItemUnknown(UpdateRefused):
    def __init__(self) -> None:
        super().__init__("That milestone is not in the register: ask me for what is yours and answer from there.")


class NotYours(UpdateRefused):
    def __init__(self, name: str) -> None:
        super().__init__(f"Only the lead of {name}, or their deputy, can update it: please pass it on to them.")


class ItemClosed(UpdateRefused):
    def __init__(self, name: str, decision: str) -> None:
        reference = f" by decision {decision}" if decision else ""
        super().__init__(f"{name} was closed{reference}, so it takes no more updates.")


class SomethingChanged(UpdateRefused):
    """Nothing was recorded as "no change"; the message says of each item why."""


class NothingToWithdraw(UpdateRefused):
    def __init__(self, name: str = "") -> None:
        where = f" on {name}" if name else ""
        super().__init__(f"You have no update{where} that stands, so there is nothing to withdraw: name its action.")


class NotYourWords(UpdateRefused):
    def __init__(self, name: str) -> None:
        super().__init__(
            f"Only whoever gave the update on {name} can withdraw it, or the compliance team: please ask one of them."
        )


class AnsweredSince(UpdateRefused):
    """Somebody answered between the form and this answer; `latest` is what they said."""

    def __init__(self, name: str, latest: GivenAnswer, when: str) -> None:
        self.latest = latest
        super().__init__(
            f"{latest.by} answered for {name} on {when} ({latest.rating_label or 'no rating'}), so yours was not "
            "saved over it: check it against theirs below and save again to correct it."
        )


class Incomplete(UpdateRefused):
    """Something is missing or wrong; `problems` says what, field by field."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__(problems[0].sentence)
