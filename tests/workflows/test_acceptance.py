"""The twelve acceptance tests of the exception report (`domain.md` 6.6), by their numbers, on the Bradford register."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import UTC, date, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pypdf import PdfReader
from sqlmodel import Session

from store.audit import AuditChain
from store.cut import EditionRow
from store.queries.cuts import take_cut
from store.types import Rung
from store.working_days import london_moment
from tests.bot.command_line import CommandLine
from tests.bot.conftest import sendbot  # noqa: F401 -- the command line, for the tenth
from tests.reminders.factories import CALENDAR, SENDING, due_on, milestone
from tests.workflows.documents import worst_months
from tests.workflows.documents.greyscale import colours_of_pdf, contrast, grey, in_excel, in_html, in_word
from tests.workflows.documents.test_html import Page
from tests.workflows.documents.word_reader import entry_of, opened, rows_of, table_called
from tests.workflows.editions.press import Press
from tests.workflows.governing.office import Office
from tests.workflows.register import GREEN as SAID_GREEN
from tests.workflows.register import LATER, MONDAY, PLAN, REF, Register
from tests.workflows.register import RED as SAID_RED
from workflows.documents.colours import tints
from workflows.documents.excel import write_excel
from workflows.documents.files import write_all
from workflows.documents.html import write_html
from workflows.documents.json_document import write_json
from workflows.documents.pdf import write_pdf
from workflows.documents.word import write_word
from workflows.editions.finding import Gate
from workflows.editions.refusals import GatesShut
from workflows.exception_report.body_rows import ReportException
from workflows.exception_report.compile import compile_report
from workflows.exception_report.value import ExceptionReport
from workflows.standing import NOT_REPORTED

MARCH = date(2023, 3, 31)
WORSE, OFFICER = "1.2.2", "compliance-officer"
CHILD = "Oliver, aged 7, has waited since May"


@pytest.fixture
def press(session: Session, audit: AuditChain) -> Press:
    return Press(session, audit)


@pytest.fixture
def march(session: Session) -> ExceptionReport:
    """Nobody has ever answered, on the day with more milestones due than any other."""
    return worst_months.silent(session)


@pytest.fixture
def spoken(register: Register) -> ExceptionReport:
    """The action longest overdue, Green in one report and Red in the next; all others are silent."""
    key = next(f"m:{row.id}" for row in register.cut(MONDAY).milestones if (row.action_ref, row.seq) == (WORSE, 1))
    register.record(replace(SAID_GREEN, forecast=date(2022, 12, 16)), by=OFFICER, at=MONDAY, key=key)
    first = compile_report(register.cut(LATER), edition=1)
    later = london_moment(date(2022, 12, 20), time(10, 0))
    red = replace(SAID_RED, recovery_by=date(2023, 1, 10), forecast=date(2023, 1, 31))
    register.record(red, by=OFFICER, at=later, key=key, seen=register.updates()[-1].id or 0)
    memory = first.memory
    remembered = EditionRow(1, first.cut_off, memory.standing, memory.last_rating, memory.exceptions, memory.completed)
    return compile_report(replace(register.cut(later), editions=(remembered,)), edition=2)


def test_01_counts_reconcile_to_the_number_of_actions_in_every_table(march: ExceptionReport) -> None:
    assert march.reconciles
    word = opened(write_word(march))
    position = table_called(word, "Position of all actions")
    by_area = table_called(word, "By improvement area")
    assert [row.split(" | ")[1] for row in rows_of(position)][-1] == "55"
    assert rows_of(by_area)[-1].split(" | ")[-1] == "55"
    assert len(rows_of(table_called(word, "Full register"))) - 1 == 55
    assert len(rows_of(table_called(word, "Exceptions index"))) - 1 == len(march.exceptions) == 55
    assert len(rows_of(table_called(word, "Actions not reported"))) - 1 == march.position[NOT_REPORTED]
    excel = openpyxl.load_workbook(io.BytesIO(write_excel(march)))
    counted = [row[1].value for row in excel["Position"].iter_rows(min_row=2) if row[4].value == "Yes"]
    assert sum(counted) == excel["Register"].max_row - 1 == 55
    totals = list(excel["Areas"].iter_rows(values_only=True))
    place = totals[0].index("Total")
    assert sum(row[place] for row in totals[1:]) == 55
    assert all(sum(row[3:place]) == row[place] for row in totals[1:])


def test_02_a_second_run_on_the_same_data_cut_gives_the_same_bytes(register: Register, tmp_path: Path) -> None:
    register.record(SAID_RED)
    files = []
    for run in ("first", "second"):
        register.session.expire_all()
        report = compile_report(register.cut(LATER))
        files.append({path.name: path.read_bytes() for path in write_all(report, tmp_path / run)})
    assert files[0] == files[1]
    assert {name.split(".")[-1] for name in files[0]} == {"docx", "xlsx", "html", "json", "pdf"}


def test_03_taking_away_one_update_moves_one_action_to_section_6_and_changes_nothing_else(register: Register) -> None:
    without = _by_ref(compile_report(register.cut(LATER)))
    register.record(SAID_GREEN)
    said = _by_ref(compile_report(register.cut(LATER)))
    assert {row["ref"] for row in without["not_reported"]} - {row["ref"] for row in said["not_reported"]} == {REF}
    for section in said:
        assert [row for row in said[section] if row["ref"] != REF] == [
            row for row in without[section] if row["ref"] != REF
        ], section


def test_04_an_overdue_action_rated_green_is_late_and_in_conflict_and_stays_green(register: Register) -> None:
    overdue = london_moment(date(2022, 12, 5), time(10, 0))
    register.record(replace(SAID_GREEN, forecast=date(2022, 12, 16)), at=overdue)
    report = compile_report(register.cut(overdue))
    entry = _entry(report)
    assert {"E2", "E6"} <= set(entry.codes)
    assert entry.rating == "Green"
    assert next(line.rating for line in report.register if line.ref == REF) == "Green"
    assert "rated Green by the lead; milestone 5 days late" in " ".join(entry.reasons)


def test_05_a_date_moved_without_approval_awaits_it_with_the_baseline_unchanged_and_still_late(
    session: Session, audit: AuditChain
) -> None:
    office = Office(session, audit)
    now = london_moment(date(2022, 12, 5), time(10, 0))
    office.request(date(2023, 1, 31), now=now)
    entry = _entry(compile_report(take_cut(session, PLAN, now + timedelta(hours=2))))
    assert "E8" in entry.codes
    assert "Move from 30 November 2022 to 31 January 2023 awaiting approval" in entry.reasons
    assert entry.baseline == entry.current == date(2022, 11, 30)
    assert entry.days_late == entry.days_late_baseline == 5


def test_06_a_childs_name_in_a_narrative_blocks_final(press: Press) -> None:
    press.say()
    press.plant(narrative=CHILD)
    draft = press.draft()
    press.confirm_all(draft)
    press.clear(draft)
    with pytest.raises(GatesShut, match="may identify a child") as refused:
        press.final(draft)
    assert "Oliver" not in str(refused.value)
    assert press.gates(draft) == {"1.1.1 milestone 1, narrative": Gate.PERSONAL_DATA}


def test_07_a_greyscale_print_is_fully_readable(spoken: ExceptionReport) -> None:
    labels = set(tints(spoken))
    for name, found in (
        ("Word", list(in_word(write_word(spoken)))),
        ("Excel", list(in_excel(write_excel(spoken)))),
        ("HTML", list(in_html(write_html(spoken)))),
    ):
        assert len(found) > 20, name
        assert [one for one in found if not one.readable] == [], name
        tinted = [one for one in found if one.fill in {tint.light for tint in tints(spoken).values()} - {"FFFFFF"}]
        assert tinted, name
        assert [one for one in tinted if not any(label in one.text for label in labels)] == [], name
    pdf = write_pdf(spoken)
    inks, grounds = colours_of_pdf(pdf)
    assert len(inks) > 1
    assert grounds > {"FFFFFF"}
    assert [(i, g) for i in inks for g in grounds if contrast(grey(i), grey(g)) < 4.5] == []
    text = " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages)
    assert all(line.label in text for line in spoken.position_table)
    assert _entry(spoken, WORSE).rating_words in text


def test_08_a_screen_reader_reads_rated_red_was_green_worse(spoken: ExceptionReport) -> None:
    words = "Rated Red, was Green, worse"
    assert _entry(spoken, WORSE).rating_words == words
    assert entry_of(opened(write_word(spoken)), WORSE)[0].startswith(words)
    index = rows_of(table_called(opened(write_word(spoken)), "Exceptions index"))
    assert any(row.startswith(f"{WORSE} | ") and "Red\nwas Green: worse" in row for row in index)
    said = Page(write_html(spoken)).texts("p")
    assert any(line.startswith(words) for line in said)
    text = " ".join(PdfReader(io.BytesIO(write_pdf(spoken))).pages[page].extract_text() for page in range(4))
    assert words in " ".join(text.split())


def test_09_the_load_of_31_march_2023_renders_within_its_limits(march: ExceptionReport) -> None:
    due = [row for row in march.due_before_next_board if row.due == MARCH]
    assert len(due) == 24
    word = rows_of(table_called(opened(write_word(march)), "Milestones due before the next Board"))
    assert sum("31 March 2023" in row for row in word) == 24
    excel = openpyxl.load_workbook(io.BytesIO(write_excel(march)))["Due next"]
    assert sum(getattr(row[4].value, "date", lambda: None)() == MARCH for row in excel.iter_rows(min_row=2)) == 24
    assert len(march.summary.split()) <= 120
    assert sum(entry.full_entry for entry in march.exceptions) <= 10
    pages = [page.extract_text().splitlines() for page in PdfReader(io.BytesIO(write_pdf(march))).pages]
    assert next(number for number, lines in enumerate(pages) if "Annexes" in lines) <= 4


def test_10_the_ref_2_4_is_the_action_only_once_it_has_been_told_from_the_objective(
    sendbot: CommandLine,  # noqa: F811
) -> None:
    director = "assistant-director-send-and-inclusion"
    asked = sendbot("ask", "how is 2.4", "--as", director, "--as-at", "2023-03-03", "--json").json
    assert "Which do you mean?" in asked["answer"]
    choices = [words for words in asked["suggestions"] if "2.4" in words]
    assert any(words.casefold().startswith("objective 2.4") for words in choices)
    told = sendbot("ask", "how is action 2.4", "--as", director, "--as-at", "2023-03-03", "--json").json
    assert told["refs"] == ["2.4"]
    assert "Which do you mean?" not in told["answer"]


@pytest.mark.parametrize("sunday", [date(2023, 3, 26), date(2023, 10, 29)], ids=["spring", "autumn"])
def test_11_clock_changes_move_no_reminder_by_an_hour_or_a_day(sunday: date) -> None:
    friday, monday = sunday - timedelta(days=2), sunday + timedelta(days=1)
    sent = {}
    for day in (friday, monday):
        asked = milestone(due=CALENDAR.add(day, 5))
        for hour in (0, 6):
            (message,) = due_on(day, asked, at=time(hour))
            assert [item.rung for item in message.items] == [Rung.BEFORE_5]
            assert message.send_at == london_moment(day, SENDING)
        sent[day] = message.send_at
    assert due_on(sunday, milestone(due=CALENDAR.add(friday, 5))) == ()
    assert abs(sent[monday].astimezone(UTC) - sent[friday].astimezone(UTC) - timedelta(days=3)) == timedelta(hours=1)


def test_12_a_month_is_late_on_the_first_of_the_next_and_not_before(register: Register) -> None:
    assert register.milestone.due_text == "November 2022"
    last_minute = london_moment(date(2022, 11, 30), time(23, 59))
    for moment, days in (
        (london_moment(date(2022, 11, 1), time(0, 0)), 0),
        (last_minute, 0),
        (last_minute + timedelta(minutes=1), 1),
    ):
        entry = _entry(compile_report(register.cut(moment)))
        assert (entry.days_late, "E2" in entry.codes) == (days, days > 0)


def _by_ref(report: ExceptionReport) -> dict[str, list[dict[str, Any]]]:
    """The sections that list actions, as the JSON has them; what depends on the room for full entries is left out."""
    sections: dict[str, Any] = json.loads(write_json(report))
    names = ("exceptions", "not_reported", "due_before_next_board", "completed", "milestones_due", "register")
    dropped = {"full_entry", "ask_numbers"}
    return {
        name: [{key: value for key, value in row.items() if key not in dropped} for row in sections[name]]
        for name in names
    }


def _entry(report: ExceptionReport, ref: str = REF) -> ReportException:
    return next(entry for entry in report.exceptions if entry.ref == ref)
