"""Tables without the columns that no row has anything for: fifty times "None" tells less than one sentence."""

from __future__ import annotations

from dataclasses import replace

from workflows.documents.blocks import Block, Paragraph, Table, is_none
from workflows.language import list_words


def without_empty(table: Table) -> tuple[Block, ...]:
    """The table, and below it a sentence that names the columns left out, if any were."""
    empty = [
        place
        for place, column in enumerate(table.columns)
        if column.spare and all(is_none(row[place]) for row in table.rows)
    ]
    if not empty:
        return (table,)
    kept = [place for place in range(len(table.columns)) if place not in empty]
    narrower = replace(
        table,
        columns=tuple(table.columns[place] for place in kept),
        rows=[tuple(row[place] for place in kept) for row in table.rows],
    )
    names = list_words([f"“{table.columns[place].title}”" for place in empty])
    if len(empty) == 1:
        return (narrower, Paragraph(f"The column {names} would be empty and is left out."))
    return (narrower, Paragraph(f"The columns {names} would be empty and are left out."))
