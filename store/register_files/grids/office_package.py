"""A Word or Excel file as the zip of XML parts it is, opened with distrust (ECMA-376 part 2)."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any

from store.register_files.errors import (
    FileBroken,
    FileDeclaresEntities,
    FileUnpacksTooLarge,
    PasswordProtected,
    WrongKindOfFile,
)
from store.register_files.grids.office_xml import declares_document_type, tree

MOST_UNPACKED_BYTES = 250_000_000
"""A sheet whose million rows are all formatted unpacks to about 100 MB; no plan comes near it."""

MOST_TIMES_SMALLER = 300
"""Office's own XML packs 10 to 40 times smaller; a bomb of repeated bytes packs about 1,000 times."""

FEW_BYTES = 1_000_000
"""A part this small may pack as well as it likes."""

MOST_PARTS = 5_000
"""A workbook of 200 sheets has fewer than 1,000 parts."""

_WORKBOOK = ("spreadsheetml.sheet.main+xml", "spreadsheetml.template.main+xml")
_WORKBOOK_WITH_MACROS = ("ms-excel.sheet.macroenabled.main+xml", "ms-excel.template.macroenabled.main+xml")
_DOCUMENT = ("wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml")
_DOCUMENT_WITH_MACROS = ("ms-word.document.macroenabled.main+xml", "ms-word.template.macroenabledtemplate.main+xml")

_OFFICE_REFUSED = {
    "ms-excel.sheet.binary": ("a binary workbook (.xlsb)", "open it in Excel and save it as .xlsx"),
    "presentationml": ("a presentation", "copy its tables into a Word or Excel file"),
    "ms-powerpoint": ("a presentation", "copy its tables into a Word or Excel file"),
    "visio": ("a drawing", "copy its tables into a Word or Excel file"),
}


@dataclass(frozen=True, slots=True)
class Relationship:
    """A link from one part to another: `kind` is the last word of its type, `target` a part's full name."""

    id: str
    kind: str
    target: str


class OfficePackage:
    """The parts of one file. Nothing is unpacked beyond what its directory declares, which was checked first."""

    def __init__(self, file: str, archive: zipfile.ZipFile) -> None:
        self.file = file
        self._archive = archive
        self._parts = {info.filename.lower(): info for info in archive.infolist()}
        self._refuse_bombs()
        self.main_part, content_type = self._main_part()
        self.is_workbook = content_type.endswith(_WORKBOOK + _WORKBOOK_WITH_MACROS)
        self.has_macros = content_type.endswith(_WORKBOOK_WITH_MACROS + _DOCUMENT_WITH_MACROS)

    def has(self, part: str) -> bool:
        return part.lower() in self._parts

    def size(self, part: str) -> int:
        """In bytes, unpacked."""
        return self._parts[part.lower()].file_size

    @contextmanager
    def opened(self, part: str) -> Generator[IO[bytes]]:
        """An XML part, for reading once from its start. Raises FileDeclaresEntities; KeyError for a missing part."""
        info = self._parts[part.lower()]
        with self._archive.open(info) as stream:
            if declares_document_type(stream):
                raise FileDeclaresEntities(file=self.file)
        with self._archive.open(info) as stream:
            yield stream

    def tree(self, part: str) -> Any:
        """The root element of a part that is read whole."""
        with self.opened(part) as stream:
            return tree(stream)

    def relationships(self, part: str) -> list[Relationship]:
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        if not self.has(rels):
            return []
        return [
            Relationship(
                id=link.get("Id", ""),
                kind=link.get("Type", "").rsplit("/", 1)[-1],
                target=posixpath.normpath(posixpath.join("/", folder, link.get("Target", ""))).lstrip("/"),
            )
            for link in self.tree(rels).iter("{*}Relationship")
            if link.get("TargetMode") != "External"
        ]

    def _refuse_bombs(self) -> None:
        parts = self._archive.infolist()
        unpacked = sum(part.file_size for part in parts)
        too_well_packed = any(
            part.file_size > FEW_BYTES and part.file_size > MOST_TIMES_SMALLER * part.compress_size for part in parts
        )
        if unpacked > MOST_UNPACKED_BYTES or len(parts) > MOST_PARTS or too_well_packed:
            raise FileUnpacksTooLarge(file=self.file)
        if any(part.flag_bits & 0x1 for part in parts):
            raise PasswordProtected(file=self.file)

    def _main_part(self) -> tuple[str, str]:
        """Its name and content type in lower case. Raises WrongKindOfFile for a zip that is no Word or Excel file."""
        if not self.has("[Content_Types].xml"):
            kind, advice = "a zip archive", "unpack it and bring in the plan inside"
            if self.has("mimetype") and self.has("content.xml"):
                kind, advice = "an OpenDocument file", "open it and save it as .docx or .xlsx"
            raise WrongKindOfFile(file=self.file, kind=kind, advice=advice)
        types = self.tree("[Content_Types].xml")
        overrides = {o.get("PartName", "").lstrip("/").lower(): o.get("ContentType", "") for o in types}
        defaults = {d.get("Extension", "").lower(): d.get("ContentType", "") for d in types}
        for link in self.relationships(""):
            if link.kind == "officeDocument":
                part = link.target
                found = overrides.get(part.lower()) or defaults.get(part.rsplit(".", 1)[-1].lower(), "")
                content_type = found.lower()
                if content_type.endswith(_WORKBOOK + _WORKBOOK_WITH_MACROS + _DOCUMENT + _DOCUMENT_WITH_MACROS):
                    return part, content_type
                for mark, (kind, advice) in _OFFICE_REFUSED.items():
                    if mark in content_type:
                        raise WrongKindOfFile(file=self.file, kind=kind, advice=advice)
        raise FileBroken(file=self.file)


@contextmanager
def open_package(file: str, content: bytes) -> Generator[OfficePackage]:
    """`file` is the name for messages. Raises a RegisterFileError, or what broken zips and XML raise."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        yield OfficePackage(file, archive)
