"""Who may ask for a change of the register, and who decides.

Two people stand behind every decision: nobody approves a date that they asked for, accepts evidence that they gave, or
X
"""

from __future__ import annotations

from collections.abc import Iterable

from store.queries.governing import Governed
from store.tables import Person
from workflows.governing.refusals import NotOnesOwn, NotYoursToAsk, NotYoursToDecide, SroDecides, SroToBeNamed
from workflows.updates.actions import Speaker


def asks_for(about: Governed, person: Speaker) -> Person | None:
    """The lead on whose behalf somebody asks; None for those who ask in their own name.

    Raises NotYoursToAsk unless they are a lead, their deputy or cover, an SRO of the area, or in the compliance team.
    """
    if _among(person, (*about.leads, *about.sros, *about.compliance)):
        return None
    covered = about.covers.get(person.id or 0)
    if covered is not None:
        return next(lead for lead in about.leads if lead.id == covered)
    if _among(person, about.deputies):
        return about.leads[0] if about.leads else None
    raise NotYoursToAsk(about)


def decides(about: Governed, person: Speaker, *, barred: Iterable[int | None] = (), because: str = "") -> None:
    """Any SRO of the area, or the compliance team, who is not `barred` ("asked for this date", say).

    Raises NotYoursToDecide, NotOnesOwn.
    """
    if not _among(person, (*about.sros, *about.compliance)):
        raise NotYoursToDecide(about)
    if person.id in set(barred):
        raise NotOnesOwn(about, because)


def decides_as_sro(about: Governed, person: Speaker, *, barred: Iterable[int | None], because: str) -> None:
    """An SRO of the area who is not `barred`; only where there is none, the compliance team.

    Raises NotYoursToDecide, NotOnesOwn, SroDecides.
    """
    decides(about, person, barred=barred, because=because)
    free = _free(about, barred)
    if free and not _among(person, free):
        raise SroDecides(about, [sro.name for sro in free])


def decides_for_sro(
    about: Governed, person: Speaker, on_behalf_of: Person | None, *, barred: Iterable[int | None], because: str
) -> Person | None:
    """The SRO whose decision the compliance team records; None for those who decide in their own name.

    Raises NotYoursToDecide, NotOnesOwn, SroToBeNamed.
    """
    decides(about, person, barred=barred, because=because)
    free = sros_to_name(about, person, barred)
    if not free:
        return None
    named = next((sro for sro in free if on_behalf_of is not None and sro.id == on_behalf_of.id), None)
    if named is None:
        raise SroToBeNamed(about, [sro.name for sro in free])
    return named


def sros_to_name(about: Governed, person: Speaker, barred: Iterable[int | None]) -> list[Person]:
    """One of whom the compliance team names; empty for those who decide in their own name."""
    free = _free(about, barred)
    return [] if _among(person, free) else free


def _free(about: Governed, barred: Iterable[int | None]) -> list[Person]:
    own = set(barred)
    return [sro for sro in about.sros if sro.id not in own]


def _among(person: Speaker, people: Iterable[Person]) -> bool:
    return any(one.id == person.id for one in people)
