"""The frame of a plan: its rating key, its areas with their SROs and outcomes, its objectives."""

from __future__ import annotations

from collections import defaultdict

from sqlmodel import col, select

from store.refs import normalised_ref, ref_sort_key
from store.register_files.errors import RefusedRow
from store.register_files.people.posts import label
from store.register_files.plan.importing import Importing, key_of, names, ref_in
from store.register_files.plan.links import Links
from store.register_files.plan.settling import Listed, id_of, settle, values_of
from store.register_files.report import Subject
from store.register_files.sheets.columns import AREAS, OBJECTIVES, OUTCOMES, RATINGS
from store.register_files.sheets.csv_table import Row
from store.tables import Action, AreaSro, ImpactStatement, ImprovementArea, Indicator, Objective, Post, Rating


def read_ratings(at: Importing) -> None:
    held = {
        normalised_ref(rating.code): rating
        for rating in at.session.exec(select(Rating).where(Rating.plan_id == at.plan_id))
    }
    subjects = {key: Subject("rating", rating.code) for key, rating in held.items()}

    def handle(row: Row) -> None:
        key = key_of(row, "code", at.tally)
        values = values_of(row, RATINGS)
        rating = held.get(key)
        subject = Subject("rating", row.text("code"))
        if rating is None:
            values.setdefault("position", len(held) + 1)
            held[key] = Rating(plan_id=at.plan_id, code=row.text("code"), **values)
            at.tally.added.append(subject)
        else:
            settle(at.tally, rating, RATINGS, values, subject)

    at.tally.each(at.rows(RATINGS), ref_in("code"), handle)
    at.missing(RATINGS, subjects)
    at.session.add_all(held.values())


def read_areas(at: Importing) -> None:
    held = {key: Subject("area", area.ref) for key, area in at.areas.items()}
    sros = Links(at.session, AreaSro, "area_id", "post_id", [id_of(area) for area in at.areas.values()])

    def handle(row: Row) -> None:
        key = key_of(row, "area_ref", at.tally)
        ref = row.text("area_ref")
        values = values_of(row, AREAS)
        area = at.areas.get(key)
        subject = Subject("area", ref)
        if area is None:
            area = ImprovementArea(plan_id=at.plan_id, ref=ref, sort_key=ref_sort_key(ref), **values)
            at.areas[key] = area
            at.session.add(area)
            at.tally.added.append(subject)
        else:
            settle_ref(at, area, ref, subject)
            settle(at.tally, area, AREAS, values, subject)
        if row.has("sro_post"):
            settle_posts(at, sros, area, at.posts.sros(row), "sro_post", subject)

    at.tally.each(at.rows(AREAS), ref_in("area_ref"), handle)
    at.missing(AREAS, held)
    sros.write()


def read_outcomes(at: Importing) -> None:
    areas = {id_of(area): area for area in at.areas.values()}
    held: dict[int, list[ImpactStatement]] = defaultdict(list)
    for statement in at.session.exec(
        select(ImpactStatement).where(col(ImpactStatement.area_id).in_(areas)).order_by(col(ImpactStatement.position))
    ):
        held[statement.area_id].append(statement)
    at.mirror(
        Listed(
            OUTCOMES,
            "outcome",
            owner_of=at.area,
            ref_of=lambda area_id: areas[area_id].ref,
            make=lambda area_id, position: ImpactStatement(area_id=area_id, position=position, title=""),
            held=held,
        ),
    )


def read_objectives(at: Importing) -> None:
    held = {key: Subject("objective", objective.ref) for key, objective in at.objectives.items()}

    def handle(row: Row) -> None:
        ref = row.text("objective_ref")
        if not ref:
            raise RefusedRow("", "The row has no objective_ref.")
        area = at.area(row)
        key = normalised_ref(area.ref), normalised_ref(ref)
        at.tally.once(row, key, ref)
        values = values_of(row, OBJECTIVES)
        objective = at.objectives.get(key)
        subject = Subject("objective", ref)
        if objective is None:
            objective = Objective(area_id=id_of(area), ref=ref, sort_key=ref_sort_key(ref), **values)
            at.objectives[key] = objective
            at.session.add(objective)
            at.tally.added.append(subject)
        else:
            settle_ref(at, objective, ref, subject)
            settle(at.tally, objective, OBJECTIVES, values, subject)

    at.tally.each(at.rows(OBJECTIVES), ref_in("objective_ref"), handle)
    at.missing(OBJECTIVES, held)
    at.session.flush()


def settle_ref(
    at: Importing, record: ImprovementArea | Objective | Action | Indicator, ref: str, subject: Subject
) -> None:
    """The ref as printed may change its spelling ("1.4 .1") without becoming another."""
    if record.ref != ref:
        at.tally.change(subject, "ref", record.ref, ref)
        record.ref, record.sort_key = ref, ref_sort_key(ref)


def settle_posts(at: Importing, links: Links, record: object, posts: list[Post], column: str, subject: Subject) -> None:
    """SROs of an area, leads of an action."""
    new = getattr(record, "id", None) is None
    held = [at.session.get_one(Post, post_id) for post_id in links.held(record)]
    if links.want(record, [id_of(post) for post in posts]) and not new:
        at.tally.change(subject, column, names(map(label, held)), names(map(label, posts)))
