"""A plan read from a file, with no mapping file."""

from __future__ import annotations

from pathlib import Path

from store.register_files.grids import read_grids
from store.register_files.plan_layouts.draft_tables import PlanHeading
from store.register_files.plan_layouts.mapping import Mapping
from store.register_files.plan_layouts.reading import PlanDocument, read_plan_grids


def read_plan_file(path: Path, plan: PlanHeading) -> PlanDocument:
    return read_plan_grids(read_grids(path), path.name, mapping=Mapping(), plan=plan)
