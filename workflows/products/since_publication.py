"""What changed between the cut-off of the last issued edition and now: a dated note beside the paper, which stays as it
was (`domain.md` 4.3)."""

from __future__ import annotations

from dataclasses import replace

from store.cut import DataCut, EditionRow
from workflows.documents.blocks import Block, Column, Facts, Paragraph, Table
from workflows.exception_report.appendix_rows import ChangeLine
from workflows.exception_report.notes import change_lines
from workflows.language import count_words, day_words, moment_words
from workflows.products.basis import Basis, basis_of, paper
from workflows.products.product import Kind, Part, Product
from workflows.standing import standings


class NothingPublished(Exception):
    """No edition has been issued yet, so nothing can have changed since: issue one first."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


def since_publication(cut: DataCut) -> Product:
    """For the Board, at the day of the cut. Raises NothingPublished."""
    if not cut.editions:
        raise NothingPublished
    basis, edition = basis_of(cut), cut.editions[0]
    board = basis.report.board
    parts = (
        Part("", "Front block", (_front(basis, edition),)),
        Part("1", "Changes since the cut-off", _changes(changes_since(cut, edition))),
        Part("2", "By exception now", (_by_exception(basis, edition),)),
    )
    title = f"Since publication of edition {edition.number}: {board}"
    return paper(basis, Kind.EXCEPTION, title, board, parts, of=f"since-edition-{edition.number}")


def changes_since(cut: DataCut, edition: EditionRow) -> tuple[ChangeLine, ...]:
    """Against what the edition printed; only what was said or decided after its cut-off."""
    basis = basis_of(cut)
    since = replace(basis.assessed.period, start=edition.cut_off_at)
    return change_lines(cut, standings(cut, since), since)


def _front(basis: Basis, edition: EditionRow) -> Facts:
    return Facts(
        caption="About this note",
        about="Two columns: what is described, and its details.",
        rows=(
            ("Edition", f"Edition {edition.number}, data cut-off {moment_words(edition.cut_off_at)} (Europe/London)"),
            ("Changes up to", f"{moment_words(basis.cut.taken_at)} (Europe/London)"),
            ("How to read it", "The edition stays as it was issued; this note stands beside it and replaces nothing."),
        ),
    )


def _changes(lines: tuple[ChangeLine, ...]) -> tuple[Block, ...]:
    if not lines:
        return (Paragraph("Nothing in the register has changed since the cut-off."),)
    return (
        Table(
            caption="Changes since the cut-off",
            about="One row for each change: what, from, to, by whom and when.",
            columns=(
                Column("Ref", 29),
                Column("Field", 22),
                Column("Old", 33),
                Column("New", 33),
                Column("By", 40),
                Column("On", 20),
            ),
            rows=[(row.ref, row.field, row.old, row.new, row.by, row.on) for row in lines],
        ),
    )


def _by_exception(basis: Basis, edition: EditionRow) -> Paragraph:
    """How many would be reported today; the edition's own count is the one on record."""
    now, then = len(basis.report.exceptions), len(edition.exceptions)
    verb = "is" if now == 1 else "are"
    return Paragraph(
        f"On {day_words(basis.today)} {count_words(now, 'action')} {verb} by exception; the edition reported {then}."
    )
