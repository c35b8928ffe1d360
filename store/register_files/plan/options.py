"""The options before the Board beside a plan. Only ever added: those that the register holds already, withdrawn ones
too, are not added twice."""

from __future__ import annotations

from collections import defaultdict

from sqlmodel import col, select

from store.register_files.errors import RefusedRow
from store.register_files.people.people_named import People
from store.register_files.plan.importing import Importing
from store.register_files.plan.plan_items import PlanItems
from store.register_files.plan.settling import id_of, values_of
from store.register_files.report import Subject
from store.register_files.sheets.cells import text, whole_number
from store.register_files.sheets.csv_table import Row
from store.register_files.sheets.options_columns import DO_NOTHING, FURTHER, OPTIONS
from store.tables import AppraisedOption, OptionsAppraisal

Identity = tuple[object, ...]


def read_options(at: Importing, items: PlanItems, people: People) -> None:
    held = _held(at, items)

    def handle(row: Row) -> None:
        values = values_of(row, OPTIONS)
        if values.get("at") is None:
            raise RefusedRow("", "The row has no at.")
        options = _options(row)
        appraisal = OptionsAppraisal(
            **values,
            action_id=id_of(items.action(row)),
            person_id=people.id_in(row, "person"),
            on_behalf_of_id=people.id_if_any(row, "on_behalf_of"),
            recommended=_recommended(row),
        )
        identity = _identity(appraisal, options)
        if held[identity]:
            held[identity] -= 1
            return
        at.session.add(appraisal)
        at.session.flush()
        at.session.add_all(
            AppraisedOption(appraisal_id=id_of(appraisal), position=position, text=said, effect=effect)
            for position, (said, effect) in enumerate(options)
        )
        who = f"by {row.text('person')} at {row.text('at')}"
        at.tally.added.append(Subject("options", f"{row.text('action_ref')} {who}"))

    at.tally.each(at.rows(OPTIONS), lambda row: row.text("action_ref"), handle)
    at.session.flush()


def _held(at: Importing, items: PlanItems) -> dict[Identity, int]:
    """How many of each the register holds."""
    found: dict[Identity, int] = defaultdict(int)
    rows = at.session.exec(select(OptionsAppraisal).where(col(OptionsAppraisal.action_id).in_(items.action_ids))).all()
    options: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for one in at.session.exec(
        select(AppraisedOption)
        .where(col(AppraisedOption.appraisal_id).in_([row.id for row in rows]))
        .order_by(col(AppraisedOption.appraisal_id), col(AppraisedOption.position))
    ):
        options[one.appraisal_id].append((one.text, one.effect))
    for row in rows:
        found[_identity(row, options[row.id or 0])] += 1
    return found


def _identity(appraisal: OptionsAppraisal, options: list[tuple[str, str]]) -> Identity:
    """The space around a text is no difference: no cell can say it."""
    return (
        appraisal.action_id,
        appraisal.person_id,
        appraisal.on_behalf_of_id,
        appraisal.at,
        appraisal.recommended,
        text(appraisal.recommendation),
        text(appraisal.lesson),
        tuple((text(said), text(effect)) for said, effect in options),
    )


def _options(row: Row) -> list[tuple[str, str]]:
    """Text and effect of each, doing nothing first, without gaps. Raises RefusedRow."""
    given = [(DO_NOTHING, row.text("effect_1"))]
    for number in FURTHER:
        said, effect = row.text(f"option_{number}"), row.text(f"effect_{number}")
        if bool(said) != bool(effect):
            raise RefusedRow(said or effect, f"Option {number} needs both its text and its effect.")
        if said:
            given.append((said, effect))
    if not given[0][1]:
        raise RefusedRow("", "The row does not say what doing nothing would mean: fill in effect_1.")
    if len(given) == 1:
        raise RefusedRow("", "The row has no option besides doing nothing: fill in option_2 and effect_2.")
    return given


def _recommended(row: Row) -> int:
    """Its position: a gap before it closes. Raises RefusedRow."""
    number = row.read("recommended", whole_number)
    given = [1, *(one for one in FURTHER if row.text(f"option_{one}"))]
    if number not in given:
        raise RefusedRow(row.text("recommended"), "The row recommends no option that it gives.")
    return given.index(number)
