"""A register of one's own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.conftest import Store
from tests.reminders.register import Register

settings.register_profile("unhurried", deadline=None)  # a busy machine is no fault
settings.load_profile("unhurried")


@pytest.fixture
def register(sample_store: Store) -> Iterator[Register]:
    found = Register(sample_store)
    yield found
    found.engine.dispose()
