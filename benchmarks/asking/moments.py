"""The day that is measured: 31 March 2023, on which the sample has the most due."""

from datetime import UTC, datetime

LOADED = datetime(2023, 2, 1, 9, 0, tzinfo=UTC)
NOW = datetime(2023, 3, 31, 9, 0, tzinfo=UTC)
"""10:00 in London."""
