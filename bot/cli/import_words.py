"""What an import did, or would do, as a page of plain text a hundred columns wide."""

from __future__ import annotations

import re
import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.register_files.report import Changed, ImportReport, MergeOffer, Sample, Understood

WIDTH = 100
LISTED = 12
"""Of a kind: more than these are counted, and only the first are named."""

_QUOTED = re.compile(r'“[^”]*”|"[^"]*"')
_FIGURES = re.compile(r"\d[\d./-]*")


def import_words(report: ImportReport, *, dry_run: bool) -> str:
    sections = [
        _counts(report, dry_run),
        *(_understood(report.understood) if dry_run else ()),
        *(_samples(report.sample) if dry_run else ()),
        *_added(report),
        *_changed(report.changes),
        *_gone(report.gone),
        *_grouped("Refused", ((one.file, one.line, _refusal(one.reason, one.cell)) for one in report.refused)),
        *_grouped("To look at", ((one.file, one.line, one.sentence) for one in report.warnings)),
        *_offers(report.offers),
    ]
    return "\n\n".join(sections)


def _counts(report: ImportReport, dry_run: bool) -> str:
    counts = (
        f"{report.rows_read} rows read, {report.added} added, {report.changed} changed, "
        f"{report.unchanged} unchanged, {len(report.refused)} refused."
    )
    return f"Would be: {counts} Nothing was written." if dry_run else counts


def _understood(columns: Sequence[Understood]) -> Iterator[str]:
    by_source: dict[tuple[tuple[str, str, str], ...], list[str]] = defaultdict(list)
    of_source: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for one in columns:
        of_source[one.source].append((_line(one.column), one.meant or "left aside", one.why))
    for source, rows in of_source.items():
        by_source[tuple(dict.fromkeys(rows))].append(source)
    for rows, sources in by_source.items():
        also = f" and {len(sources) - 1} more tables like it" if len(sources) > 1 else ""
        yield "\n".join([f"How {sources[0]}{also} was understood", *_table(("column", "read as", "why"), rows)])


def _samples(samples: Sequence[Sample]) -> Iterator[str]:
    for sample in samples:
        heading = f"{sample.table}: the first {len(sample.rows)} of {sample.of} as they were understood"
        yield "\n".join([heading, *_table(sample.columns, sample.rows)])


def _added(report: ImportReport) -> Iterator[str]:
    kinds: dict[str, list[str]] = defaultdict(list)
    for one in report.new:
        kinds[one.kind].append(_line(one.ref))
    if not kinds:
        return
    lines = [f"{kind} ({len(refs)}): {_first(refs)}" for kind, refs in kinds.items()]
    yield "\n".join(["Added", *_points(lines)])


def _changed(changes: Sequence[Changed]) -> Iterator[str]:
    if changes:
        lines = [f"{one.subject}, {one.field}: {_value(one.old)} becomes {_value(one.new)}" for one in changes]
        yield "\n".join(["Changed", *_points(lines)])


def _gone(gone: Sequence[str]) -> Iterator[str]:
    if gone:
        yield "\n".join(["No longer in the file; the register keeps them", *_points([_first(gone, len(gone))])])


def _grouped(heading: str, told: Iterable[tuple[str, int, str]]) -> Iterator[str]:
    """Sentences that differ only in what they quote, or say after a colon, stand together under the first of them."""
    groups: dict[str, list[tuple[str, int, str]]] = defaultdict(list)
    for one in told:
        groups[_FIGURES.sub("0", _QUOTED.sub("“”", one[2])).partition(": ")[0]].append(one)
    if not groups:
        return
    lines = [f"{heading} ({sum(map(len, groups.values()))})"]
    for group in groups.values():
        file, number, sentence = group[0]
        lines += _points([f"{_place(file, number)}: {sentence}"])
        if len(group) > 1:
            alike = "; ".join(f"{_place(other, at)}{_own_words(words, sentence)}" for other, at, words in group[1:])
            lines += _wrapped(f"and in the same way {len(group) - 1} more: {alike}", "      ")
    yield "\n".join(lines)


def _offers(offers: Sequence[MergeOffer]) -> Iterator[str]:
    """Each command on a line of its own, to be copied whole."""
    if not offers:
        return
    lines = [f"Posts that look like one ({len(offers)}): where they are, merge them"]
    for one in offers:
        lines += [*_points([f"“{one.spelling}” and “{one.post}”"]), f"      {one.command}"]
    yield "\n".join(lines)


def _place(file: str, line: int) -> str:
    return f"{file} line {line}" if line else file


def _own_words(sentence: str, first: str) -> str:
    """What tells it from the first of its fellows: what it says after its colon, what it quotes, or its figures."""
    (before, after), first_after = _at_colon(sentence), _at_colon(first)[1]
    quoted, figures = _QUOTED.search(before), _FIGURES.findall(before)
    if after != first_after:
        return f" {_short(_line(after), 120)}"
    if quoted:
        return f" {_short(quoted[0], 60)}"
    return f" {', '.join(figures)}" if sentence != first else ""


def _at_colon(sentence: str) -> tuple[str, str]:
    """Its two parts. A colon within quotation marks is not its own."""
    masked = _QUOTED.sub(lambda quoted: "“" * len(quoted[0]), sentence)
    end = masked.partition(": ")[0]
    return sentence[: len(end)], sentence[len(end) + 2 :]


def _refusal(reason: str, cell: str) -> str:
    return reason if not cell or cell in reason else f"{reason} The cell says “{_short(_line(cell), 80)}”."


def _value(cell: str) -> str:
    return f"“{_short(_line(cell), 200)}”" if cell else "blank"


def _first(refs: Sequence[str], most: int = LISTED) -> str:
    more = f" and {len(refs) - most} more" if len(refs) > most else ""
    between = "; " if any("," in ref for ref in refs) else ", "
    return between.join(refs[:most]) + more


def _points(lines: Iterable[str]) -> list[str]:
    return [piece for line in lines for piece in _wrapped(f"- {line}", "    ")]


def _wrapped(line: str, indent: str) -> list[str]:
    first = "  " if line.startswith("- ") else indent
    return textwrap.wrap(line, WIDTH, initial_indent=first, subsequent_indent=indent, break_on_hyphens=False)


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Aligned; where it does not fit, the widest columns give way first."""
    table = [list(columns), *([_line(cell) for cell in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    room = WIDTH - 2 - 2 * (len(widths) - 1)
    while sum(widths) > room and max(widths) > 6:
        widths[widths.index(max(widths))] -= 1
    return [
        "  " + "  ".join(_short(cell, width).ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in table
    ]


def _line(cell: str) -> str:
    return " ".join(cell.split())


def _short(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"
