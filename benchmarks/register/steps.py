"""What is measured, each in a process of its own: `python -m benchmarks.register.steps STEP DATABASE_URL PLANS OUT`.

Prints seconds, without the start of Python and the imports, and the process's peak memory.
"""

import json
import resource
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter

import pandas as pd
from sqlalchemy import Engine, insert

from store import migrate
from store.audit import AuditChain
from store.database import open_engine, transaction
from store.queries.cuts import take_cut
from store.refs import ref_sort_key
from store.register_files import export_register, import_register
from store.tables import Action, ImprovementArea, Milestone, Plan
from workflows.register_check import findings_of

NOW = datetime(2023, 3, 3, 9, 30, tzinfo=UTC)
AUDIT = AuditChain(b"a key for measuring")


def bare(engine: Engine, plans: Sequence[Path], _out: Path) -> None:
    """The floor: pandas reads the three great files, and their rows are inserted without any check, link or audit."""
    area = ImprovementArea(plan_id=0, ref="", sort_key="", title="").model_dump(exclude={"id"})
    action = Action(plan_id=0, area_id=0, ref="", sort_key="", title="").model_dump(exclude={"id"})
    milestone = Milestone(action_id=0, seq=0).model_dump(exclude={"id"})
    for folder in plans:
        areas, actions, milestones = (
            pd.read_csv(folder / name, dtype=str, keep_default_na=False).to_dict("records")
            for name in ("areas.csv", "actions.csv", "milestones.csv")
        )
        plan = Plan(key=folder.name, title="", local_area="", kind="").model_dump(exclude={"id"})
        with engine.begin() as connection:
            plan_id = connection.execute(insert(Plan).returning(Plan.id), plan).scalar_one()
            rows = [area | {"plan_id": plan_id, "ref": row["area_ref"], "title": row["title"]} for row in areas]
            made = connection.execute(insert(ImprovementArea).returning(ImprovementArea.ref, ImprovementArea.id), rows)
            area_ids = dict(made.all())
            rows = [
                action
                | {
                    "plan_id": plan_id,
                    "area_id": area_ids[row["area_ref"]],
                    "ref": row["action_ref"],
                    "sort_key": ref_sort_key(row["action_ref"]),
                    "title": row["title"],
                }
                for row in actions
            ]
            made = connection.execute(insert(Action).returning(Action.ref, Action.id), rows)
            action_ids = dict(made.all())
            rows = [
                milestone
                | {
                    "action_id": action_ids[row["action_ref"]],
                    "seq": int(row["seq"]),
                    "due_text": row["due_text"],
                    "baseline_due": date.fromisoformat(row["due"]) if row["due"] else None,
                    "measure": row["measure"],
                }
                for row in milestones
            ]
            connection.execute(insert(Milestone), rows)


def bring_in(engine: Engine, plans: Sequence[Path], _out: Path) -> None:
    for folder in plans:
        with transaction(engine) as session:
            report = import_register(session, folder, now=NOW, audit=AUDIT, actor="benchmark")
            assert not report.refused


def bring_in_again(engine: Engine, plans: Sequence[Path], _out: Path) -> None:
    for folder in plans:
        with transaction(engine) as session:
            report = import_register(session, folder, now=NOW, audit=AUDIT, actor="benchmark")
            assert (report.added, report.changed) == (0, 0)


def check(engine: Engine, plans: Sequence[Path], _out: Path) -> None:
    for folder in plans:
        with transaction(engine, reads_only=True) as session:
            assert findings_of(take_cut(session, folder.name, NOW))


def export(engine: Engine, plans: Sequence[Path], out: Path) -> None:
    for folder in plans:
        with transaction(engine, reads_only=True) as session:
            export_register(session, folder.name, out / folder.name, now=NOW)


STEPS: dict[str, Callable[[Engine, Sequence[Path], Path], None]] = {
    "bare": bare,
    "import": bring_in,
    "import again": bring_in_again,
    "check": check,
    "export": export,
}


def main() -> None:
    step, database_url, plans, out = sys.argv[1:]
    engine = open_engine(database_url)
    migrate.upgrade(engine)
    folders = sorted(Path(plans).iterdir())
    began = perf_counter()
    STEPS[step](engine, folders, Path(out))
    seconds = perf_counter() - began
    engine.dispose()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "peak_mb": peak}))


if __name__ == "__main__":
    main()
