"""A register of one's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.reminders.register import Register

settings.register_profile("unhurried", deadline=None)  # a busy machine is no fault
settings.load_profile("unhurried")


@pytest.fixture
def register(sample_store: Path) -> Iterator[Register]:
    found = Register(sample_store)
    yield found
    found.engine.dispose()
