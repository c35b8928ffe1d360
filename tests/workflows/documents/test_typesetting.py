"""The process that lays out a PDF: its own, and its faults are one sentence."""

from __future__ import annotations

import resource
from datetime import UTC, datetime

import pytest

from tests.workflows.documents.sample_report import a_report
from workflows.documents.pdf import write_pdf
from workflows.documents.typesetting import NotTypeset, typeset


def test_what_cannot_be_laid_out_is_told_in_a_sentence_and_its_cause_is_for_the_log() -> None:
    with pytest.raises(NotTypeset) as told:
        typeset({"title": "Half a paper"}, datetime(2023, 3, 6, tzinfo=UTC))
    assert str(told.value) == (
        "The PDF could not be made: take the Word form or the web page, and tell the administrator."
    )
    assert "Half a paper" not in str(told.value)
    assert told.value.__notes__


def test_no_memory_of_it_stays_in_this_process() -> None:
    write_pdf(a_report())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for number in range(3):
        write_pdf(a_report(summary=f"Another report, number {number}."))
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 20_000  # kilobytes; in this process it would be a multiple
