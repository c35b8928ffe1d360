"""The commands as people script against them: exit status, one line on standard error, JSON that parses."""

from __future__ import annotations

import json
from datetime import date, time

import docx
import openpyxl
import pytest
from sqlmodel import select

from reminders.planning import plan_messages
from store import tables
from store.database import open_engine, transaction
from store.types import MessageStatus
from store.working_days import london_moment
from tests.bot import processes
from tests.bot.command_line import CommandLine, Ran, some_updates
from tests.scenarios.running_bot import LEAD, OFFICER, PLAN, REMINDER, SRO

# Reminders


def test_a_dry_run_of_the_reminders_lists_who_would_be_asked_what_when_and_why(sendbot: CommandLine) -> None:
    before = sendbot.rows()
    rows = sendbot("remind", "--dry-run", "--as-at", "2023-03-01", "--json").json
    assert sendbot.rows() == before
    assert rows
    for row in rows:
        assert {"person", "route", "send_at", "items"} <= row.keys()
        assert row["send_at"] == "2023-03-01T09:30+00:00"
        for item in row["items"]:
            assert item.keys() == {"ref", "seq", "title", "due", "rung", "reason"}
            assert (item["seq"] is None) == (item["due"] is None) == item["rung"].startswith("cycle_")
            assert item["due"] is None or date.fromisoformat(item["due"])
    assert len({row["person"] for row in rows}) == len(rows)


def test_the_day_twenty_working_days_ahead_brings_the_milestones_of_31_march(sendbot: CommandLine) -> None:
    rows = sendbot("remind", "--dry-run", "--as-at", "2023-03-03", "--json").json
    asked = {(item["ref"], item["seq"]) for row in rows for item in row["items"] if item["due"] == "2023-03-31"}
    assert len(asked) == 24
    (lead,) = [row for row in rows if row["person"] == LEAD]
    item = lead["items"][0]  # milestones first, then the whole actions that the board of 23 March asks about
    assert (item["ref"], item["rung"], item["reason"]) == ("4.2.2", "before_20", "Due in 20 working days")


def test_a_reminder_in_summer_time_is_told_in_londons_time(sendbot: CommandLine) -> None:
    rows = sendbot("remind", "--dry-run", "--as-at", "2023-04-03", "--json").json
    assert {row["send_at"] for row in rows} == {"2023-04-03T09:30+01:00"}


def test_nobody_is_due_on_a_bank_holiday(sendbot: CommandLine) -> None:
    assert sendbot("remind", "--dry-run", "--as-at", "2023-04-07", "--json").json == []
    assert "Nobody is due" in sendbot("remind", "--dry-run", "--as-at", "2023-04-07").out


def test_sending_as_at_another_day_is_refused(sendbot: CommandLine) -> None:
    assert "--dry-run" in sendbot("remind", "--as-at", "2023-03-01").fault
    assert sendbot.rows()["message"] == 0


def in_a_process(sendbot: CommandLine, *arguments: str) -> Ran:
    settings = {"DATABASE_URL": sendbot.store.database_url, "SENDBOT_SECRETS": str(sendbot.store.secrets)}
    ran = processes.sendbot(sendbot.folder, *arguments, **settings)
    return Ran(ran.returncode, ran.stdout, ran.stderr)


def test_sending_now_prints_json_and_nothing_else(sendbot: CommandLine) -> None:
    """Whatever the hour, what waited does not go out, since nobody has opened a chat; the log is not the answer."""
    engine = open_engine(sendbot.store.database_url)
    with transaction(engine) as session:
        assert plan_messages(session, sendbot.store.audit, REMINDER)
    ran = in_a_process(sendbot, "remind", "--json")
    assert ran.status == 0, ran.err
    assert json.loads(ran.out) == {"sent": 0}
    with transaction(engine, reads_only=True) as session:
        statuses = set(session.exec(select(tables.Message.status)))
    engine.dispose()
    assert not statuses & {MessageStatus.CLAIMED, MessageStatus.SENT}


# Asking


def test_an_answer_is_the_one_that_person_would_get_in_chat(sendbot: CommandLine) -> None:
    said = sendbot("ask", "how is area 4", "--as", SRO, "--as-at", "2023-03-03T10:00", "--json").json
    assert said.keys() == {"intent", "refs", "answer", "suggestions"}
    assert said["intent"] == "STATUS_AREA"
    assert "Area 4: Long waits" in said["answer"]
    assert "As at 3 March 2023, 10:00." in said["answer"]
    assert "what is overdue in area 4" in said["suggestions"]
    assert all(isinstance(ref, str) for ref in said["refs"])


def test_a_person_is_named_by_key_name_or_address(sendbot: CommandLine) -> None:
    said = {
        sendbot("ask", "what's mine", "--as", name, "--as-at", "2023-03-03").out
        for name in (LEAD, "Service Manager CAMHS", "service.manager.camhs@bradford.example")
    }
    assert len(said) == 1
    assert "You lead 1 action" in said.pop()


