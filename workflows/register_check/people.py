"""Who leads, and who is accountable."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from store.cut import DataCut, PostRow
from store.similar_posts import plain
from workflows.language import count_words
from workflows.register_check.finding import Finding, Severity
from workflows.register_check.posts import cut_short


def lead_missing(cut: DataCut) -> Iterator[Finding]:
    """`domain.md`, finding 6: an action with no lead is one that nobody can be asked about."""
    without = tuple(action.ref for action in cut.actions if not action.leads)
    if len(without) > 1 and len(without) == len(cut.actions):
        # A plan without a lead column (the 2020 plan of `domain.md` 2.2): one thing to mend, not one an action.
        sentence = f"None of the {len(without)} actions has a lead, so nobody can be asked."
        yield Finding("lead_missing", sentence, without, Severity.ERROR)
        return
    for ref in without:
        yield Finding("lead_missing", "The action has no lead, so nobody can be asked.", (ref,), Severity.ERROR)


def lead_org_missing(cut: DataCut) -> Iterator[Finding]:
    """`domain.md` 9, item 13: a lead post alone (4.1.2, 4.3.3, 4.7.2, 5.3.1).

    An organisation with a footnote mark is a heading for several and names none: "Health Professionals*" (2.2.2).
    """
    for post, refs in _led_by_post(cut).items():
        if post.organisation and not post.organisation.endswith("*"):
            continue
        said = f"only “{post.organisation}”" if post.organisation else "no organisation"
        yield Finding("lead_org_missing", f"The lead, {post.title}, has {said}.", refs, Severity.WARNING)


def lead_vacant(cut: DataCut) -> Iterator[Finding]:
    """`domain.md` 9, item 13: the lead of 2.2.1 is a post still to be filled."""
    led = _led_by_post(cut)
    vacant = {post: refs for post, refs in led.items() if not post.holders}
    if len(vacant) > 1 and len(vacant) == len(led):
        # Nobody was brought in at all: one thing to do, not one a post.
        yield Finding(
            "lead_vacant",
            f"None of the {len(led)} lead posts is filled: bring people in with `sendbot people import PATH`.",
            tuple(action.ref for action in cut.actions if action.leads),
            Severity.WARNING,
        )
        return
    for post, refs in vacant.items():
        cover = "only a deputy is in post" if post.deputies else "nobody is in post"
        yield Finding("lead_vacant", f"The lead post {post.name} is vacant: {cover}.", refs, Severity.WARNING)


def sro_missing(cut: DataCut) -> Iterator[Finding]:
    """`domain.md` 1.1: an SRO is accountable for each area, and is who the ladder climbs to."""
    without = tuple(area.ref for area in cut.areas if not area.sros)
    if len(without) > 1 and len(without) == len(cut.areas):
        sentence = f"None of the {len(without)} areas has a Senior Responsible Officer."
        yield Finding("sro_missing", sentence, without, Severity.ERROR)
        return
    for ref in without:
        yield Finding("sro_missing", f"Area {ref} has no Senior Responsible Officer.", (ref,), Severity.ERROR)


def sro_is_lead(cut: DataCut) -> Iterator[Finding]:
    """`domain.md` 9, item 24: a lead who is the area's SRO reports to themselves.

    "Assistant Director, CBMDC" leads in the area of the SRO "Assistant Director, Commissioning and Integration": a
    shortened title counts, if the organisations do not differ.
    """
    for area in cut.areas:
        led: dict[tuple[PostRow, PostRow], list[str]] = defaultdict(list)
        for action in cut.actions:
            if action.area_ref != area.ref:
                continue
            for lead in action.leads:
                for sro in area.sros:
                    if lead == sro or cut_short(lead, sro):
                        led[lead, sro].append(action.ref)
        for (lead, sro), refs in led.items():
            actions = count_words(len(refs), "action")
            if plain(lead.title) == plain(sro.title):
                sentence = f"{sro.name} is the SRO of area {area.ref} and leads {actions} in it."
            else:
                sentence = f"{lead.name}, who leads {actions} in area {area.ref}, may be its SRO, {sro.name}."
            yield Finding("sro_is_lead", sentence, tuple(refs), Severity.NOTE)


def _led_by_post(cut: DataCut) -> dict[PostRow, tuple[str, ...]]:
    """Lead posts with the refs that each leads, in the order of the plan."""
    led: dict[PostRow, list[str]] = defaultdict(list)
    for action in cut.actions:
        for post in action.leads:
            led[post].append(action.ref)
    return {post: tuple(refs) for post, refs in led.items()}
