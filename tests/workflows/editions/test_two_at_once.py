"""Two people press at the same moment, in threads and transactions of their own: the database lets one go first."""

from __future__ import annotations

import threading
from collections.abc import Callable

from sqlmodel import select

from store import tables
from store.database import open_engine, transaction
from tests.audits import chains_hold
from tests.conftest import Store
from tests.workflows.editions.press import CUT_OFF, OFFICER, STRANGER, Press
from workflows.editions.drafting import draft_what_is_due
from workflows.editions.told import EditionTold


def _both(store: Store, works: tuple[Callable[[Press], object], ...]) -> list[object]:
    ready, results = threading.Barrier(len(works)), list[object]()

    def run(work: Callable[[Press], object]) -> None:
        engine = open_engine(store.database_url)
        ready.wait()
        with transaction(engine) as session:
            results.append(work(Press(session, store.audit)))
        engine.dispose()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def _edition(press: Press) -> tables.Edition:
    return press.session.exec(select(tables.Edition)).one()


def test_of_two_officers_who_press_clear_at_once_one_has_cleared_and_both_are_told_the_same(
    sample_store: Store,
) -> None:
    engine = open_engine(sample_store.database_url)
    with transaction(engine) as session:
        press = Press(session, sample_store.audit)
        press.second_officer()
        press.draft()
    told = _both(
        sample_store,
        tuple(lambda press, by=by: press.clear(_edition(press), by=by) for by in (OFFICER, STRANGER)),
    )
    assert sorted(one.repeated for one in told if isinstance(one, EditionTold)) == [False, True]
    with transaction(engine, reads_only=True) as session:
        press = Press(session, sample_store.audit)
        (entry,) = press.audited("clear_edition")
        assert press.person(entry["actor"]).id == _edition(press).cleared_by_id
        assert chains_hold(session, sample_store.audit)
    engine.dispose()


def test_two_copies_that_tick_at_the_cut_off_make_one_draft(sample_store: Store) -> None:
    work = lambda press: len(draft_what_is_due(press.session, press.audit, CUT_OFF))  # noqa: E731
    assert sorted(_both(sample_store, (work, work))) == [0, 1]  # type: ignore[type-var] - numbers