def test_a_lead_is_refused_the_report_on_the_command_line_as_in_chat(sendbot: CommandLine) -> None:
    lead = sendbot("ask", "exception report now", "--as", LEAD, "--json").json
    assert lead["intent"] == "COMPILE"
    assert "ask one of them for it" in lead["answer"]
    officer = sendbot("ask", "exception report now", "--as", OFFICER, "--json").json
    assert "ask one of them for it" not in officer["answer"]


def test_asking_writes_nothing(sendbot: CommandLine) -> None:
    before = sendbot.rows()
    for question in ("how is area 4", "exception report now", "what is red"):
        sendbot("ask", question, "--as", OFFICER)
    assert sendbot.rows() == before


# Reports


def test_the_report_is_written_in_five_forms_that_open(sendbot: CommandLine) -> None:
    out = sendbot.folder / "reports"
    said = sendbot("report", "exception", "--plan", PLAN, "--as-at", "2023-03-03", "--out", str(out), "--json").json
    assert said["summary"]
    name = f"exception-report-{PLAN}-2023-03-03"
    forms = ("docx", "xlsx", "html", "json", "pdf")
    assert {path.name for path in out.iterdir()} == {f"{name}.{form}" for form in forms}
    assert docx.Document(str(out / f"{name}.docx")).tables
    assert openpyxl.load_workbook(out / f"{name}.xlsx").sheetnames
    report = json.loads((out / f"{name}.json").read_text(encoding="utf-8"))
    assert report["position"]["total"] == 55
    promised = """plan as_at cut_off edition status position areas exceptions not_reported date_changes indicators
        due_before_next_board completed cleared data_notes asks sign_off"""
    assert set(promised.split()) <= report.keys()


def test_the_same_report_is_written_with_the_same_bytes(sendbot: CommandLine) -> None:
    for folder in ("one", "two"):
        sendbot("report", "exception", "--as-at", "2023-03-03", "--out", str(sendbot.folder / folder))
    for path in (sendbot.folder / "one").iterdir():
        assert path.read_bytes() == (sendbot.folder / "two" / path.name).read_bytes(), path.name


def test_a_simulation_leaves_the_register_alone(sendbot: CommandLine) -> None:
    before = sendbot.rows()
    days = ("--from", "2022-11-01", "--to", "2022-11-10")
    said = in_a_process(sendbot, "simulate", "--plan", PLAN, *days, "--out", "editions", "--json").json
    assert sendbot.rows() == before
    assert said["messages_sent"] > 0
    assert said["most_messages_in_a_day_to_one_person"] == 1
    assert len(said["editions"]) == 1
    assert len(list((sendbot.folder / "editions").iterdir())) == 5


# Operations


def test_an_untouched_audit_holds(sendbot: CommandLine) -> None:
    said = sendbot("audit", "verify", "--json").json
    assert said["holds"]
    assert said["chains"]
    assert all(row["broken"] is None and row["entries"] for row in said["chains"])
    assert "holds" in sendbot("audit", "verify").out


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE audit_entry SET content = '{}' WHERE position = 1",
        "UPDATE audit_entry SET actor = 'somebody else' WHERE position = 1",
        "UPDATE audit_entry SET at = '2022-01-01 00:00:00.000000' WHERE position = 1",
        "DELETE FROM audit_entry WHERE position = 1",
    ],
    ids=["content", "actor", "moment", "removed"],
)
def test_tampering_with_the_audit_is_found(sendbot: CommandLine, tampering: str) -> None:
    some_updates(sendbot)
    assert sendbot.execute(tampering)
    ran = sendbot("audit", "verify")
    assert ran.status == 1
    assert "BROKEN" in ran.out
    ran = sendbot("audit", "verify", "--json")
    assert ran.status == 1
    assert [row for row in json.loads(ran.out)["chains"] if row["broken"]]


