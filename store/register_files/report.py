"""What an import did: counted row by row, with every refusal, warning and change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from store.register_files.errors import RefusedRow
from store.register_files.sheets.cells import written
from store.register_files.sheets.csv_table import Row


class Subject(NamedTuple):
    """What a change is about: a kind and a ref, such as milestone 1.1.1/2."""

    kind: str
    ref: str

    def __str__(self) -> str:
        return f"{self.kind} {self.ref}".strip()


@dataclass(frozen=True, slots=True)
class Refused:
    file: str
    line: int
    ref: str
    cell: str
    reason: str


@dataclass(frozen=True, slots=True)
class Warned:
    file: str
    line: int  # 0: the file as a whole
    sentence: str


@dataclass(frozen=True, slots=True)
class Understood:
    """How one column of a document was read. `meant` is blank for one that was left aside."""

    source: str
    column: str  # as printed
    meant: str  # a column of the register folder: "actions.title"
    why: str  # "by its header", "by the mapping file", "dates as headings"


@dataclass(frozen=True, slots=True)
class Sample:
    """The first rows of a table as they were understood."""

    table: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    of: int  # rows in all


@dataclass(frozen=True, slots=True)
class MergeOffer:
    """Two spellings that look like one post, and the command that makes them one."""

    spelling: str
    post: str
    command: str


@dataclass(frozen=True, slots=True)
class Added:
    kind: str
    ref: str


@dataclass(frozen=True, slots=True)
class Changed:
    subject: str
    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """`dataclasses.asdict` of it is JSON. rows_read = added + changed + unchanged + the rows refused.

    `gone` lists what the register holds and the files no longer have; it stays in the register.
    """

    rows_read: int
    added: int
    changed: int
    unchanged: int
    gone: tuple[str, ...]
    refused: tuple[Refused, ...]
    warnings: tuple[Warned, ...]
    changes: tuple[Changed, ...]
    version: int | None  # of the plan; none for files that are no plan
    new: tuple[Added, ...] = ()
    understood: tuple[Understood, ...] = ()
    sample: tuple[Sample, ...] = ()
    offers: tuple[MergeOffer, ...] = ()


@dataclass(slots=True)
class Tally:
    """Filled while the rows are read."""

    rows_read: int = 0
    added: list[Subject] = field(default_factory=list[Subject])
    gone: list[Subject] = field(default_factory=list[Subject])
    refused: list[Refused] = field(default_factory=list[Refused])
    warnings: list[Warned] = field(default_factory=list[Warned])
    changes: list[tuple[Subject, Changed]] = field(default_factory=list[tuple[Subject, Changed]])
    _changed: set[Subject] = field(default_factory=set[Subject])
    _seen: dict[str, dict[Hashable, Row]] = field(default_factory=lambda: defaultdict[str, dict[Hashable, Row]](dict))
    _refused_rows: list[Row] = field(default_factory=list[Row])

    def each(self, rows: Iterable[Row], ref: Callable[[Row], str], handle: Callable[[Row], None]) -> None:
        """Hands every row to `handle`, which raises RefusedRow before it touches anything, or settles the row."""
        for row in rows:
            self.rows_read += 1
            try:
                if row.cells_beyond_header:
                    raise RefusedRow("", "The row has more cells than the header: a comma may want quotes.")
                handle(row)
            except RefusedRow as error:
                self.refused.append(Refused(row.place, row.line, ref(row), error.cell, str(error)))
                self._refused_rows.append(row)

    def accepted(self, rows: Iterable[Row]) -> list[Row]:
        """By themselves and not by their line: a line of a document may give several rows."""
        refused = {id(row) for row in self._refused_rows}
        return [row for row in rows if id(row) not in refused]

    def once(self, row: Row, key: Hashable, cell: str) -> None:
        """Notes that the file has this key. Raises RefusedRow the second time."""
        first = self._seen[row.file].get(key)
        if first is not None:
            where = f"line {first.line}" if first.place == row.place else f"{first.place} line {first.line}"
            raise RefusedRow(cell, f'"{cell}" stands in {where} already.')
        self._seen[row.file][key] = row

    def change(self, subject: Subject, field: str, old: object, new: object) -> None:
        """A row of the file changes its own record."""
        self._changed.add(subject)
        self.follow(subject, field, old, new)

    def follow(self, subject: Subject, field: str, old: object, new: object) -> None:
        """A change that follows from another row, and is not counted among the rows changed."""
        self.changes.append((subject, Changed(str(subject), field, written(old), written(new))))

    def warn(self, row: Row, sentence: str) -> None:
        self.warnings.append(Warned(row.place, row.line, sentence))

    def missing(self, file: str, held: Mapping[Hashable, Subject]) -> None:
        """Reports what the register holds and the file no longer has."""
        self.gone += [subject for key, subject in held.items() if key not in self._seen[file]]

    @property
    def touched(self) -> bool:
        return bool(self.added or self.changes)

    def report(self, version: int | None) -> ImportReport:
        added, changed = len(self.added), len(self._changed - set(self.added))
        return ImportReport(
            rows_read=self.rows_read,
            added=added,
            changed=changed,
            unchanged=self.rows_read - len(self.refused) - added - changed,
            gone=tuple(str(subject) for subject in self.gone),
            refused=tuple(self.refused),
            warnings=tuple(self.warnings),
            changes=tuple(changed for _, changed in self.changes),
            version=version,
            new=tuple(Added(*subject) for subject in self.added),
        )
