"""Two people at the same moment, each in a thread and a transaction of their own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from sqlmodel import Session

from store.database import open_engine, transaction
from tests.conftest import Store

Work = Callable[[Session], object]
LEAD_OF_THE_FIRST = 0.5
"""Seconds in which the second can read what the first has not committed yet."""


def second_before_the_first_is_kept(store: Store, first: Work, second: Work) -> list[Any]:
    """What came of each: a result, or the exception that it ended with."""
    done, outcomes = threading.Event(), dict[int, object]()

    def run(number: int, work: Work) -> None:
        engine = open_engine(store.database_url)
        try:
            with transaction(engine) as session:
                outcomes[number] = work(session)
                done.set()
                if number == 0:
                    threading.Event().wait(LEAD_OF_THE_FIRST)
        except Exception as error:
            outcomes[number] = error
        finally:
            done.set()
            engine.dispose()

    one = threading.Thread(target=run, args=(0, first))
    one.start()
    done.wait()
    run(1, second)
    one.join()
    return [outcomes[0], outcomes[1]]
