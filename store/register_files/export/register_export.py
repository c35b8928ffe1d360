"""Writing a plan as a folder or a workbook. Importing it again changes nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, select

from store.queries.plans import plan_by_key
from store.refs import ref_sort_key
from store.register_files.export.history_export import history_rows
from store.register_files.people.posts import label
from store.register_files.sheets.columns import (
    ACTIONS,
    AREAS,
    GOVERNANCE,
    INDICATOR_TARGETS,
    INDICATORS,
    MEETINGS,
    MILESTONES,
    OBJECTIVES,
    OUTCOMES,
    PLAN,
    POSTS,
    RATINGS,
    Sheet,
)
from store.register_files.sheets.export_cells import Cells, cells_of, in_order
from store.register_files.sheets.writing import write_sheets
from store.tables import (
    Action,
    ActionLead,
    AreaSro,
    Board,
    Dependency,
    GovernanceProduct,
    ImpactStatement,
    ImprovementArea,
    Indicator,
    IndicatorAction,
    Meeting,
    Milestone,
    Objective,
    Partner,
    Plan,
    Post,
    Rating,
    TrajectoryPoint,
)


def export_register(session: Session, plan_key: str, path: Path, *, now: datetime) -> None:
    """A workbook where the name ends in .xlsx, otherwise a folder. Raises PlanNotFound and a RegisterFileError."""
    title = plan_by_key(session, plan_key).title
    write_sheets(path, register_rows(session, plan_key), title=title, now=now)


def register_rows(session: Session, plan_key: str) -> dict[Sheet, list[Cells]]:
    """The plan as the cells of each file, in the order of its refs."""
    plan = plan_by_key(session, plan_key)
    register = _Register(session, plan)
    return {**register.sheets(), **history_rows(session, plan, register.item_of())}


class _Register:
    """What the register holds of one plan, looked up once."""

    def __init__(self, session: Session, plan: Plan) -> None:
        self.session, self.plan = session, plan
        self.areas = in_order(session.exec(select(ImprovementArea).where(ImprovementArea.plan_id == plan.id)))
        self.area_ref = {area.id: area.ref for area in self.areas}
        self.objectives = in_order(session.exec(select(Objective).where(col(Objective.area_id).in_(self.area_ref))))
        self.objective_ref = {objective.id: objective.ref for objective in self.objectives}
        self.actions = in_order(session.exec(select(Action).where(Action.plan_id == plan.id)))
        self.action_ref = {action.id: action.ref for action in self.actions}
        place = {action.id: number for number, action in enumerate(self.actions)}
        self.milestones = sorted(
            session.exec(select(Milestone).where(col(Milestone.action_id).in_(self.action_ref))),
            key=lambda milestone: (place[milestone.action_id], milestone.seq),
        )
        self.indicators = in_order(session.exec(select(Indicator).where(Indicator.plan_id == plan.id)))
        self.indicator_ref = {indicator.id: indicator.ref for indicator in self.indicators}
        self.posts = {post.id: post for post in session.exec(select(Post))}
        self.sros = self._linked(AreaSro, AreaSro.area_id, AreaSro.post_id, self.area_ref)
        self.leads = self._linked(ActionLead, ActionLead.action_id, ActionLead.post_id, self.action_ref)

    def _linked(
        self, table: Any, owner: Any, item: Any, owners: Iterable[int | None], order: Any = None
    ) -> dict[int | None, list[Any]]:
        linked: dict[int | None, list[Any]] = defaultdict(list)
        in_place = table.position if order is None else order
        for owner_id, value in self.session.exec(
            select(owner, item).where(owner.in_(list(owners))).order_by(owner, in_place)
        ):
            linked[owner_id].append(value)
        return linked

    def item_of(self) -> dict[tuple[int | None, int | None], tuple[str, str]]:
        """(action id, milestone id or none) -> its action_ref and seq cells, in the order of the plan."""
        whole = {(action.id, None): (action.ref, "") for action in self.actions}
        parts = {(one.action_id, one.id): (self.action_ref[one.action_id], str(one.seq)) for one in self.milestones}
        return {**whole, **parts}

    def sheets(self) -> dict[Sheet, list[Cells]]:
        return {
            PLAN: [cells_of(PLAN, self.plan, key=self.plan.key)],
            RATINGS: [cells_of(RATINGS, one, code=one.code) for one in self._listed(Rating, Rating.plan_id)],
            AREAS: [self._area(area) for area in self.areas],
            OBJECTIVES: [
                cells_of(OBJECTIVES, one, objective_ref=one.ref, area_ref=self.area_ref[one.area_id])
                for one in sorted(self.objectives, key=lambda one: ref_sort_key(self.area_ref[one.area_id]))
            ],
            ACTIONS: self._action_rows(),
            MILESTONES: [
                cells_of(MILESTONES, one, action_ref=self.action_ref[one.action_id]) for one in self.milestones
            ],
            INDICATORS: self._indicator_rows(),
            INDICATOR_TARGETS: self._owned(
                INDICATOR_TARGETS, TrajectoryPoint, TrajectoryPoint.indicator_id, self.indicator_ref
            ),
            OUTCOMES: self._owned(OUTCOMES, ImpactStatement, ImpactStatement.area_id, self.area_ref),
            POSTS: self._post_rows(),
            GOVERNANCE: [
                cells_of(GOVERNANCE, one) for one in self._listed(GovernanceProduct, GovernanceProduct.plan_id)
            ],
            MEETINGS: self._meeting_rows(),
        }

    def _listed(self, table: Any, plan_id: Any) -> list[Any]:
        return list(self.session.exec(select(table).where(plan_id == self.plan.id).order_by(table.position)))

    def _owned(self, sheet: Sheet, table: Any, owner: Any, refs: Mapping[int | None, str]) -> list[Cells]:
        """Rows in the order of their owners, then in their own."""
        rows: dict[int | None, list[Any]] = defaultdict(list)
        for record in self.session.exec(select(table).where(owner.in_(list(refs))).order_by(table.position)):
            rows[getattr(record, owner.key)].append(record)
        name = sheet.columns[0].name
        return [cells_of(sheet, record, **{name: ref}) for key, ref in refs.items() for record in rows[key]]

    def _area(self, area: ImprovementArea) -> Cells:
        posts = [self.posts[post_id] for post_id in self.sros[area.id]]
        organisations = [post.organisation for post in posts]
        return cells_of(
            AREAS,
            area,
            area_ref=area.ref,
            sro_post=";".join(post.title for post in posts),
            sro_organisation=";".join(organisations) if any(organisations) else "",
        )

    def _action_rows(self) -> list[Cells]:
        partners = self._linked(Partner, Partner.action_id, Partner.name, self.action_ref)
        edges = self._linked(
            Dependency, Dependency.action_id, Dependency.depends_on_id, self.action_ref, Dependency.depends_on_id
        )
        place = {action.id: number for number, action in enumerate(self.actions)}
        return [
            cells_of(
                ACTIONS,
                action,
                action_ref=action.ref,
                objective_ref=self.objective_ref.get(action.objective_id, ""),
                area_ref=self.area_ref[action.area_id],
                lead_posts=";".join(label(self.posts[post_id]) for post_id in self.leads[action.id]),
                partners=";".join(partners[action.id]),
                depends_on=";".join(
                    self.action_ref[other] for other in sorted(edges[action.id], key=lambda one: place[one])
                ),
            )
            for action in self.actions
        ]

    def _indicator_rows(self) -> list[Cells]:
        actions = self._linked(
            IndicatorAction,
            IndicatorAction.indicator_id,
            IndicatorAction.action_id,
            self.indicator_ref,
            IndicatorAction.action_id,
        )
        place = {action.id: number for number, action in enumerate(self.actions)}
        return [
            cells_of(
                INDICATORS,
                one,
                indicator_ref=one.ref,
                area_ref=self.area_ref.get(one.area_id, ""),
                action_refs=";".join(
                    self.action_ref[action] for action in sorted(actions[one.id], key=lambda key: place[key])
                ),
            )
            for one in self.indicators
        ]

    def _post_rows(self) -> list[Cells]:
        """The plan's posts, and those that no plan's SROs or leads name, which would otherwise be in no file."""
        of_plan = {post_id for linked in (self.sros, self.leads) for ids in linked.values() for post_id in ids}
        anywhere = {*self.session.exec(select(AreaSro.post_id)), *self.session.exec(select(ActionLead.post_id))}
        rows: list[Cells] = []
        for post in sorted(self.posts.values(), key=lambda post: (post.title, post.organisation)):
            if post.id in anywhere and post.id not in of_plan:
                continue
            areas = [area for area in self.areas if post.id in self.sros[area.id]]
            led = [action for action in self.actions if post.id in self.leads[action.id]]
            answers_for = {action.ref for action in self.actions if action.area_id in {area.id for area in areas}}
            rows.append(
                {
                    "post": post.title,
                    "organisation": post.organisation,
                    "kind": post.kind,
                    "actions_count": str(len(answers_for | {action.ref for action in led})),
                    "refs": ";".join(one.ref for one in (*areas, *led)),
                    "note": post.note,
                }
            )
        return rows

    def _meeting_rows(self) -> list[Cells]:
        boards = {
            board.id: board.name for board in self.session.exec(select(Board).where(Board.plan_id == self.plan.id))
        }
        meetings = self.session.exec(select(Meeting).where(col(Meeting.board_id).in_(boards)))
        return [
            cells_of(MEETINGS, one, board=boards[one.board_id])
            for one in sorted(meetings, key=lambda one: (boards[one.board_id], one.held_on))
        ]
