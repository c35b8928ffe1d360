"""CPU of one answer, card included, where a council has 111 actions and five years of monthly updates on each.

`python -m benchmarks.answering` from the project's folder, with the developers' packages. Beside it stands the named
reference: pandas reading the same updates from their file and grouping them by action, which is what answering from a
spreadsheet would begin with.
"""

from __future__ import annotations

import csv
import gc
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import thread_time

import pandas as pd
from sqlmodel import Session, SQLModel, select

from bot.conversation.answering import respond
from bot.conversation.showing import card_for
from store.audit import AuditChain
from store.database import open_engine, transaction
from store.register_files import import_people, import_register, import_updates
from store.tables import Action, Person

ROOT = Path(__file__).parents[2]
PLAN = "bradford-action-plan-2020"
MONTHS = 60
START = datetime(2020, 2, 3, 10, tzinfo=UTC)
NOW = START + timedelta(days=30 * MONTHS)
QUESTIONS = (
    "how is the whole plan",
    "how is area 1",
    "what is red",
    "what is overdue",
    "who has not reported",
    "what has changed since the last report",
    "how many actions are late",
    "which forecasts are late",
    "what is complete without evidence",
    "what is the path to green for 1.1",
    "history of action 1.1",
    "why did action 1.1 change",
    "what is due by the next board",
    "when is the cut-off",
    "what's mine",
)
ROUNDS = 3


def main() -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        url, audit = f"sqlite:///{folder / 'register.db'}", AuditChain(b"a key for a measurement")
        updates = _fill(url, folder, audit)
        gc.collect()
        gc.freeze()
        print("| question | CPU ms, median of 3 |\n|---|---:|")
        for question in QUESTIONS:
            print(f"| {question} | {_timed(lambda text=question: _answer(url, audit, text)):.0f} |")
        reference = _timed(lambda: pd.read_csv(updates).groupby("action_ref")["at"].max())
        print(f"| pandas alone: the updates read and grouped | {reference:.0f} |")


def _fill(url: str, folder: Path, audit: AuditChain) -> Path:
    engine = open_engine(url)
    SQLModel.metadata.create_all(engine)
    (folder / "people").mkdir()
    (folder / "people" / "people.csv").write_text(
        "person,name,email,entra_object_id,organisation,route\n"
        "officer,Officer,officer@bradford.example,00000000-0000-4000-8000-000000000001,,teams\n",
        encoding="utf-8",
    )
    (folder / "people" / "roles.csv").write_text("person,role\nofficer,compliance\n", encoding="utf-8")
    (folder / "people" / "appointments.csv").write_text("post,organisation,person,from,to,capacity\n", encoding="utf-8")
    updates = folder / "updates.csv"
    with transaction(engine) as session:
        import_register(session, ROOT / "samples" / PLAN, now=START, audit=audit, actor="officer")
        import_people(session, folder / "people", now=START, audit=audit, actor="officer")
        refs = session.exec(select(Action.ref).order_by(Action.sort_key)).all()
        with updates.open("w", encoding="utf-8", newline="") as file:
            write = csv.writer(file)
            write.writerow(("action_ref", "seq", "person", "at", "rating", "narrative", "cause", "recovery"))
            for month in range(MONTHS):
                at = START + timedelta(days=30 * month)
                for place, ref in enumerate(refs):
                    rating = ("AMBER", "RED", "AMBER")[(month + place) % 3]
                    said = f"In month {month + 1} the work on {ref} went on as the group had agreed it."
                    row = (
                        ref,
                        "",
                        "officer",
                        f"{at:%Y-%m-%dT%H:%M}",
                        rating,
                        said,
                        "Posts are vacant.",
                        "Agency staff.",
                    )
                    write.writerow(row)
        report = import_updates(session, updates, now=NOW, audit=audit, actor="officer", plan_key=PLAN)
    engine.dispose()
    print(f"{len(refs)} actions, {report.added:,} updates\n")
    return updates


def _answer(url: str, audit: AuditChain, text: str) -> None:
    engine = open_engine(url)
    with Session(engine) as session:
        officer = session.exec(select(Person).where(Person.key == "officer")).one()
        answered = respond(session, audit, text, officer, NOW, PLAN, may_change=False)
        card_for(answered.view, answered.suggestions, answered.text)
        session.rollback()
    engine.dispose()


def _timed(work: Callable[[], object]) -> float:
    taken: list[float] = []
    for _ in range(ROUNDS):
        before = thread_time()
        work()
        taken.append((thread_time() - before) * 1000)
    return median(taken)


if __name__ == "__main__":
    main()
