"""Why a register file cannot be read. The docstring of an error is its message."""

from __future__ import annotations

import inspect


class RegisterFileError(Exception):
    """The register files cannot be read."""

    def __init__(self, **details: object) -> None:
        super().__init__(inspect.cleandoc(self.__doc__ or "").format(**details))


class FolderNotFound(RegisterFileError):
    """{folder} is not a folder that can be read."""


class FileNotFound(RegisterFileError):
    """{file} is missing from {folder}."""


class FileNotUtf8(RegisterFileError):
    """{file} is not UTF-8 text: save it as "CSV UTF-8"."""


class FileNotTable(RegisterFileError):
    """{file} cannot be read as a table of comma-separated values: {reason}."""


class FileEmpty(RegisterFileError):
    """{file} is empty: it needs a row of column names."""


class ColumnMissing(RegisterFileError):
    """{file} has no column "{column}"; its columns are: {columns}."""


class ColumnTwice(RegisterFileError):
    """{file} has the column "{column}" twice."""


class NotOnePlan(RegisterFileError):
    """plan.csv must hold one row, and holds {count}."""


class PlanWithoutKey(RegisterFileError):
    """plan.csv gives the plan no key."""


class PlanUnreadable(RegisterFileError):
    """plan.csv cannot be read: {reason}"""


class AnotherPlan(RegisterFileError):
    """plan.csv holds the plan {held}, not {wanted}."""


class UnreadableCell(RegisterFileError):
    """ "{cell}" is not {wanted}."""


class RefusedRow(RegisterFileError):
    """{reason}"""

    def __init__(self, cell: str, reason: str) -> None:
        super().__init__(reason=reason)
        self.cell = cell
