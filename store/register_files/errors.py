"""Why a register file cannot be read. The docstring of an error is its message."""

from __future__ import annotations


class RegisterFileError(Exception):
    """The register files cannot be read."""

    def __init__(self, **details: object) -> None:
        sentence = " ".join((self.__doc__ or "").split())  # one line, however long the docstring
        super().__init__(sentence.format(**details).strip())  # a last detail may be blank


class NothingThere(RegisterFileError):
    """There is neither a file nor a folder at {path}: check its name and where it lies."""


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


class PlanKeyUnfit(RegisterFileError):
    """The plan's key "{key}" cannot be used in the names of files: write up to {limit} letters, digits, hyphens,
    underscores and full stops, the first a letter or a digit."""


class AnotherPlan(RegisterFileError):
    """{file} holds the plan {held}, not {wanted}."""


class UnreadableCell(RegisterFileError):
    """ "{cell}" is not {wanted}."""


class RefusedRow(RegisterFileError):
    """{reason}"""

    def __init__(self, cell: str, reason: str) -> None:
        super().__init__(reason=reason)
        self.cell = cell


class NotAFile(RegisterFileError):
    """{file} is a folder: give the file that holds the plan, or a register folder with a plan.csv in it."""


class FileHasNoBytes(RegisterFileError):
    """{file} is empty (0 bytes): save or download it again and bring in that copy."""


class FileUnreadable(RegisterFileError):
    """{file} cannot be opened ({reason}): close it elsewhere, check that you may read it, and try again."""


class FileTooLarge(RegisterFileError):
    """{file} is {size} MB, and a plan may be {limit} MB: remove its pictures, or save the plan's tables in a file of
    their own."""


class FileUnpacksTooLarge(RegisterFileError):
    """{file} unpacks to far more than a plan holds and was not read: copy the plan's tables into a new workbook or
    document and bring that in."""


class TableTooLarge(RegisterFileError):
    """{place} has more than {limit} {what}: keep the plan's own rows and columns, and remove the rest."""


class PasswordProtected(RegisterFileError):
    """{file} is protected by a password: open it, remove the password (File, Info) and save it again."""


class OldOfficeFile(RegisterFileError):
    """{file} is in an Office format from before 2007 (.doc or .xls): open it and save it as .docx or .xlsx."""


class WrongKindOfFile(RegisterFileError):
    """{file} is {kind}, not a plan that can be read: {advice}."""


class FileBroken(RegisterFileError):
    """{file} is damaged or cut short: open it in Word or Excel, save it under a new name and bring in that copy."""


class FileDeclaresEntities(RegisterFileError):
    """{file} holds a document type definition, which no Word or Excel file has, and was not read: copy its tables into
    a new file and bring that in."""


class FileNotText(RegisterFileError):
    """{file} is neither text nor a Word or Excel file: save the plan as .xlsx, .docx or "CSV UTF-8"."""


class QuoteNotClosed(RegisterFileError):
    """{file}, line {line}: a quotation mark is opened there and never closed; add the closing mark or remove it."""


class NothingToRead(RegisterFileError):
    """{file} holds no text at all: check that it is the right file and was saved after the plan was typed in."""


class MappingUnreadable(RegisterFileError):
    """The mapping file {file} cannot be used: {reason}."""


class NoPlanInDocument(RegisterFileError):
    """{file} has no table of actions that is recognised: give each column a header such as Action, Lead, Due date and
    Measure, or say in a mapping file what the headers mean. {remarks}"""


class MappingNotNeeded(RegisterFileError):
    """{file} has the register's own columns, so no mapping is needed: leave --mapping out."""


class PlanKeyNeeded(RegisterFileError):
    """{file} does not say which plan it holds: name it with --plan, for example --plan {suggestion}."""


class SheetMissing(RegisterFileError):
    """{file} has no sheet "{sheet}": export the plan again and keep the names of its sheets."""


class TextTooLong(RegisterFileError):
    """The {column} in row {row} of {sheet} has {length} characters, more than the 32,767 a workbook's cell can hold:
    export to a folder instead (--out with a name that does not end in .xlsx)."""


class PostNotFound(RegisterFileError):
    """There is no post "{name}".{near}"""


class SamePost(RegisterFileError):
    """ "{name}" and "{other}" are one post already."""


class NoPeopleInFile(RegisterFileError):
    """{file} has no sheet "people": give a workbook with the sheets people, appointments and roles, or a folder with
    files of those names."""


class NotAnExport(RegisterFileError):
    """{path} is neither a folder nor a workbook: give the name of a folder, or one that ends in .xlsx."""
