"""What the labels of one block say: an action, its dates and criteria, and the area it is of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from store.register_files.plan_cells.due import Due, read_dues
from store.register_files.plan_layouts.area_headings import add_sros
from store.register_files.plan_layouts.block_labels import FACT, IMPACT, SECTION, SEVERAL_LINES, STAGE
from store.register_files.plan_layouts.cell_lines import one_line
from store.register_files.plan_layouts.draft import DraftAction, DraftArea, DraftMilestone, Place
from store.register_files.plan_layouts.headers import FIELDS
from store.register_files.plan_layouts.headings import area_before, enter_objective, leading_ref
from store.register_files.plan_layouts.layout import Reading
from store.register_files.report import Understood, Warned

_BULLET = re.compile(r"^\s*(?:[•▪◦●○·*]|[-–—o](?=\s))\s*")


@dataclass(slots=True)
class Value:
    """What a label says, with the lines below it."""

    label: str
    meant: str
    place: Place
    lines: list[str] = field(default_factory=list[str])

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def goes_on(self) -> bool:
        return not self.lines or self.meant in SEVERAL_LINES or self.meant in ("lead", "sro")


@dataclass(slots=True)
class BlockSettling:
    source: str
    reading: Reading
    action: DraftAction | None = None
    numbered: list[str] = field(default_factory=list[str])
    said: set[str] = field(default_factory=set[str])
    doubted: set[str] = field(default_factory=set[str])

    def begin(self, ref: str, title: str, place: Place) -> None:
        """A heading that names the action of the labels below it."""
        area_ref = self.reading.area_ref or area_before(ref)
        self.action = DraftAction(ref or self._next_ref(), one_line(title), place, area_ref, self.reading.objective_ref)
        self.reading.draft.actions.append(self.action)

    def settle(self, values: Sequence[Value]) -> None:
        """The labels of a block together: a criterion may be printed before the date it belongs to."""
        for value in values:
            self._say(value)
        for name in ("objective_ref", "objective", "ref", "title"):
            for value in (one for one in values if one.meant == name):
                self._place_name(value, values)
        measures = [one for one in values if one.meant == "measure" and one.lines]
        for value in values:
            if value.lines and value.meant not in ("objective_ref", "objective", "ref", "title", "due", "measure"):
                self._settle(value)
        if self.action is None:
            for one in values:
                if one.meant in ("due", "measure"):
                    self._without_action(one)
        else:
            self._add_milestones(self.action, values, measures)
        self.action = None

    def _place_name(self, value: Value, values: Sequence[Value]) -> None:
        text = _plain(value.lines)
        if not text:
            return
        if value.meant == "objective":
            printed = leading_ref(text)
            given = next((one.text for one in values if one.meant == "objective_ref"), "")
            ref = given or (printed.ref if printed else self._next_objective_ref())
            enter_objective(ref, printed.text if printed and not given else text, value.place, self.reading)
        elif value.meant == "ref":
            self._name_action(text, "", value.place)
        elif value.meant == "title":
            self._name_action("", text, value.place)
            if len(value.lines) > 1:
                sentence = (
                    f'{len(value.lines)} lines stand under "{value.label}"; they were read as one action, because what '
                    "follows is printed for all of them: split it if each is to be reported by itself."
                )
                self.reading.draft.doubt(value.place, sentence)

    def _name_action(self, ref: str, title: str, place: Place) -> None:
        if self.action is None:
            self.action = DraftAction(ref, title, place, self.reading.area_ref, self.reading.objective_ref)
            if not ref:
                printed = leading_ref(title)
                self.action.ref = printed.ref if printed else self._next_ref()
                self.action.title = printed.text if printed else title
            self.action.area_ref = self.action.area_ref or area_before(self.action.ref)
            self.reading.draft.actions.append(self.action)
        elif title:
            self.action.title = f"{self.action.title} {title}".strip()
        else:
            self.leave(place, f'"{ref}" is a further ref beside action {self.action.ref}.')

    def _settle(self, value: Value) -> None:
        if value.meant == FACT:
            why = f'a fact of the plan, no action: "{one_line(value.text)}"'
            self.reading.draft.understood.append(Understood(self.source, value.label, "", why))
        elif value.meant == "sro":
            self._add_sros(value)
        elif value.meant == IMPACT:
            self._add_outcome(value)
        elif self.action is None:
            self._without_action(value)
        else:
            self._settle_of_action(self.action, value)

    def _settle_of_action(self, action: DraftAction, value: Value) -> None:
        match value.meant:
            case "lead":
                action.lead_cell = _below(action.lead_cell, value.text)
            case s if s == SECTION:
                action.lead_cell = _below(action.lead_cell, value.text)
                sentence = f'"{value.label}" names a section, not a post: it was read as the lead. Name the post.'
                self._doubt_once(value, sentence)
            case "organisation":
                action.organisation_cell = _below(action.organisation_cell, value.text)
            case "partners":
                action.partners += [_BULLET.sub("", line) for line in re.split(r"[;\n]", value.text)]
            case "rating":
                action.rating_text = _below(action.rating_text, value.text)
            case "baseline":
                action.baseline = _below(action.baseline, value.text)
            case "progress":
                action.progress_text = _below(action.progress_text, _with_its_month(value))
            case "percent" | "stage" | "note":
                action.progress_text = _below(action.progress_text, f"{value.label}: {value.text}")
            case _:
                known = "has no place in the register" if value.meant else "is no label that is known"
                self.reading.draft.doubt(value.place, f'"{value.label}" {known}; its text was kept to be placed.')
                self.leave(value.place, f'"{value.label}: {value.text}" stands beside action {action.ref}.')

    def _add_milestones(self, action: DraftAction, values: Sequence[Value], measures: Sequence[Value]) -> None:
        measure = "\n".join(line for one in measures for line in one.lines)
        dated = [(due, one) for one in values if one.meant == "due" for due in self._dues(one)]
        for due, one in dated:
            action.milestones.append(DraftMilestone(one.place, due=due, measure=measure))
        if measures and len(dated) > 1:
            sentence = (
                f"The criteria of {action.ref} are printed once for {len(dated)} dates; they stand with each of them."
            )
            self.reading.draft.doubt(measures[0].place, sentence)
        elif measures and not dated:
            action.milestones.append(DraftMilestone(measures[0].place, measure=measure))

    def _dues(self, value: Value) -> tuple[Due, ...]:
        return read_dues(value.text, self.reading.draft.dates)

    def _add_sros(self, value: Value) -> None:
        """Printed beside each action, yet the area's: two actions that disagree are in doubt."""
        reading, action = self.reading, self.action
        area_ref = reading.area_ref or (action.area_ref if action else "")
        if not area_ref:
            self._without_action(value)
            return
        area = reading.draft.areas.setdefault(area_ref, DraftArea(area_ref, "", value.place))
        before = len(area.sros)
        kept, reading.area_ref = reading.area_ref, area_ref
        add_sros(value.text, value.place, reading)
        reading.area_ref = kept
        if 0 < before < len(area.sros):
            sentence = (
                f"Area {area_ref} has another Senior Responsible Officer beside an earlier action; both were kept."
            )
            reading.draft.doubt(value.place, sentence)

    def _add_outcome(self, value: Value) -> None:
        area = self.reading.draft.areas.get(self.reading.area_ref)
        if area is None:
            self.leave(value.place, f'"{value.label}: {value.text}" belongs to no area that has been named.')
        else:
            area.outcomes.append(_plain(value.lines))

    def _without_action(self, value: Value) -> None:
        if value.lines:
            self.leave(value.place, f'"{value.label}: {value.text}" belongs to no action that has been named.')

    def _next_objective_ref(self) -> str:
        area = self.reading.area_ref
        count = sum(one.area_ref == area for one in self.reading.draft.objectives) + 1
        ref = f"{area}.{count}" if area else str(count)
        self.numbered.append(ref)
        return ref

    def _next_ref(self) -> str:
        """The next number below the objective, else below the area: said once for the whole table."""
        above = self.reading.objective_ref or self.reading.area_ref
        taken = {action.ref for action in self.reading.draft.actions}
        count = 1
        while (ref := f"{above}.{count}" if above else str(count)) in taken:
            count += 1
        self.numbered.append(ref)
        return ref

    def say_what_was_numbered(self) -> None:
        if self.numbered:
            sentence = (
                f"No refs are printed for {len(self.numbered)} objectives and actions; they were numbered in their "
                f"order, {self.numbered[0]} to {self.numbered[-1]}: give them the plan's own refs if it has any."
            )
            self.reading.draft.doubt(Place(self.source, 0), sentence)

    def _doubt_once(self, value: Value, sentence: str) -> None:
        if value.label not in self.doubted:
            self.doubted.add(value.label)
            self.reading.draft.doubt(value.place, sentence)

    def _say(self, value: Value) -> None:
        if value.label not in self.said and value.meant != FACT:
            self.said.add(value.label)
            meant = _MEANT.get(value.meant) or (FIELDS[value.meant].meant if value.meant in FIELDS else "")
            why = "by its label" if meant else "no label that is known"
            self.reading.draft.understood.append(Understood(self.source, value.label, meant, why))

    def leave(self, place: Place, sentence: str) -> None:
        self.reading.draft.unplaced.append(Warned(place.source, place.line, sentence))


_MEANT = {IMPACT: "outcomes.title", STAGE: "actions.progress_text", SECTION: "actions.lead_posts"}


def _plain(lines: Sequence[str]) -> str:
    return "; ".join(_BULLET.sub("", line).rstrip(";") for line in lines if line.strip())


def _with_its_month(value: Value) -> str:
    """An update of a month keeps the label that says which."""
    return f"{value.label}: {value.text}" if "update" in value.label.casefold().split() else value.text


def _below(held: str, text: str) -> str:
    return f"{held}\n{text}".strip()
