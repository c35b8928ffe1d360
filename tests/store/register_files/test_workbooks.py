"""A workbook that the register writes is typed, guarded and explained, and comes back as the same register."""

from __future__ import annotations

import csv
import shutil
import subprocess
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, SQLModel, select

from store.database import open_engine
from store.register_files import export_register, import_register
from store.register_files.errors import NotAnExport, SheetMissing, TextTooLong
from store.register_files.report import Changed
from store.tables import Action, Milestone
from tests.store.register_files.in_use import AT, fill

PLANS = ["bradford-wsoa-2022", "bradford-action-plan-2020", "bristol-wsoa-2020"]
SOFFICE = shutil.which("soffice")


def unchanged(report) -> bool:
    return (report.added, report.changed, report.changes, report.gone, report.refused) == (0, 0, (), (), ())


@pytest.mark.parametrize("key", PLANS)
def test_importing_a_workbook_that_was_exported_changes_nothing(bring_in, session, samples, tmp_path, key) -> None:
    bring_in.register(samples / key)
    export_register(session, key, tmp_path / "plan.xlsx", now=AT)
    report = bring_in.register(tmp_path / "plan.xlsx")
    assert unchanged(report)
    assert (report.warnings, report.version) == ((), 1)


@pytest.fixture
def workbook(bring_in, session: Session, small_plan: Path, people_folder: Path, tmp_path: Path) -> Path:
    """Of the small plan in use."""
    bring_in.register(small_plan)
    bring_in.people(people_folder)
    fill(session)
    export_register(session, "small", tmp_path / "plan.xlsx", now=AT)
    return tmp_path / "plan.xlsx"


def test_cells_are_typed_and_the_sheets_made_to_be_worked_in(workbook: Path) -> None:
    book = openpyxl.load_workbook(workbook)
    page = book["milestones"]
    row = {page.cell(1, place).value: page.cell(2, place) for place in range(1, page.max_column + 1)}
    assert row["due"].value == datetime(2022, 11, 30)  # noqa: DTZ001
    assert row["seq"].value == 1
    assert row["action_ref"].data_type == "s"
    assert (page.freeze_panes, page.auto_filter.ref) == ("B2", "A1:Q5")
    assert page.column_dimensions["G"].width > 40
    offered = {str(rule.sqref).split(":")[0]: rule.formula1 for rule in page.data_validations.dataValidation}
    assert offered["A2"].startswith("actions!$A$2:")
    assert "paused" in next(formula for formula in offered.values() if "embedded" in formula)
    assert book["updates"].data_validations.dataValidation
    assert book.properties.title == "A small plan"
    assert any("sendbot register import" in str(cell.value) for (cell,) in book["notes"]["B1:B9"])
    explained = {cell.value for (cell,) in book["notes"]["A1:A60"]}
    assert set(book.sheetnames) - {"notes"} <= explained


def test_a_text_that_begins_like_a_formula_stays_a_text(bring_in, session: Session, small_plan: Path, tmp_path) -> None:
    bring_in.register(small_plan)
    action = session.exec(select(Action)).first()
    for title in ("=1+1", "+44 1274", "-", "@ada", '=HYPERLINK("http://x")'):
        action.title = title
        session.commit()
        export_register(session, "small", tmp_path / "plan.xlsx", now=AT)
        cell = next(
            cell for cell in openpyxl.load_workbook(tmp_path / "plan.xlsx")["actions"]["D"] if cell.value == title
        )
        assert (cell.data_type, cell.quotePrefix) == ("s", True)
        assert unchanged(bring_in.register(tmp_path / "plan.xlsx"))


def test_the_same_register_gives_the_same_bytes(session: Session, workbook: Path, tmp_path: Path) -> None:
    export_register(session, "small", tmp_path / "again.xlsx", now=AT)
    assert workbook.read_bytes() == (tmp_path / "again.xlsx").read_bytes()


def test_somebody_who_edits_the_workbook_sees_just_that_change(bring_in, workbook: Path) -> None:
    book = openpyxl.load_workbook(workbook)
    page = book["milestones"]
    names = [cell.value for cell in page[1]]
    page.cell(3, names.index("completed_on") + 1).value = date(2023, 1, 5)
    page.cell(4, names.index("measure") + 1).value = "70% kept informed"
    book["actions"].cell(2, 4).value = "Publish it"
    book.save(workbook)
    report = bring_in.register(workbook)
    assert report.changes == (
        Changed("action 1.1.1", "title", "Publish the plan", "Publish it"),
        Changed("milestone 1.1.2/1", "completed_on", "", "2023-01-05"),
        Changed("milestone 1.1.2/2", "measure", "65% kept informed", "70% kept informed"),
    )
    assert (report.added, report.refused) == (0, ())


