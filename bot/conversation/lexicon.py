"""What can be named in a plan: its refs in order, the words of its titles, its posts, people, services and ratings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.conversation.said import Kind, Target
from store.cut import DataCut
from store.refs import normalised_ref
from store.types import RatingRole

ACRONYMS: Mapping[str, str] = {
    "asd": "autism",
    "apdr": "assess plan do review",
    "camhs": "child adolescent mental health",
    "cla": "children looked after",
    "cyp": "children young people",
    "dco": "designated clinical officer",
    "dmo": "designated medical officer",
    "dsco": "designated social care officer",
    "dsr": "dynamic support register",
    "ebsa": "emotionally based school avoidance",
    "ehc": "education health care",
    "ehcp": "ehc plan",
    "ep": "educational psychology",
    "icb": "integrated care board",
    "iha": "initial health assessment",
    "jsna": "joint strategic needs assessment",
    "lac": "children looked after",
    "ld": "learning disability",
    "nd": "neurodiversity",
    "ot": "occupational therapy",
    "pfa": "preparing for adulthood",
    "qa": "quality assurance",
    "rha": "review health assessment",
    "salt": "speech language therapy",
    "sendiass": "information advice support",
    "slt": "speech language therapy",
    "spa": "strategic partnering agreement",
}
"""Acronyms of the field (`domain.md` 1.3); a title is found by either, whichever of the two it prints."""

_WORD = re.compile(r"[\w&'-]+")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`by_ref` is keyed by the normalised ref; `titles` holds the words by which a target is known, `stems` all of
    these words, each without its plural. `own_names` are the words of its local area, titles, posts and people."""

    targets: tuple[Target, ...]
    by_ref: Mapping[str, tuple[Target, ...]]
    order: tuple[str, ...]
    titles: Mapping[Target, frozenset[str]]
    stems: Mapping[str, str]
    people: tuple[Target, ...]
    ratings: Mapping[str, str]
    complete: str
    on_track: str
    own_names: frozenset[str]

    @property
    def areas(self) -> dict[str, Target]:
        return {target.ref: target for target in self.targets if target.kind is Kind.AREA}


def lexicon_of(cut: DataCut) -> Lexicon:
    areas = [Target(Kind.AREA, area.ref, area.title) for area in cut.areas]
    objectives = [Target(Kind.OBJECTIVE, row.ref, row.title) for row in cut.objectives]
    actions = [Target(Kind.ACTION, row.ref, row.title) for row in cut.actions]
    services = dict.fromkeys(row.service for row in cut.indicators if row.service)
    named = [*areas, *objectives, *actions]
    by_ref: dict[str, list[Target]] = {}
    for target in (*objectives, *actions):
        by_ref.setdefault(normalised_ref(target.ref), []).append(target)
    posts = {post.name: post for row in cut.actions for post in row.leads}
    posts |= {post.name: post for area in cut.areas for post in area.sros}
    holders = dict.fromkeys(name for post in posts.values() for name in (*post.holders, *post.deputies))
    titles = {target: known_by(target.title) for target in (*named, *(Target(Kind.SERVICE, s, s) for s in services))}
    ratings = {rating.label.casefold(): rating.code for rating in cut.ratings}
    return Lexicon(
        targets=tuple(named),
        by_ref={ref: tuple(found) for ref, found in by_ref.items()},
        order=tuple(row.ref for row in sorted(cut.actions, key=lambda row: row.sort_key)),
        titles=titles,
        stems={word: word.rstrip("s") for known in titles.values() for word in known},
        people=(
            *(Target(Kind.PERSON, name, name) for name in holders),
            *(Target(Kind.POST, name, post.title) for name, post in posts.items()),
        ),
        ratings=ratings,
        own_names=frozenset(
            word
            for text in (cut.plan.local_area, cut.plan.title, *posts, *holders, *(target.title for target in titles))
            for word in _WORD.findall(text.casefold())
        ),
        complete=next((r.code for r in cut.ratings if r.role is RatingRole.COMPLETE), ""),
        on_track=next((r.code for r in cut.ratings if r.role is RatingRole.ON_TRACK), ""),
    )


def known_by(title: str) -> frozenset[str]:
    """The words of a title, its acronyms spelt out, and the acronyms of what it spells out."""
    words = set(_WORD.findall(title.casefold()))
    spelt = {word for acronym in words & ACRONYMS.keys() for word in ACRONYMS[acronym].split()}
    short = {acronym for acronym, meaning in ACRONYMS.items() if set(meaning.split()) <= words}
    return frozenset(words | spelt | short)
