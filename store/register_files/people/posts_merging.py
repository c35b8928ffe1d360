"""Two spellings of a post made one: its leads, SROs, risks and holders move, and the spelling is remembered."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from store.audit import AuditChain
from store.register_files.errors import PostNotFound, SamePost
from store.register_files.people.posts import Directory, label
from store.register_files.plan.settling import id_of
from store.register_files.sheets.cells import text_list
from store.register_files.turns import wait_for_other_imports
from store.tables import Action, ActionLead, Appointment, AreaSro, ImprovementArea, Plan, Post, PostSpelling, Risk

NEAR = 60
"""Of 100: how alike a post's name must be to be suggested."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What moved to the one post: refs of areas and actions, by plan, and how many appointments."""

    post: str
    spelling: str
    refs: dict[str, tuple[str, ...]]
    appointments: int


def merge_posts(session: Session, wrong: str, right: str, *, now: datetime, audit: AuditChain, actor: str) -> Merged:
    """Raises PostNotFound and SamePost. Does not commit."""
    wait_for_other_imports(session)
    directory = Directory.of_register(session)
    slip, post = _named(session, directory, wrong), _named(session, directory, right)
    if slip is post:
        raise SamePost(name=wrong, other=right)
    spelling = label(slip)
    changed = _move_items(session, AreaSro, "area_id", slip, post)
    areas = _refs(session, ImprovementArea, changed)
    changed = _move_items(session, ActionLead, "action_id", slip, post)
    actions = _refs(session, Action, changed)
    appointments = _move_appointments(session, slip, post)
    for risk in session.exec(select(Risk).where(Risk.owner_id == slip.id)):
        risk.owner_id = post.id
    post.kind = ";".join(dict.fromkeys([*text_list(post.kind), *text_list(slip.kind)]))
    post.note = "; ".join(dict.fromkeys(note for one in (post, slip) for note in one.note.split("; ") if note))
    for held in session.exec(select(PostSpelling).where(PostSpelling.post_id == slip.id)):
        held.post_id = id_of(post)
    session.add(PostSpelling(title=slip.title, organisation=slip.organisation, post_id=id_of(post)))
    session.flush()
    session.delete(slip)
    session.flush()
    merged = Merged(
        label(post),
        spelling,
        {key: (*areas.get(key, ()), *actions.get(key, ())) for key in sorted({*areas, *actions})},
        appointments,
    )
    _tell(session, audit, merged, areas, actions, now=now, actor=actor)
    return merged


def _named(session: Session, directory: Directory, name: str) -> Post:
    post = directory.named(" ".join(name.split()))
    if post is None:
        raise PostNotFound(name=name, near=_near(session, name))
    return post


def _near(session: Session, name: str) -> str:
    from rapidfuzz import process

    labels = [label(post) for post in session.exec(select(Post))]
    found = process.extract(name, labels, limit=3, score_cutoff=NEAR)
    return f" Those most like it: {'; '.join(one for one, _, _ in found)}." if found else ""


def _move_items(session: Session, table: Any, owner: str, slip: Post, post: Post) -> list[int]:
    """The owners changed. One that names both posts keeps the place that comes first."""
    by_owner: dict[int, dict[int, Any]] = defaultdict(dict)
    for link in session.exec(select(table).where(col(table.post_id).in_([slip.id, post.id]))):
        by_owner[getattr(link, owner)][link.post_id] = link
    moved: list[int] = []
    for owner_id, links in by_owner.items():
        old, own = links.get(id_of(slip)), links.get(id_of(post))
        if old is None:
            continue
        moved.append(owner_id)
        place = old.position if own is None else min(old.position, own.position)
        session.delete(old)
        if own is None:
            session.flush()
            session.add(table(**{owner: owner_id, "post_id": id_of(post), "position": place}))
        else:
            own.position = place
    session.flush()
    return moved


def _refs(session: Session, table: Any, ids: list[int]) -> dict[str, list[str]]:
    """By plan, in the order in which people count."""
    refs: dict[str, list[str]] = defaultdict(list)
    found = select(Plan.key, table.ref).where(Plan.id == table.plan_id, col(table.id).in_(ids)).order_by(table.sort_key)
    for key, ref in session.exec(found):
        refs[key].append(ref)
    return refs


def _move_appointments(session: Session, slip: Post, post: Post) -> int:
    """The same person from the same day in both is one appointment, which ends when the later one does."""
    own = {
        (one.person_id, one.capacity, one.starts_on): one
        for one in session.exec(select(Appointment).where(Appointment.post_id == post.id))
    }
    moved = session.exec(select(Appointment).where(Appointment.post_id == slip.id)).all()
    for one in moved:
        same = own.get((one.person_id, one.capacity, one.starts_on))
        if same is None:
            one.post_id = id_of(post)
        else:
            same.ends_on = _later(same.ends_on, one.ends_on)
            session.delete(one)
    session.flush()
    return len(moved)


def _later(one: date | None, other: date | None) -> date | None:
    """None is an open end."""
    return None if one is None or other is None else max(one, other)


def _tell(
    session: Session,
    audit: AuditChain,
    merged: Merged,
    areas: dict[str, list[str]],
    actions: dict[str, list[str]],
    *,
    now: datetime,
    actor: str,
) -> None:
    """One entry for the merging, and one in its plan for each area and action that names the post."""
    content = {"spelling": merged.spelling, "refs": merged.refs, "appointments": merged.appointments}
    audit.record(session, plan_key="", at=now, actor=actor, action="posts_merged", subject=merged.post, content=content)
    for kind, column, refs_of in (("area", "sro_post", areas), ("action", "lead_posts", actions)):
        for plan_key, refs in refs_of.items():
            for ref in refs:
                change = {"field": column, "old": merged.spelling, "new": merged.post}
                audit.record(
                    session,
                    plan_key=plan_key,
                    at=now,
                    actor=actor,
                    action=f"{kind}_changed",
                    subject=ref,
                    content={"changes": [change]},
                )
