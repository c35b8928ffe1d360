"""Why a rating was not disputed, an action not called in, or a change of lead not passed on."""

from __future__ import annotations

from store.queries.governing import Governed
from workflows.governing.refusals import GoverningRefused


class NothingToDispute(GoverningRefused):
    def __init__(self, about: Governed) -> None:
        super().__init__(f"{about.name} has no rating that stands, so there is none to dispute: ask its lead for one.")


class DisputedAlready(GoverningRefused):
    def __init__(self, about: Governed) -> None:
        super().__init__(
            f"You have disputed this rating of {about.name} already: its next update can be disputed again."
        )


class NothingDisputed(GoverningRefused):
    def __init__(self, about: Governed) -> None:
        super().__init__(f"You have no open dispute about the rating of {about.name}, so there is nothing to withdraw.")


class CallerToBeNamed(GoverningRefused):
    def __init__(self, about: Governed) -> None:
        super().__init__(
            f"Say for whom you call in {about.name}: an SRO of area {about.area.ref}, or the Chair of the board."
        )


class CalledInAlready(GoverningRefused):
    def __init__(self, about: Governed, by: str) -> None:
        super().__init__(f"{about.name} is called in by {by} already: there is nothing more to do.")


class NotCalledIn(GoverningRefused):
    def __init__(self, about: Governed) -> None:
        super().__init__(
            f"No call-in of {about.name} is yours to end: whoever called it in, or the compliance team, can."
        )


class LeadsNothing(GoverningRefused):
    def __init__(self, name: str) -> None:
        super().__init__(f"{name} leads nothing in this plan, so there is nobody to tell: name an action by its ref.")
