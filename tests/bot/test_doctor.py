"""`sendbot doctor`: sound on a sound installation, and plain about each thing that is not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import Engine, delete, update
from sqlmodel import Session, col

from bot.doctor import Check, calendar_check, examine, secrets_check
from bot.settings import Settings
from store import migrate
from store.audit import AuditChain
from store.database import open_engine, transaction
from store.register_files.people.people_import import import_people
from store.register_files.plan.register_import import import_register
from store.tables import Appointment, AuditEntry, Role
from workflows.documents.word_template import write_template

SAMPLES = Path(__file__).parents[2] / "samples"
KEY = "bradford-wsoa-2022"
NOW = datetime(2022, 10, 3, 9, 0, tzinfo=UTC)

Examined = Callable[..., dict[str, Check]]


@pytest.fixture
def settings(tmp_path: Path) -> Callable[..., Settings]:
    def make(**others: Any) -> Settings:
        plain: dict[str, Any] = {
            "_env_file": None,
            "database_url": f"sqlite:///{tmp_path / 'register' / 'send.db'}",
            "secrets_folder": tmp_path / "secrets",
            "app_id": "",
            "app_password": SecretStr(""),
            "tenant_id": "",
        }
        return Settings(**{**plain, **others})

    return make


@pytest.fixture
def engine(settings: Callable[..., Settings]) -> Iterator[Engine]:
    engine = open_engine(settings().database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def audit(tmp_path: Path) -> AuditChain:
    return AuditChain.from_file(tmp_path / "secrets" / "audit.key")


@pytest.fixture
def examined(settings: Callable[..., Settings], engine: Engine, audit: AuditChain) -> Examined:
    """The checks by name."""

    def by_name(**others: Any) -> dict[str, Check]:
        return {check.name: check for check in examine(settings(**others), engine, audit)}

    return by_name


@pytest.fixture
def filled(engine: Engine, audit: AuditChain) -> Engine:
    """A database in its present shape, with the sample plan and its people."""
    migrate.upgrade(engine)
    with transaction(engine) as session:
        import_register(session, SAMPLES / KEY, now=NOW, audit=audit, actor="ada")
        import_people(session, SAMPLES / f"{KEY}-people", now=NOW, audit=audit, actor="ada")
    return engine


@pytest.mark.usefixtures("filled")
def test_a_sound_installation_passes_every_check(examined: Examined) -> None:
    checks = examined()
    assert [check for check in checks.values() if not check.ok] == []
    assert {"database", "plan", "people", "compliance", "audit", "calendar", "teams", "secrets"} <= set(checks)
    assert all(check.sentence.endswith(".") for check in checks.values())


@pytest.mark.usefixtures("filled")
def test_vacant_lead_posts_are_counted(examined: Examined) -> None:
    assert examined()["people"].sentence == "1 of 28 lead posts is vacant."


def test_a_database_without_its_tables_is_told_how_to_get_them(examined: Examined) -> None:
    checks = examined()
    assert not checks["database"].ok
    assert "sendbot db upgrade" in checks["database"].sentence
    assert "plan" not in checks


def test_an_empty_register_lacks_a_plan_people_and_the_compliance_role(examined: Examined, engine: Engine) -> None:
    migrate.upgrade(engine)
    checks = examined()
    assert {name for name, check in checks.items() if not check.ok} == {"plan", "people", "compliance"}


def test_nobody_in_any_lead_post_must_be_mended(examined: Examined, filled: Engine) -> None:
    with Session(filled) as session:
        session.exec(delete(Appointment))
        session.commit()
    assert not examined()["people"].ok


def test_a_plan_without_anybody_in_the_compliance_role_is_named(examined: Examined, filled: Engine) -> None:
    with Session(filled) as session:
        session.exec(delete(Role))
        session.commit()
    check = examined()["compliance"]
    assert not check.ok
    assert KEY in check.sentence


def test_an_audit_that_was_tampered_with_does_not_hold(examined: Examined, filled: Engine) -> None:
    with Session(filled) as session:
        session.exec(update(AuditEntry).where(col(AuditEntry.position) == 1).values(actor="somebody else"))
        session.commit()
    check = examined()["audit"]
    assert not check.ok
    assert "entry 1 was changed" in check.sentence


@pytest.mark.parametrize(
    ("today", "ok"), [(date(2026, 1, 5), True), (date(2028, 7, 4), True), (date(2028, 7, 5), False)]
)
def test_bank_holidays_must_reach_half_a_year_ahead(today: date, ok: bool) -> None:
    assert calendar_check(today, date(2028, 12, 31)).ok is ok


@pytest.mark.usefixtures("filled")
def test_an_app_id_alone_is_not_enough_for_teams(examined: Examined) -> None:
    assert "local Teams client" in examined()["teams"].sentence
    check = examined(app_id="0c5c1d2e-7a4b-4f0e-9d1a-5b6c7d8e9f00")["teams"]
    assert not check.ok
    assert "MICROSOFT_APP_PASSWORD and MICROSOFT_APP_TENANT_ID" in check.sentence


@pytest.mark.usefixtures("filled")
def test_in_teams_links_must_lead_to_an_address_that_people_can_reach(examined: Examined) -> None:
    assert examined()["links"].ok
    for given in ({}, {"public_url": "http://10.0.0.7:3978"}):
        check = examined(app_id="an id", **given)["links"]
        assert (check.ok, "SENDBOT_PUBLIC_URL" in check.sentence) == (False, True)
    assert examined(app_id="an id", public_url="https://sendbot.bradford.example/")["links"].ok


@pytest.mark.usefixtures("filled")
def test_a_mail_server_without_a_sender_is_found_before_the_start_refuses_it(examined: Examined) -> None:
    assert examined()["email"].ok
    check = examined(smtp_host="mail.bradford.example")["email"]
    assert (check.ok, "SENDBOT_MAIL_FROM" in check.sentence) == (False, True)
    assert examined(smtp_host="mail.bradford.example", mail_from="SEND <send@bradford.example>")["email"].ok


def test_a_word_template_that_cannot_be_used_must_be_mended(examined: Examined, tmp_path: Path) -> None:
    assert examined()["word template"].ok
    path = tmp_path / "council.docx"
    path.write_bytes(write_template())
    assert examined(word_template=path)["word template"] == Check(
        "word template", True, f"Reports are in the look of {path}."
    )
    path.write_bytes(path.read_bytes()[:2000])
    spoilt = examined(word_template=path)["word template"]
    assert (spoilt.ok, "save it as a Word document" in spoilt.sentence) == (False, True)


def test_a_secret_never_stands_in_a_sentence(examined: Examined) -> None:
    checks = examined(app_id="an id", app_password=SecretStr("hunter2"), tenant_id="a tenant")
    assert checks["teams"].ok
    assert not any("hunter2" in check.sentence for check in checks.values())


def test_keys_that_others_can_read_are_found_unless_their_folder_is_closed(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    folder.mkdir(mode=0o755)
    folder.chmod(0o755)
    key = folder / "audit.key"
    key.write_text("secret", encoding="ascii")
    key.chmod(0o644)
    assert not secrets_check(folder).ok
    folder.chmod(0o700)
    assert secrets_check(folder).ok
    folder.chmod(0o755)
    key.chmod(0o600)
    assert secrets_check(folder).ok


def test_a_folder_that_cannot_be_written_is_named(examined: Examined, tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere"
    check = examined(database_url=f"sqlite:///{nowhere / 'send.db'}")["database folder"]
    assert not check.ok
    assert str(nowhere) in check.sentence


def test_a_database_server_has_no_folder_to_look_at(examined: Examined) -> None:
    assert "database folder" not in examined(database_url="postgresql+psycopg://register@db/send")


def test_node_is_worth_knowing_and_never_a_fault(examined: Examined) -> None:
    assert examined()["node"].ok


def test_a_row_changed_behind_the_programs_back_is_said(examined: Examined, filled: Engine) -> None:
    with Session(filled) as session:
        session.exec(update(Role).values(scope="elsewhere"))
        session.commit()
    said = examined()["audit"]
    assert not said.ok
    assert said.sentence.endswith("changed behind the program's back: see `sendbot audit verify`.")
