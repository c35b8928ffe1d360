"""150 plans of 100 actions, made from the Bradford sample: the same folders each time."""

import csv
from collections.abc import Iterable
from itertools import cycle, islice
from pathlib import Path
from shutil import copy

SAMPLE = Path(__file__).parents[2] / "samples" / "bradford-wsoa-2022"
ACTIONS_EACH = 100

Row = dict[str, str]


def write_plans(folder: Path, count: int) -> list[Path]:
    actions, milestones, (plan,) = (_read(name) for name in ("actions.csv", "milestones.csv", "plan.csv"))
    return [_write_plan(folder, number, plan, actions, milestones) for number in range(1, count + 1)]


def _write_plan(folder: Path, number: int, plan: Row, actions: list[Row], milestones: list[Row]) -> Path:
    key = f"area-{number:03}"
    target = folder / key
    target.mkdir(parents=True)
    for file in SAMPLE.glob("*.csv"):
        copy(file, target / file.name)
    _write(target / "plan.csv", [plan | {"key": key, "local_area": f"Area {number}"}])
    more: list[Row] = []
    theirs: list[Row] = []
    for place, action in enumerate(islice(cycle(actions), ACTIONS_EACH)):
        ref = action["action_ref"] + "abcdefgh"[place // len(actions)]
        more.append(action | {"action_ref": ref})
        theirs += [each | {"action_ref": ref} for each in milestones if each["action_ref"] == action["action_ref"]]
    _write(target / "actions.csv", more)
    _write(target / "milestones.csv", theirs)
    return target


def _read(name: str) -> list[Row]:
    with (SAMPLE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(path: Path, rows: Iterable[Row]) -> None:
    rows = list(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
