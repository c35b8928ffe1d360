"""The rows of a table whose columns are dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from store.register_files.grids.grid import Grid
from store.register_files.plan_cells.ratings import read_rating
from store.register_files.plan_layouts.area_headings import add_sros, area_heading, same_ref, sro_line
from store.register_files.plan_layouts.cell_lines import goes_on, one_line
from store.register_files.plan_layouts.date_headings import DateColumn, DatedHeader, starts_with_date
from store.register_files.plan_layouts.draft import DraftAction, DraftMilestone, Place
from store.register_files.plan_layouts.headers import normalised
from store.register_files.plan_layouts.headings import across, area_before, enter_heading, leading_ref
from store.register_files.plan_layouts.layout import Reading
from store.register_files.report import Warned

SCRAP_LETTERS = 3
"""No measure is said in so few letters: what page breaks and text boxes leave behind ("spa", "RAG")."""


@dataclass(slots=True)
class DateColumnRows:
    """Reads row after row into the draft. `last` is the milestone last read under each date of the action."""

    grid: Grid
    header: DatedHeader
    fields: Mapping[int, str]
    reading: Reading
    action: DraftAction | None = None
    last: dict[int, DraftMilestone] = field(default_factory=dict[int, DraftMilestone])
    ratings_seen: bool = False

    def __post_init__(self) -> None:
        """The rows above any ref go on with the action before, if it is of the same area and the same dates."""
        held = self.reading.draft.actions[-1] if self.reading.draft.actions else None
        dues = {date.due for date in self.header.dates}
        if held and held.milestones and self.reading.area_ref in ("", held.area_ref):
            self.action = held if all(one.due in dues for one in held.milestones) else None

    def read_above(self, index: int) -> None:
        """A title or a banner above the header."""
        for column, text in self._own_texts(index):
            self._read_banner(text, index, column)

    def read_row(self, index: int) -> None:
        texts = dict(self._own_texts(index))
        if not texts or self._prints_header_again(texts):
            return
        banner = across(self.grid.rows[index])
        if banner or self._heads_what_follows(texts):
            self._read_banner(banner or next(iter(texts.values())), index, next(iter(texts)))
            return
        note = self._find_action(texts, index)
        if self.action is None:
            for column, text in texts.items():
                self._unplaced(index, column, text, "no action stands above it")
            return
        for column, text in texts.items():
            if column not in self.header.of_dates and self.fields.get(column, "") not in ("ref", "title"):
                note = self._read_other(self.action, column, text, index, note)
        for date in self.header.dates:
            self._read_date(self.action, date, texts, index, note)
        if note and not any(date.column in texts for date in self.header.dates):
            place = self._place(index)
            sentence = f'"{note}" stands beside no date of action {self.action.ref}.'
            self.reading.draft.unplaced.append(Warned(place.source, place.line, sentence))

    def finish(self) -> None:
        self._leave_untitled()
        for action in self.reading.draft.actions:
            action.milestones.sort(key=_when)
        rated = any(date.rating is not None for date in self.header.dates)
        if rated and not self.ratings_seen:
            sentence = (
                "No rating can be read in this table: its rating cells are blank. If the original shows colours, "
                "bring in the file that has them."
            )
            self.reading.draft.doubt(Place(self.grid.source, 0), sentence)

    def _leave_untitled(self) -> None:
        """A ref whose action no row has told of: its dates would be those of nobody knows what."""
        draft = self.reading.draft
        for action in [one for one in draft.actions if not one.title]:
            draft.actions.remove(action)
            sentence = f'The ref "{action.ref}" has no title: {" | ".join(_words_of(action))}'
            draft.unplaced.append(Warned(action.place.source, action.place.line, sentence))

    def _find_action(self, texts: Mapping[int, str], index: int) -> str:
        """Sets the action that the row belongs to; gives the note that its milestones carry."""
        ref, title = self._text_of("ref", texts), self._text_of("title", texts)
        if "ref" not in self.fields.values() and (printed := leading_ref(title)):
            ref, title = printed.ref, printed.text
        held = self.action
        if ref:
            if held is None or not same_ref(ref, held.ref) or (title and title != held.title):
                self._begin(ref, title, index)
            return ""
        if held is None:
            return ""
        if not self._merged_from_above(index):
            sentence = f"This row has no ref; it was read as part of {held.ref}, which stands above it."
            self.reading.draft.doubt(self._place(index), sentence)
        if title and not any(date.column in texts for date in self.header.dates):
            held.title = f"{held.title} {title}".strip()
            return ""
        return f"row: {title}" if title else ""

    def _begin(self, ref: str, title: str, index: int) -> None:
        """The action of this ref: printed once more on another page, or new."""
        draft, place = self.reading.draft, self._place(index)
        self.last = {}
        before = [action for action in draft.actions if same_ref(action.ref, ref)]
        again = next((action for action in before if not title or action.title in ("", title)), None)
        if again is not None:
            again.title = again.title or title
            self.action = again
            return
        if before:
            draft.doubt(place, f'The ref {ref} stands on another action already: "{before[0].title}".')
        area_ref = self.reading.area_ref or area_before(ref)
        action = DraftAction(ref, title, place, area_ref, self.reading.objective_ref)
        draft.actions.append(action)
        self.action = action

    def _read_other(self, action: DraftAction, column: int, text: str, index: int, note: str) -> str:
        match self.fields.get(column, ""):
            case "lead":
                if not action.lead_cell:
                    action.lead_cell = text
                elif normalised(text) != normalised(action.lead_cell):
                    note = f"{note}; lead {one_line(text)}".removeprefix("; ")
                    if normalised(text) not in {normalised(one) for one in action.lead_cell.split("\n\n")}:
                        action.lead_cell = f"{action.lead_cell}\n\n{text}"
            case "organisation":
                action.organisation_cell = _joined(action.organisation_cell, text)
            case "partners":
                action.partners += [one.strip() for one in re.split(r"[;\n]", text) if one.strip()]
            case "baseline":
                action.baseline = _joined(action.baseline, text)
            case "rating":
                action.rating_text = _joined(action.rating_text, text)
            case "progress" | "percent":
                action.progress_text = _joined(action.progress_text, text)
            case "note":
                note = f"{note}; {one_line(text)}".removeprefix("; ")
            case _:
                self._unplaced(index, column, text, f"it is beside action {action.ref}")
        return note

    def _read_date(
        self, action: DraftAction, date: DateColumn, texts: Mapping[int, str], index: int, note: str
    ) -> None:
        text, place = texts.get(date.column, ""), self._place(index)
        rating = self._rating(date, texts, index)
        if not text:
            if date.rating is not None and date.rating in texts:
                sentence = f'"{rating}" is rated under {date.printed} for {action.ref}, beside an empty cell.'
                self.reading.draft.doubt(place, sentence)
            return
        if (begins := starts_with_date(text, self.reading.draft.dates)) and begins.due != date.due.due:
            sentence = f'The cell begins "{begins.text}" under the heading {date.printed}; the heading was kept.'
            self.reading.draft.doubt(place, sentence)
        before = self.last.get(date.column)
        for block in re.split(r"\n[ \t]*\n\s*", text):
            if before is not None and goes_on(block):
                before.measure = f"{before.measure} {block}"
                self.reading.draft.doubt(place, f'"{_start(block)}" was read as the rest of the cell above it.')
                before.note = f"{before.note}; {note}".strip("; ")
                if rating and rating != before.rating_text:
                    sentence = f'"{rating}" stands beside it, "{before.rating_text}" above: say which is right.'
                    self.reading.draft.doubt(place, sentence)
                continue
            if _is_scrap(block):
                sentence = f'"{block}" under {date.printed} looks like print junk: delete it if it says nothing.'
                self.reading.draft.doubt(place, sentence)
            before = DraftMilestone(place, due=date.due, measure=block, note=note, rating_text=rating)
            action.milestones.append(before)
            self.last[date.column] = before

    def _rating(self, date: DateColumn, texts: Mapping[int, str], index: int) -> str:
        if date.rating is None:
            return ""
        cell = self.grid.rows[index][date.rating]
        key = [(one.code, one.label) for one in self.reading.draft.ratings]
        read = read_rating(texts.get(date.rating, ""), cell.fill, key)
        if read.doubt and date.column in texts:
            self.reading.draft.doubt(self._place(index), read.doubt)
        printed = read.text or read.colour
        self.ratings_seen = self.ratings_seen or bool(printed)
        return self.reading.mapping.ratings.get(normalised(printed), printed)

    def _read_banner(self, text: str, index: int, column: int) -> None:
        if (who := sro_line(text)) is not None and who:
            add_sros(who, self._place(index), self.reading)
        elif enter_heading(text, self._place(index), self.reading):
            self.action = None
            self.last = {}
        elif normalised(text) not in self.header.words:
            self._unplaced(index, column, text, "it runs across the table, and heads neither an area nor an objective")

    def _heads_what_follows(self, texts: Mapping[int, str]) -> bool:
        """One text in the first columns, not merged, that names an area or its Senior Responsible Officer."""
        if len(texts) != 1 or next(iter(texts)) in self.header.of_dates:
            return False
        text = next(iter(texts.values()))
        return bool(sro_line(text)) or area_heading(text) is not None

    def _prints_header_again(self, texts: Mapping[int, str]) -> bool:
        return all(normalised(text) in self.header.words for text in texts.values())

    def _merged_from_above(self, index: int) -> bool:
        column = next((column for column, name in self.fields.items() if name == "ref"), None)
        return column is not None and self.grid.rows[index][column].spanned

    def _text_of(self, name: str, texts: Mapping[int, str]) -> str:
        return next((one_line(texts[at]) for at, called in self.fields.items() if called == name and at in texts), "")

    def _own_texts(self, index: int) -> Iterator[tuple[int, str]]:
        for column, cell in enumerate(self.grid.rows[index]):
            if not cell.spanned and cell.text.strip():
                yield column, cell.text.strip()

    def _unplaced(self, index: int, column: int, text: str, why: str) -> None:
        place, label = self._place(index), self.header.labels[column]
        under = f' under "{label}"' if label else ""
        self.reading.draft.unplaced.append(Warned(place.source, place.line, f'"{text}"{under}: {why}.'))

    def _place(self, index: int) -> Place:
        return Place(self.grid.source, self.grid.lines[index])


def _when(milestone: DraftMilestone) -> int:
    """By date, so that an action's milestones come in order whatever row they stand in."""
    return milestone.due.due.toordinal() if milestone.due and milestone.due.due else 0


def _words_of(action: DraftAction) -> Iterator[str]:
    """Every text that its rows held."""
    held = (action.ref, action.lead_cell, action.organisation_cell, *action.partners)
    held += (action.baseline, action.rating_text, action.progress_text)
    for one in action.milestones:
        held += (one.due.text if one.due else "", one.measure, one.rating_text, one.note)
    yield from filter(None, map(one_line, held))


def _is_scrap(block: str) -> bool:
    letters = [letter for letter in block if letter.isalpha()]
    return len(letters) <= SCRAP_LETTERS and not any(letter.isdigit() for letter in block)


def _start(text: str) -> str:
    words = one_line(text)
    return words if len(words) <= 60 else f"{words[:57]}..."


def _joined(held: str, text: str) -> str:
    return f"{held}\n{text}".strip()
