"""Which faults are expected on the command line, and the one line each is told in."""

from __future__ import annotations

import re


def sentence_for(error: Exception) -> str | None:
    """None for a surprise, which is the program's own fault and shows its traceback."""
    from pydantic import ValidationError
    from pydantic_settings import SettingsError
    from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError, ProgrammingError

    from bot.app import NotReadyToServe
    from bot.cli.common import CommandError
    from bot.local_client import LocalClientFailed, LocalClientMissing
    from bot.reports import ReportRefused
    from bot.settings import Settings
    from bot.teams_package import NotAnAppId
    from store.erasing import ErasingRefused
    from store.key_file import KeyDamaged
    from store.queries.people import PersonNotFound
    from store.queries.plans import PlanNotFound
    from store.register_files.errors import RegisterFileError
    from store.working_days import CalendarError
    from workflows.documents.typesetting import NotTypeset
    from workflows.documents.word_template import TemplateRefused

    expected = (
        KeyDamaged,
        CommandError,
        ErasingRefused,
        PlanNotFound,
        PersonNotFound,
        RegisterFileError,
        CalendarError,
        TemplateRefused,
        NotReadyToServe,
        LocalClientFailed,
        LocalClientMissing,
        NotTypeset,
        ReportRefused,
        NotAnAppId,
    )
    if isinstance(error, expected):
        return " ".join(str(error).split())
    if isinstance(error, (OperationalError, ProgrammingError)):
        reason = " ".join(str(error.orig).split())
        return f"The database cannot be used ({reason}): check DATABASE_URL and run `sendbot db upgrade`."
    if isinstance(error, (ArgumentError, NoSuchModuleError)):
        return "DATABASE_URL does not name a database: write sqlite:///var/sendbot.db or postgresql+psycopg://..."
    if isinstance(error, SettingsError):
        field = re.search(r'field "(\w+)"', str(error))
        name = Settings.model_fields[field[1]].alias if field and field[1] in Settings.model_fields else "A setting"
        return f'{name} cannot be read: write it as JSON, for example ["smba.trafficmanager.net"].'
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        return f"The setting {name} is not right: {first['msg']}."
    if isinstance(error, OSError):
        return f"{error.strerror or error}: {error.filename}" if error.filename else str(error)
    return None
