"""Findings of the sample plans, and of the small plan after edits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from sqlmodel import Session, SQLModel

from store.audit import AuditChain
from store.cut import DataCut
from store.database import open_engine
from store.queries.cuts import take_cut
from store.register_files.people.people_import import import_people
from store.register_files.plan.register_import import import_register
from tests.workflows.register_check.plans import CLEAN_PLAN, PEOPLE, Edit, Findings, Found
from workflows.register_check import findings_of

NOW = datetime(2022, 10, 3, 9, 0, tzinfo=UTC)
SAMPLES = Path(__file__).parents[3] / "samples"


def cut_of(plan_key: str, folder: Path, people: Path | None) -> DataCut:
    engine = open_engine("sqlite://")
    SQLModel.metadata.create_all(engine)
    audit = AuditChain(b"a key for tests")
    with Session(engine) as session:
        import_register(session, folder, now=NOW, audit=audit, actor="ada")
        if people is not None:
            import_people(session, people, now=NOW, audit=audit, actor="ada")
        cut = take_cut(session, plan_key, NOW)
    engine.dispose()
    return cut


@pytest.fixture(scope="session")
def bradford() -> Findings:
    key = "bradford-wsoa-2022"
    return findings_of(cut_of(key, SAMPLES / key, SAMPLES / f"{key}-people"))


@pytest.fixture(scope="session")
def findings_in() -> Callable[[str], Findings]:
    """The findings in a sample without anybody in post."""

    @cache
    def check(key: str) -> Findings:
        return findings_of(cut_of(key, SAMPLES / key, None))

    return check


@pytest.fixture
def found(tmp_path: Path) -> Found:
    """The findings in the small plan after the edits given."""

    def check(*edits: Edit, people: dict[str, str] | None = None) -> Findings:
        files = dict(CLEAN_PLAN)
        for name, old, new in edits:
            assert old in files.setdefault(name, "")
            files[name] = files[name].replace(old, new) if old else new
        _write(tmp_path / "clean", files)
        return findings_of(cut_of("clean", tmp_path / "clean", _write(tmp_path / "people", people or PEOPLE)))

    return check


def _write(folder: Path, files: dict[str, str]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    return folder
