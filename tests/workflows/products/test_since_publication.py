"""The dated note beside an issued edition: what changed after its cut-off, and nothing from before."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from store.types import DateChangeStatus
from tests.workflows.cuts import NOW, a_date_change, a_plan_of_four, an_edition, an_update
from workflows.documents.blocks import Paragraph, Table
from workflows.documents.products import FORMATS, file_name
from workflows.products.since_publication import NothingPublished, since_publication

ISSUED = an_edition(3, {"1.1": "GREEN", "1.2": "RED"}, cut_off_at=NOW, exceptions={"1.2": ("E1",)})
LATER = NOW + timedelta(days=9)


def test_only_what_was_said_or_decided_after_the_cut_off_is_in_it() -> None:
    moved = a_date_change("1.2", status=DateChangeStatus.APPROVED, decided_at=LATER - timedelta(days=1))
    before = a_date_change("1.1", status=DateChangeStatus.APPROVED)
    said = an_update("1.1", "AMBER", at=NOW + timedelta(days=2), id=900)
    cut = a_plan_of_four(taken_at=LATER, editions=(ISSUED,), date_changes=(before, moved))
    (table,) = since_publication(replace(cut, updates=(*cut.updates, said))).parts[1].blocks
    assert isinstance(table, Table)
    assert [(row[0], row[1], row[2], row[3]) for row in table.rows] == [
        ("1.1", "Rating", "Green", "Amber"),
        ("1.2 milestone 1", "Current date", "31 March 2023", "30 April 2023"),
    ]


def test_where_nothing_changed_it_says_so_and_gives_both_counts() -> None:
    note = since_publication(a_plan_of_four(taken_at=LATER, editions=(ISSUED,)))
    assert note.parts[1].blocks == (Paragraph("Nothing in the register has changed since the cut-off."),)
    (counts,) = note.parts[2].blocks
    assert isinstance(counts, Paragraph)
    assert counts.text.endswith("the edition reported 1.")


def test_it_names_its_edition_and_is_written_in_every_form() -> None:
    note = since_publication(a_plan_of_four(taken_at=LATER, editions=(ISSUED,)))
    assert note.title == "Since publication of edition 3: Board"
    assert file_name(note, "docx") == "exception-wharfeside-2023-03-15-since-edition-3.docx"
    assert all(write(note) for write in FORMATS.values())


def test_before_the_first_issue_there_is_nothing_to_stand_beside() -> None:
    with pytest.raises(NothingPublished, match="issue one first"):
        since_publication(a_plan_of_four())
