"""What stands in the Word document: entries, quotations, sums, and sentences where there is nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from docx.document import Document
from docx.oxml.ns import qn

from tests.workflows.documents.sample_exceptions import EXCEPTIONS, LONG_UPDATE
from tests.workflows.documents.sample_plan import LONG_TITLE
from tests.workflows.documents.sample_report import a_report, a_report_of, an_empty_report
from tests.workflows.documents.word_reader import cells_of, entry_of, opened, table_called, text_of
from workflows.documents.word import write_word


@pytest.fixture(scope="module")
def document() -> Document:
    return opened(write_word(a_report()))


def test_an_entry_keeps_its_fields_in_their_order_and_names_those_without_a_word(document: Document) -> None:
    text = " ".join(entry_of(document, "2.1.1"))
    places = [
        text.index(f"{label}: ")
        for label in (
            "Area and SRO",
            "Lead",
            "Why it is here",
            "Dates",
            "Lead’s update",
            "Cause",
            "Effect if nothing changes",
            "Path to green",
            "Help needed",
            "Evidence",
            "Options",
        )
    ]
    assert places == sorted(places)
    assert "Not given: Cause, effect if nothing changes, help needed and evidence." in entry_of(document, "2.4")[-1]


def test_a_screen_reader_hears_the_rating_with_what_it_was_and_how_it_moved(document: Document) -> None:
    assert entry_of(document, "2.1.1")[0].startswith("Rated Red, was Amber, worse")


def test_a_missing_recovery_plan_is_printed_in_bold(document: Document) -> None:
    path = next(p for p in document.paragraphs if "Path to green: No recovery plan received" in p.text)
    bold = [run.text for run in path.runs if run.bold]
    assert "No recovery plan received" in bold


def test_options_are_asked_for_where_they_are_required(document: Document) -> None:
    asked = "Options: None received from the lead; the SRO is asked for at least two, one of them doing nothing."
    assert asked in " ".join(entry_of(document, "2.1.1"))
    assert "Options:" not in " ".join(entry_of(document, "3.1.1"))


def test_a_long_update_is_cut_in_the_body_and_stands_whole_in_appendix_a(document: Document) -> None:
    entry = "\n".join(entry_of(document, "2.1.1"))
    assert LONG_UPDATE not in entry
    assert "Full text in Appendix A" in entry
    assert any(LONG_UPDATE in paragraph.text for paragraph in document.paragraphs)


def test_an_update_is_quoted_and_attributed_with_its_day(document: Document) -> None:
    entry = "\n".join(entry_of(document, "2.4"))
    assert "“Reviews for the summer term are booked.”" in entry
    assert "Head of Integrated Assessment, Wharfeside Council, 18 January 2023" in entry


def test_every_link_leads_to_a_place_in_the_document(document: Document) -> None:
    body = document.element.body
    anchors = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))}
    places = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert anchors
    assert anchors <= set(places)
    assert len(places) == len(set(places))


def test_the_index_holds_every_exception_in_the_order_of_the_value(document: Document) -> None:
    rows = table_called(document, "Exceptions index")._tbl.tr_lst[1:]
    assert [cells_of(row)[0] for row in rows] == [entry.ref for entry in EXCEPTIONS]


def test_what_stands_in_the_index_alone_is_named(document: Document) -> None:
    assert (
        "4.1.1, 1.1.2, 1.3.1 and 2.2.1 stand in the index alone; what their leads wrote is in Appendix A."
        in text_of(document)
    )


def test_the_tables_add_up(document: Document) -> None:
    assert cells_of(table_called(document, "Position of all actions")._tbl.tr_lst[-1])[1] == "28"
    assert cells_of(table_called(document, "By improvement area")._tbl.tr_lst[-1])[-1] == "28"
    assert "both add up to 28 actions" in text_of(document)


def test_a_report_that_does_not_reconcile_says_so() -> None:
    text = text_of(opened(write_word(a_report(reconciles=False))))
    assert "Does not reconcile" in text
    assert "cannot be made final" in text


def test_an_empty_report_says_in_sentences_what_it_does_not_hold() -> None:
    text = text_of(opened(write_word(an_empty_report())))
    for sentence in (
        "No decisions are asked of the Board.",
        "No actions are reported by exception.",
        "No action needs a full entry.",
        "No updates are missing for this period.",
        "No dates were changed or requested in this period.",
        "No date has been moved since the plan was agreed.",
        "No indicators are off trajectory.",
        "No milestones fall due before the next Board.",
        "No milestones were completed since the last report.",
        "No risks, issues or dependencies touch an entry of section 5.",
        "No exceptions were cleared since the last report.",
        "There are no open data notes.",
        "The register holds no actions.",
        "The plan has no rating key.",
        "Nothing in the register has changed since the last edition.",
    ):
        assert sentence in text


def test_a_title_is_text_whatever_it_holds(document: Document) -> None:
    text = text_of(document)
    assert "=SUM of all waiting lists" in text
    assert "\"What's on\" pages so that parents' questions come first & last" in text
    assert LONG_TITLE in text


def test_text_that_xml_cannot_hold_is_left_out_and_line_ends_stay() -> None:
    odd = replace(EXCEPTIONS[1], update_text="First\x00 line\x0b\nsecond <line> & more")
    document = opened(write_word(a_report(exceptions=(odd,))))
    update = next(p for p in document.paragraphs if "Lead’s update" in p.text)
    assert "First line" in update.text
    assert "second <line> & more" in update.text
    assert update._p.find(f".//{qn('w:br')}") is not None


def test_a_rating_of_an_unknown_colour_is_still_a_word() -> None:
    key = tuple(replace(line, colour="") for line in a_report().rating_key)
    document = opened(write_word(a_report(rating_key=key)))
    assert "Rated Red, was Amber, worse" in text_of(document)


def test_the_index_holds_the_sixty_gravest_and_names_the_others_of_a_thousand_actions() -> None:
    report = a_report_of(1000, exceptions=140)
    document = opened(write_word(report))
    assert len(table_called(document, "Full register")._tbl.tr_lst) == 1001
    rows = table_called(document, "Exceptions index")._tbl.tr_lst[1:]
    below = next(p.text for p in document.paragraphs if "less serious exceptions stand" in p.text)
    assert [cells_of(row)[0] for row in rows] == [entry.ref for entry in report.exceptions[:60]]
    assert all(entry.ref in below for entry in report.exceptions[60:])


def test_where_the_others_are_too_many_to_name_their_number_is_said() -> None:
    text = text_of(opened(write_word(a_report_of(1000, exceptions=400))))
    assert "352 less serious exceptions stand in Appendix A with the reasons." in text