def test_a_row_that_cannot_be_read_is_named_by_its_sheet_and_line(bring_in, workbook: Path) -> None:
    book = openpyxl.load_workbook(workbook)
    book["milestones"].cell(3, 5).value = "31 February"
    book.save(workbook)
    (refused,) = bring_in.register(workbook).refused
    assert (refused.file, refused.line, refused.cell) == ("plan.xlsx, sheet milestones", 3, "31 February")


@pytest.mark.skipif(SOFFICE is None, reason="needs LibreOffice")
def test_a_workbook_saved_by_libreoffice_changes_nothing(bring_in, workbook: Path, tmp_path: Path) -> None:
    command = [SOFFICE, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", tmp_path / "saved", workbook], check=True, capture_output=True, timeout=120)  # noqa: S603
    report = bring_in.register(tmp_path / "saved" / "plan.xlsx")
    assert unchanged(report)


def test_a_text_too_long_for_a_cell_is_refused_and_nothing_is_written(
    bring_in, session: Session, small_plan: Path, tmp_path: Path
) -> None:
    bring_in.register(small_plan)
    session.exec(select(Milestone)).first().note = "🙂" * 16_384
    session.flush()
    with pytest.raises(TextTooLong, match=r"The note in row 2 of milestones.csv has 32,768 characters"):
        export_register(session, "small", tmp_path / "plan.xlsx", now=AT)
    assert not (tmp_path / "plan.xlsx").exists()
    export_register(session, "small", tmp_path / "plan", now=AT)
    assert bring_in.register(tmp_path / "plan").changes == ()


def test_a_name_that_is_neither_folder_nor_workbook_is_refused(bring_in, session, small_plan: Path, tmp_path) -> None:
    bring_in.register(small_plan)
    with pytest.raises(NotAnExport):
        export_register(session, "small", tmp_path / "plan.pdf", now=AT)


def test_a_sheet_that_must_be_there_is_asked_for(bring_in, workbook: Path) -> None:
    book = openpyxl.load_workbook(workbook)
    del book["areas"], book["meetings"]
    book.save(workbook)
    with pytest.raises(SheetMissing, match='no sheet "areas"'):
        bring_in.register(workbook)


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.sampled_from(
    [
        "=1+1",
        "'",
        '"',
        "a\r\nb",
        "_x000D_",
        "_x0041_",
        "1.10",
        "00",
        "1e5",
        "TRUE",
        "31/12/2022",
        "35%",
        "#N/A",
        "🙂" * 300,
    ]
)
REFS = st.lists(st.sampled_from(["1", "1.1", "1.10", "A2", "2.4", "7"]), min_size=1, max_size=4, unique=True)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # each example is two registers: shrinking takes minutes
)
@given(data=st.data(), refs=REFS)
def test_any_register_written_and_read_again_is_the_same(
    tmp_path_factory, audit, now, data: st.DataObject, refs: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("any")

    def words() -> str:
        return data.draw(WORDS)

    def write(name: str, *rows: list[str]) -> None:
        with (folder / "plan" / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)

    (folder / "plan").mkdir()
    write("plan.csv", ["key", "title", "published"], ["any", words(), words()])
    write("areas.csv", ["area_ref", "title"], ["1", words()])
    write(
        "actions.csv",
        ["action_ref", "area_ref", "title", "partners", "baseline", "rating_text", "progress_text"],
        *([ref, "1", words(), words(), words(), words(), words()] for ref in refs),
    )
    write(
        "milestones.csv",
        ["action_ref", "seq", "due", "due_text", "measure", "note"],
        *([ref, "1", data.draw(st.dates().map(str)), words(), words(), words()] for ref in refs),
    )
    usual = {"now": now, "audit": audit, "actor": "ada"}
    engines = [open_engine(f"sqlite:///{folder / name}.db") for name in ("one", "two")]
    for engine in engines:
        SQLModel.metadata.create_all(engine)
    with Session(engines[0]) as one, Session(engines[1]) as two:
        assert import_register(one, folder / "plan", **usual).refused == ()
        export_register(one, "any", folder / "first", now=now)
        export_register(one, "any", folder / "plan.xlsx", now=now)
        for out in (folder / "first", folder / "plan.xlsx"):
            report = import_register(one, out, **usual)
            assert (report.added, report.changes, report.refused) == (0, (), ())
        import_register(two, folder / "plan.xlsx", **usual)
        export_register(two, "any", folder / "second", now=now)
    for engine in engines:
        engine.dispose()
    for file in (folder / "first").iterdir():
        assert file.read_bytes() == (folder / "second" / file.name).read_bytes()
