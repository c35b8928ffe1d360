"""Two people raise risks at the same moment, in transactions of their own: each gets a ref, and none an error."""

from __future__ import annotations

import threading

from sqlmodel import select

from store import tables
from store.database import open_engine, transaction
from tests.audits import chains_hold
from tests.conftest import Store
from tests.workflows.governing.office import LEAD, OFFICER, SRO
from tests.workflows.risks.log import Log


def raise_at_once(store: Store, titles: tuple[str, ...], by: tuple[str, ...]) -> list[str]:
    ready, refs = threading.Barrier(len(titles)), list[str]()

    def run(title: str, person: str) -> None:
        engine = open_engine(store.database_url)
        ready.wait()
        with transaction(engine) as session:
            refs.append(Log(session, store.audit).raise_(title=title, by=person).ref)
        engine.dispose()

    threads = [threading.Thread(target=run, args=pair) for pair in zip(titles, by, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(refs)


def test_risks_raised_at_once_get_refs_of_their_own(sample_store: Store) -> None:
    assert raise_at_once(sample_store, ("One", "Two", "Three"), (LEAD, SRO, OFFICER)) == ["R1", "R2", "R3"]


def test_one_press_that_came_twice_at_once_is_one_risk(sample_store: Store) -> None:
    assert raise_at_once(sample_store, ("One", "One"), (LEAD, LEAD)) == ["R1", "R1"]
    engine = open_engine(sample_store.database_url)
    with transaction(engine, reads_only=True) as session:
        assert len(session.exec(select(tables.Risk)).all()) == 1
        assert chains_hold(session, sample_store.audit)
    engine.dispose()
