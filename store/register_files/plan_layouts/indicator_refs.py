"""Refs for indicators that are printed without one, or with one that another has too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from string import ascii_lowercase

from store.register_files.plan_layouts.draft import DraftIndicator, Place
from store.register_files.plan_layouts.layout import Reading

_NUMBER = re.compile(r"\s*(?P<number>\d{1,3})\s*[.)](?!\d)\s*(?P<name>.*)", re.DOTALL)


def number_indicators(found: Sequence[DraftIndicator], reading: Reading) -> None:
    """Below the area and the number of the service (4.1a, 4.1b), or in their order (5.1, 5.2); said, as a doubt."""
    bare = [one for one in found if not one.ref]
    for one in bare:
        one.ref = _by_service(one)
    of_service = {id(one) for one in bare if one.ref}
    _tell_apart(found, of_service, reading)
    _in_their_order([one for one in bare if id(one) not in of_service], [*reading.draft.indicators, *found])
    for one in found:
        if named := _NUMBER.fullmatch(one.service):
            one.service = named["name"].strip() or one.service
    if bare:
        sentence = (
            f"{len(bare)} indicators are printed without a ref; they were numbered {bare[0].ref} to {bare[-1].ref} in "
            "their order: give them the plan's own refs if it has any."
        )
        reading.draft.doubt(Place(bare[0].place.source, bare[0].place.line), sentence)


def _by_service(one: DraftIndicator) -> str:
    found = _NUMBER.fullmatch(one.service)
    return f"{one.area_ref}.{found['number']}" if found and one.area_ref else ""


def _tell_apart(found: Sequence[DraftIndicator], made: Collection[int], reading: Reading) -> None:
    """ "1.1" printed twice becomes 1.1a and 1.1b."""
    counts = Counter(one.ref for one in found if one.ref)
    seen: Counter[str] = Counter()
    taken = {one.ref for one in reading.draft.indicators}
    for one in found:
        ref = one.ref
        if not ref or (counts[ref] == 1 and ref not in taken):
            continue
        candidates = (f"{ref}{_letters(number)}" for number in range(seen[ref], seen[ref] + 10_000))
        one.ref = next(name for name in candidates if name not in taken and name not in counts)
        taken.add(one.ref)
        seen[ref] += 1
        if seen[ref] == 1 and id(one) not in made:
            sentence = f"The ref {ref} is printed for several indicators; they are told apart as {one.ref} and on."
            reading.draft.doubt(one.place, sentence)


def _in_their_order(bare: Sequence[DraftIndicator], others: Sequence[DraftIndicator]) -> None:
    taken = {one.ref for one in others}
    for one in bare:
        number = 1
        while (ref := f"{one.area_ref}.{number}" if one.area_ref else f"I{number}") in taken:
            number += 1
        one.ref = ref
        taken.add(ref)


def _letters(number: int) -> str:
    """a to z, then aa, ab."""
    first, last = divmod(number, len(ascii_lowercase))
    return (_letters(first - 1) if first else "") + ascii_lowercase[last]
