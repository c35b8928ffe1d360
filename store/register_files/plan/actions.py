"""Actions: where they hang, their leads and partners."""

from __future__ import annotations

from store.refs import normalised_ref, ref_sort_key
from store.register_files.errors import RefusedRow
from store.register_files.plan.importing import Importing, key_of, names, ref_in
from store.register_files.plan.links import Links
from store.register_files.plan.settling import id_of, settle, values_of
from store.register_files.plan.structure import settle_posts, settle_ref
from store.register_files.report import Subject
from store.register_files.sheets.cells import text_list
from store.register_files.sheets.columns import ACTIONS
from store.register_files.sheets.csv_table import Row
from store.tables import Action, ActionLead, ImprovementArea, Objective, Partner


def read_actions(at: Importing) -> None:
    held = {key: Subject("action", action.ref) for key, action in at.actions.items()}
    ids = [id_of(action) for action in at.actions.values()]
    leads = Links(at.session, ActionLead, "action_id", "post_id", ids)
    partners = Links(at.session, Partner, "action_id", "name", ids)

    def handle(row: Row) -> None:
        key = key_of(row, "action_ref", at.tally)
        ref = row.text("action_ref")
        area, objective = _place(at, row)
        values = values_of(row, ACTIONS)
        action = at.actions.get(key)
        subject = Subject("action", ref)
        if action is None:
            action = Action(
                plan_id=at.plan_id,
                area_id=id_of(area),
                objective_id=objective and objective.id,
                ref=ref,
                sort_key=ref_sort_key(ref),
                **values,
            )
            at.actions[key] = action
            at.session.add(action)
            at.tally.added.append(subject)
        else:
            settle_ref(at, action, ref, subject)
            _move(at, row, action, area, objective, subject)
            before = action.lifecycle
            settle(at.tally, action, ACTIONS, values, subject)
            at.note_lifecycle(before, action)
        if row.has("lead_posts"):
            settle_posts(at, leads, action, at.posts.leads(row), "lead_posts", subject)
        if row.has("partners"):
            listed, wanted = partners.held(action), text_list(row.text("partners"))
            if partners.want(action, wanted) and key in held:
                at.tally.change(subject, "partners", names(listed), names(wanted))

    at.tally.each(at.rows(ACTIONS), ref_in("action_ref"), handle)
    at.missing(ACTIONS, held)
    leads.write()
    partners.write()


def _place(at: Importing, row: Row) -> tuple[ImprovementArea, Objective | None]:
    """The area, and the objective if the row names one; an objective alone says the area. Raises RefusedRow."""
    ref = row.text("objective_ref")
    if not ref:
        return at.area(row), None
    found = {area: one for (area, key), one in at.objectives.items() if key == normalised_ref(ref)}
    if not found:
        raise RefusedRow(ref, f'There is no objective "{ref}".')
    if row.text("area_ref"):
        area = at.area(row)
        objective = found.get(normalised_ref(area.ref))
        if objective is None:
            others = " and ".join(at.areas[key].ref for key in found)
            raise RefusedRow(ref, f'The objective "{ref}" is in area {others}, not in area {area.ref}.')
        return area, objective
    if len(found) > 1:
        raise RefusedRow(ref, f'Several areas have an objective "{ref}": the row must name its area.')
    (key,) = found
    return at.areas[key], found[key]


def _move(
    at: Importing, row: Row, action: Action, area: ImprovementArea, objective: Objective | None, subject: Subject
) -> None:
    """To another area or objective. A file without a column of objectives says nothing about them."""
    if action.area_id != area.id:
        held = at.session.get_one(ImprovementArea, action.area_id)
        at.tally.change(subject, "area_ref", held.ref, area.ref)
        action.area_id = id_of(area)
    if row.has("objective_ref") and action.objective_id != (objective and objective.id):
        before = at.session.get(Objective, action.objective_id) if action.objective_id else None
        at.tally.change(subject, "objective_ref", before and before.ref, objective and objective.ref)
        action.objective_id = objective and objective.id
