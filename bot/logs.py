"""Structured logs on standard error: one JSON object a line, each with an `action`."""

from __future__ import annotations

import logging
import sys

import structlog


def configure_logs(level: str, *, for_good: bool = False) -> None:
    """`for_good`: the process keeps this to its end, so loggers need not look it up at every line."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping().get(level.upper(), 20)),
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
        cache_logger_on_first_use=for_good,
    )