def test_an_audit_verified_with_another_key_does_not_hold(
    sendbot: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SENDBOT_SECRETS", str(sendbot.folder / "other-secrets"))
    assert sendbot("audit", "verify").status == 1


def test_the_databases_shape_is_checked(fresh: CommandLine) -> None:
    assert "sendbot db upgrade" in fresh("db", "check").fault
    assert "is at revision" in fresh("db", "upgrade").out
    assert fresh("db", "check").status == 0


def test_a_database_changed_by_hand_is_found(sendbot: CommandLine) -> None:
    sendbot.execute("ALTER TABLE person ADD COLUMN shoe_size INTEGER")
    assert "differs from the program" in sendbot("db", "check").fault


# What goes wrong


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("register", "import", "no-such-folder"), "no-such-folder"),
        (("register", "show", "9.9.9"), "9.9.9"),
        (("register", "check", "--plan", "nowhere"), "nowhere"),
        (("register", "export", "--plan", "nowhere", "--out", "out"), "nowhere"),
        (("people", "import", "no-such-folder"), "no-such-folder"),
        (("updates", "import", "no-such-file.csv"), "no-such-file.csv"),
        (("readings", "import", "no-such-file.csv"), "no-such-file.csv"),
        (("ask", "how is area 4", "--as", "nobody at all"), "nobody at all"),
        (("report", "exception", "--plan", "nowhere", "--out", "out"), "nowhere"),
        (("simulate", "--plan", "nowhere", "--from", "2023-01-01", "--to", "2023-01-02", "--out", "out"), "nowhere"),
        (("remind", "--dry-run", "--as-at", "2062-03-01"), "2062"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_done_is_said_in_one_line(sendbot: CommandLine, arguments: tuple[str, ...], says: str) -> None:
    assert says in sendbot(*arguments).fault


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("ask",),
        ("ask", "how is area 4"),
        ("ask", "how is area 4", "--as", SRO, "--as-at", "yesterday"),
        ("ask", "how is area 4", "--as", SRO, "--as-at", "2023-02-30"),
        ("ask", "how is area 4", "--as", SRO, "--as-at", "03/03/2023"),
        ("remind", "--dry-run", "--as-at", "2023-03-01T25:00"),
        ("remind", "--sideways"),
        ("report", "exception"),
        ("simulate", "--from", "2023-02-01", "--to", "2023-01-01", "--out", "out"),
        ("simulate", "--from", "soon", "--to", "2023-01-01", "--out", "out"),
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_status_2(sendbot: CommandLine, arguments: tuple[str, ...]) -> None:
    ran = sendbot(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("DATABASE_URL", "nonsense", "DATABASE_URL"),
        ("DATABASE_URL", "nonsense://host/database", "DATABASE_URL"),
        ("DATABASE_URL", "postgresql+psycopg://127.0.0.1:1/none", ""),
        ("DATABASE_URL", "sqlite:////proc/nowhere/x.db", "/proc/nowhere"),
        ("PORT", "many", "PORT"),
        ("SENDBOT_SERVICE_HOSTS", "smba.trafficmanager.net", "SENDBOT_SERVICE_HOSTS"),
        ("SENDBOT_LINK_HOURS", "0", "SENDBOT_LINK_HOURS"),
    ],
    ids=lambda value: str(value),
)
def test_a_wrong_setting_is_said_in_one_line(
    sendbot: CommandLine, monkeypatch: pytest.MonkeyPatch, name: str, value: str, says: str
) -> None:
    monkeypatch.setenv(name, value)
    assert says in sendbot("register", "list").fault


@pytest.mark.parametrize("identity", ["MICROSOFT_APP_TENANT_ID", "MICROSOFT_APP_PASSWORD"])
def test_serving_with_half_an_identity_is_refused(
    sendbot: CommandLine, monkeypatch: pytest.MonkeyPatch, identity: str
) -> None:
    monkeypatch.setenv("MICROSOFT_APP_ID", "an id")
    monkeypatch.setenv(identity, "swordfish")
    missing = {"MICROSOFT_APP_TENANT_ID", "MICROSOFT_APP_PASSWORD"} - {identity}
    fault = sendbot("serve").fault
    assert missing.pop() in fault
    assert "swordfish" not in fault


def test_a_key_file_that_is_damaged_is_said_in_one_line(sendbot: CommandLine) -> None:
    (sendbot.store.secrets / "audit.key").write_text("not a key", encoding="ascii")
    assert "audit.key" in sendbot("register", "list").fault


@pytest.mark.parametrize(
    "command",
    [
        (),
        ("register",),
        ("register", "import"),
        ("register", "export"),
        ("register", "check"),
        ("register", "list"),
        ("register", "show"),
        ("people", "import"),
        ("updates", "import"),
        ("readings", "import"),
        ("remind",),
        ("ask",),
        ("report", "exception"),
        ("simulate",),
        ("demo",),
        ("serve",),
        ("db", "upgrade"),
        ("db", "check"),
        ("audit", "verify"),
        ("doctor",),
        ("teams-package",),
    ],
    ids=" ".join,
)
def test_every_promised_command_is_there_and_explains_itself(fresh: CommandLine, command: tuple[str, ...]) -> None:
    ran = fresh(*command, "--help")
    assert (ran.status, ran.err) == (0, "")
    assert "Usage" in ran.out


def test_as_at_is_londons_time_and_a_bare_date_its_end(sendbot: CommandLine) -> None:
    said = sendbot("ask", "how is area 4", "--as", SRO, "--as-at", "2023-07-01T10:00").out
    assert "As at 1 July 2023, 10:00." in said
    said = sendbot("ask", "how is area 4", "--as", SRO, "--as-at", "2023-07-01").out
    assert "As at 1 July 2023, 23:59." in said


def test_as_at_reads_what_was_known_then(sendbot: CommandLine) -> None:
    some_updates(sendbot)
    before = sendbot("ask", "how is 4.1.1", "--as", SRO, "--as-at", "2023-03-01").out
    after = sendbot("ask", "how is 4.1.1", "--as", SRO, "--as-at", "2023-03-03").out
    assert ("Going well" in before, "Going well" in after) == (False, True)
    assert london_moment(date(2023, 3, 2), time(10)) < REMINDER
