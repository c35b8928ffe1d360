"""Leads of all actions, once the whole document has been read: only then is it known which organisations it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from store.register_files.plan_cells.leads import Lead, organisations_in, read_leads
from store.register_files.plan_layouts.cell_lines import blocks, one_line
from store.register_files.plan_layouts.draft import Draft, DraftAction
from store.register_files.plan_layouts.headers import normalised
from store.register_files.plan_layouts.layout import Reading


def settle_leads(reading: Reading) -> None:
    """A lead cell alone does not say where the post ends and the organisation begins."""
    actions = reading.draft.actions
    printed = {one_line(name) for action in actions for name in blocks(action.organisation_cell)}
    organisations = organisations_in(action.lead_cell for action in actions) | (printed - {""})
    for action in actions:
        leads: Sequence[Lead] = read_leads(
            action.lead_cell, organisations=organisations, initials=reading.mapping.leads
        )
        for lead in leads:
            if lead.doubt:
                reading.draft.doubt(action.place, lead.doubt)
        if action.organisation_cell.strip():
            leads = _with_organisations(leads, action, reading.draft)
        action.leads = list({(lead.post, lead.organisation): lead for lead in leads}.values())


def _with_organisations(leads: Sequence[Lead], action: DraftAction, draft: Draft) -> Sequence[Lead]:
    """An organisation in a column of its own is that of each lead, or one stands in the cell for each."""
    cell = action.organisation_cell
    names = blocks(cell)
    if len(names) == 1:
        names *= len(leads)
    if not leads or len(names) != len(leads):
        what = f"{len(leads)} leads" if leads else "no lead"
        draft.doubt(action.place, f'The organisation "{one_line(cell)}" stands beside {what}: left out.')
        return leads
    for lead, name in zip(leads, names, strict=True):
        if lead.organisation and normalised(lead.organisation) != normalised(name):
            draft.doubt(action.place, f'"{lead.text}" names {lead.organisation}, and the column beside it {name}.')
        elif not lead.post:
            draft.doubt(action.place, f'"{lead.text}" of the organisation "{name}" names no post: left out.')
    return [
        lead if lead.organisation else replace(lead, organisation=name) for lead, name in zip(leads, names, strict=True)
    ]
