"""The options before the Board, out in options.csv and in again."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlmodel import Session, select

from store.register_files import export_register
from store.tables import AppraisedOption, OptionsAppraisal
from tests.store.register_files.in_use import AT, fill

HEAD = "action_ref,person,at,on_behalf_of,effect_1,option_2,effect_2,option_3,effect_3,recommended,reason,lesson\n"
ROW = "1.1.1,ben,2023-01-05,ada,They wait,Buy in,Fewer wait,Share,Fewer still,3,Cheapest,Plan earlier\n"


@pytest.fixture
def in_use(bring_in, session: Session, small_plan: Path, people_folder: Path) -> Session:
    bring_in.register(small_plan)
    bring_in.people(people_folder)
    return session


def brought_in(bring_in, small_plan: Path, rows: str):
    (small_plan / "options.csv").write_text(HEAD + rows, encoding="utf-8")
    return bring_in.register(small_plan)


def test_what_was_withdrawn_stays_behind_and_is_not_brought_in_again(in_use, bring_in, tmp_path: Path) -> None:
    fill(in_use)
    export_register(in_use, "small", tmp_path / "out", now=AT)
    written = (tmp_path / "out" / "options.csv").read_text(encoding="utf-8")
    assert "Sam" not in written
    assert "Share a post" in written
    assert bring_in.register(tmp_path / "out").added == 0
    assert len(in_use.exec(select(OptionsAppraisal)).all()) == 3


def test_a_row_becomes_options_with_doing_nothing_first(in_use, bring_in, small_plan: Path) -> None:
    report = brought_in(bring_in, small_plan, ROW)
    assert [(one.kind, one.ref) for one in report.new] == [("options", "1.1.1 by ben at 2023-01-05")]
    appraisal = in_use.exec(select(OptionsAppraisal)).one()
    assert (appraisal.recommended, appraisal.recommendation, appraisal.lesson) == (2, "Cheapest", "Plan earlier")
    rows = in_use.exec(select(AppraisedOption).order_by(AppraisedOption.position)).all()
    assert [(one.text, one.effect) for one in rows] == [
        ("Do nothing", "They wait"),
        ("Buy in", "Fewer wait"),
        ("Share", "Fewer still"),
    ]
    assert brought_in(bring_in, small_plan, ROW).added == 0


def test_a_gap_between_options_is_closed(in_use, bring_in, small_plan: Path) -> None:
    brought_in(bring_in, small_plan, ROW.replace("Buy in,Fewer wait", ","))
    assert in_use.exec(select(OptionsAppraisal)).one().recommended == 1
    assert len(in_use.exec(select(AppraisedOption)).all()) == 2


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("They wait", "", "fill in effect_1"),
        ("Buy in,Fewer wait,Share,Fewer still", ",,,", "no option besides doing nothing"),
        ("Fewer still", "", "Option 3 needs both its text and its effect"),
        (",3,Cheapest", ",4,Cheapest", "recommends no option that it gives"),
        ("2023-01-05", "", "no at"),
        ("ben,", "nobody,", 'There is no person "nobody"'),
        ("1.1.1", "9.9.9", "9.9.9"),
    ],
)
def test_a_row_that_lacks_something_is_refused(
    in_use, bring_in, small_plan: Path, old: str, new: str, why: str
) -> None:
    report = brought_in(bring_in, small_plan, ROW.replace(old, new))
    (refused,) = [one for one in report.refused if one.file == "options.csv"]
    assert why in f"{refused.cell} {refused.reason}"
    assert in_use.exec(select(OptionsAppraisal)).all() == []
