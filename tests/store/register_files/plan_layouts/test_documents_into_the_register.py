"""Documents as councils have them, imported into a real register, and imported again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from sqlmodel import Session, select

from store.audit import AuditChain
from store.register_files import ImportReport, import_register
from store.tables import Action, Milestone, Rating
from tests.store.register_files.plan_layouts.bradford_documents import (
    bradford_2020_docx,
    bradford_2020_text,
    bradford_2022_docx,
)
from tests.store.register_files.plan_layouts.tracker_workbook import tracker_xlsx

Import = Callable[[Path], ImportReport]


@pytest.fixture
def bring(session: Session, audit: AuditChain, now: datetime) -> Import:
    def run(path: Path) -> ImportReport:
        report = import_register(session, path, now=now, audit=audit, actor="ada", plan_key="theirs")
        session.commit()
        return report

    return run


@pytest.mark.parametrize(
    ("write", "name", "actions", "milestones"),
    [
        (bradford_2022_docx, "wsoa.docx", 55, 93),
        (bradford_2020_docx, "plan.docx", 111, 110),
        (bradford_2020_text, "plan.txt", 111, 110),
        (tracker_xlsx, "tracker.xlsx", 3, 4),
    ],
    ids=["Bradford 2022", "Bradford 2020 in Word", "Bradford 2020 as text", "a tracker"],
)
def test_a_document_imports_whole_and_a_second_time_changes_nothing(
    write: Callable[[Path], Path],
    name: str,
    actions: int,
    milestones: int,
    bring: Import,
    session: Session,
    tmp_path: Path,
) -> None:
    path = write(tmp_path / name)
    first = bring(path)
    assert first.refused == ()
    assert len(session.exec(select(Action)).all()) == actions
    assert len(session.exec(select(Milestone)).all()) == milestones
    again = bring(path)
    assert (again.added, again.changed, again.changes, again.gone, again.refused) == (0, 0, (), (), ())
    assert again.version == first.version


def test_ratings_come_in_as_text_and_a_printed_key_waits_for_a_person(
    bring: Import, session: Session, tmp_path: Path
) -> None:
    bring(tracker_xlsx(tmp_path / "tracker.xlsx"))
    texts = {milestone.rating_text for milestone in session.exec(select(Milestone))}
    assert texts == {"Green", "Amber", "Red"}
    assert session.exec(select(Rating)).all() == []
