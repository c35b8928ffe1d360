"""Which faults are expected on the command line, and the one line each is told in."""

from __future__ import annotations


def sentence_for(error: Exception) -> str | None:
    """None for a surprise, which is the program's own fault and shows its traceback."""
    from pydantic import ValidationError
    from sqlalchemy.exc import OperationalError, ProgrammingError

    from bot.app import NotReadyToServe
    from bot.cli.common import CommandError
    from bot.local_client import LocalClientFailed, LocalClientMissing
    from bot.reports import ReportRefused
    from bot.teams_package import NotAnAppId
    from store.queries.people import PersonNotFound
    from store.queries.plans import PlanNotFound
    from store.register_files.errors import RegisterFileError
    from store.working_days import CalendarError

    expected = (
        CommandError,
        PlanNotFound,
        PersonNotFound,
        RegisterFileError,
        CalendarError,
        NotReadyToServe,
        LocalClientFailed,
        LocalClientMissing,
        ReportRefused,
        NotAnAppId,
    )
    if isinstance(error, expected):
        return " ".join(str(error).split())
    if isinstance(error, (OperationalError, ProgrammingError)):
        return f"The database cannot be used ({error.orig}): check DATABASE_URL and run `sendbot db upgrade`."
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        return f"The setting {name} is not right: {first['msg']}."
    if isinstance(error, OSError):
        return f"{error.strerror or error}: {error.filename}" if error.filename else str(error)
    return None
