"""Why options for the Board were not recorded, or not withdrawn."""

from __future__ import annotations

from store.queries.governing import Governed
from workflows.governing.options_rules import NAMES, OptionsProblem
from workflows.governing.refusals import GoverningRefused, NoRight


class NotYoursToGive(NoRight):
    def __init__(self, about: Governed) -> None:
        super().__init__(
            f"Only the lead of {about.name}, their deputy or cover, the SRO of area {about.area.ref} or the compliance "
            "team can give options for it: please pass it on to one of them."
        )


class OptionsIncomplete(GoverningRefused):
    """Something is missing or cannot be kept; `problems` say what, field by field."""

    def __init__(self, problems: tuple[OptionsProblem, ...]) -> None:
        self.problems = problems
        super().__init__(" ".join(f"{NAMES[problem.field]}: {problem.sentence}" for problem in problems))


class OptionsGivenSince(GoverningRefused):
    """Somebody else gave options while these were written."""

    def __init__(self, about: Governed, by: str, when: str) -> None:
        super().__init__(
            f"{by} gave options for {about.name} on {when}, after this form was made. Yours are kept below: give them "
            "to replace those."
        )


class NoOptions(GoverningRefused):
    def __init__(self, about: Governed) -> None:
        super().__init__(f"No options for {about.name} stand, so there is nothing to withdraw.")
