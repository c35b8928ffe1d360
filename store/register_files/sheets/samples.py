"""The first rows of what was read, to be looked at before it is brought in."""

from __future__ import annotations

from store.register_files.plan.importing import Tables
from store.register_files.report import Sample
from store.register_files.sheets.columns import ACTIONS, AREAS, INDICATORS, MILESTONES, RATINGS

ROWS = 5
SHOWN = (RATINGS, AREAS, ACTIONS, MILESTONES, INDICATORS)


def samples_of(tables: Tables) -> tuple[Sample, ...]:
    """Columns that are blank in every row shown are left out."""
    samples: list[Sample] = []
    for sheet in SHOWN:
        table = tables.get(sheet.file)
        if table is None or not table.rows:
            continue
        rows = table.rows[:ROWS]
        columns = tuple(name for name in sheet.names if any(row.text(name) for row in rows))
        cells = tuple(tuple(row.text(name) for name in columns) for row in rows)
        samples.append(Sample(sheet.name, columns, cells, len(table.rows)))
    return tuple(samples)
