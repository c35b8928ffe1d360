"""One form of the report as a file, its Word form in the council's own look where there is one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from workflows.documents.files import FORMATS, file_name
from workflows.documents.word import write_word
from workflows.documents.word_template import TemplateRefused
from workflows.exception_report.value import ExceptionReport

WORD = "docx"


@dataclass(frozen=True, slots=True)
class Written:
    """`own_look`: why the Word form is in the program's look and not in the council's; blank as a rule."""

    name: str
    content_type: str
    content: bytes
    own_look: str = ""


def written(report: ExceptionReport, form: str, template: Path | None) -> Written:
    """A template that was spoilt since the start keeps nobody from the report: it comes in the program's own look."""
    content_type, write = FORMATS[form]
    name = file_name(report, form)
    if form != WORD or template is None:
        return Written(name, content_type, write(report))
    try:
        return Written(name, content_type, write_word(report, template))
    except TemplateRefused as refused:
        return Written(name, content_type, write_word(report), str(refused))
