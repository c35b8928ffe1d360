"""An empty register, the sample plans, and a small plan of two areas to change at will."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from store.audit import AuditChain
from store.register_files import ImportReport, import_people, import_readings, import_register, import_updates

NOW = datetime(2022, 9, 5, 9, 0, tzinfo=UTC)
SAMPLES = Path(__file__).parents[3] / "samples"

SMALL_PLAN = {
    "plan.csv": (
        "key,title,local_area,kind,published,period_end\nsmall,A small plan,Smallshire,WSOA,2022,2024-12-31\n"
    ),
    "ratings.csv": (
        "code,label,order,meaning,role,rank,colour,confirmed\n"
        "BLUE,Blue,1,Embedded,complete,1,#1D70B8,yes\n"
        "RED,Red,2,Behind,off_track,4,#D4351C,yes\n"
        "AMBER,Amber,3,Under way,in_progress,3,#F4A024,no\n"
    ),
    "areas.csv": (
        "area_ref,title,sro_post,sro_organisation\n"
        "1,Talking to families,Director,Council\n"
        "2,Waiting times,Director;Head of Care,Council;Trust\n"
    ),
    "objectives.csv": "objective_ref,area_ref,title\n1.1,1,Say what we do\n2.4,2,Wait less\n",
    "actions.csv": (
        "action_ref,objective_ref,area_ref,title,lead_posts,partners,baseline\n"
        '1.1.1,1.1,1,Publish the plan,"Manager, SEND",Parents;Schools,\n'
        '1.1.2,1.1,1,Ask families,"Officer, Council",,25% in 2022\n'
        '2.4,2.4,2,Clear the list,"Head of Care, Trust;Manager, SEND",,\n'
    ),
    "milestones.csv": (
        "action_ref,seq,due_text,due_earliest,due,recurrence,measure,note\n"
        "1.1.1,1,November 2022,2022-11-01,2022-11-30,,Plan published,\n"
        "1.1.2,1,December 2022,2022-12-01,2022-12-31,,35% kept informed,\n"
        "1.1.2,2,December 2023,2023-12-01,2023-12-31,,65% kept informed,\n"
        "2.4,1,TBC,,,,List cleared,\n"
    ),
    "posts.csv": (
        'post,organisation,kind,note\nDirector,Council,sro,\nHead of Care,Trust,sro,\n"Manager, SEND",,lead,\n'
        "Officer,Council,lead,\nHead of Care,Trust,lead,Also leads\n"
    ),
    "indicators.csv": (
        "indicator_ref,area_ref,title,unit,direction,baseline,baseline_date,note\n"
        "I1,2,Weeks waited,weeks,down,31,June 2022,\nI2,2,List live,milestone,na,,,\n"
    ),
    "indicator_targets.csv": (
        "indicator_ref,date_text,date,target\n"
        "I1,Mar 23,2023-03-31,29\nI1,Sept 23,2023-09-30,27\nI1,Mar 24,2024-03-31,26\nI2,,,live\n"
    ),
    "outcomes.csv": "area_ref,title\n1,Families know\n2,Children are seen\n",
    "governance.csv": "cadence,product,audience\nmonthly,Indicators,Board\nquarterly,Progress,Cabinet\n",
    "meetings.csv": "board,held_on,cut_off\nBoard,2022-11-24,\nBoard,2023-01-25,2023-01-10\n",
}

PEOPLE = {
    "people.csv": (
        "person,name,email,entra_object_id,organisation,route\n"
        "ada,Ada Byron,ada@example.org,00000000-0000-4000-8000-000000000001,Council,teams\n"
        "ben,Ben O’Neill,ben@example.org,,Trust,email\n"
    ),
    "appointments.csv": (
        "post,organisation,person,from,to,capacity\n"
        "Director,Council,ada,,,holder\nHead of Care,Trust,ben,2022-09-01,,holder\n"
        '"Manager, SEND",,ben,2022-09-01,,deputy\n'
    ),
    "roles.csv": "person,role,plan\nada,compliance,\nben,board,small\n",
}


def write(folder: Path, files: dict[str, str]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8", newline="")
    return folder


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with Session(engine) as session:
        yield session


@pytest.fixture
def audit() -> AuditChain:
    return AuditChain(b"a key for tests")


@pytest.fixture
def small_plan(tmp_path: Path) -> Path:
    return write(tmp_path / "small", SMALL_PLAN)


@pytest.fixture
def people_folder(tmp_path: Path) -> Path:
    return write(tmp_path / "people", PEOPLE)


class BringIn:
    """The four imports with their usual arguments."""

    def __init__(self, session: Session, audit: AuditChain) -> None:
        self.session = session
        self.usual: dict[str, Any] = {"now": NOW, "audit": audit, "actor": "ada"}

    def _flushed(self, report: ImportReport) -> ImportReport:
        self.session.commit()
        return report

    def register(self, folder: Path, **others: Any) -> ImportReport:
        return self._flushed(import_register(self.session, folder, **{**self.usual, **others}))

    def people(self, folder: Path) -> ImportReport:
        return self._flushed(import_people(self.session, folder, **self.usual))

    def updates(self, file: Path, plan_key: str = "small") -> ImportReport:
        return self._flushed(import_updates(self.session, file, plan_key=plan_key, **self.usual))

    def readings(self, file: Path, plan_key: str = "small") -> ImportReport:
        return self._flushed(import_readings(self.session, file, plan_key=plan_key, **self.usual))


@pytest.fixture
def bring_in(session: Session, audit: AuditChain) -> BringIn:
    return BringIn(session, audit)


@pytest.fixture
def samples() -> Path:
    return SAMPLES


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def edit() -> Callable[[Path, str, str], None]:
    """Replaces a text that the file must hold."""

    def replace(file: Path, old: str, new: str) -> None:
        content = file.read_text(encoding="utf-8")
        assert old in content
        file.write_text(content.replace(old, new), encoding="utf-8", newline="")

    return replace
