"""`sendbot edition`: from the draft to the Chair's minute on the command line, and the files behind the links."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import select

from bot.clock import system_clock
from bot.links import BadLink, LinkSigner, ReportLink
from bot.reports import ReportRefused, Reports
from store import tables
from store.database import open_engine, transaction
from store.working_days import london_date
from tests.bot.command_line import CommandLine, Ran
from tests.conftest import Store
from tests.scenarios.running_bot import PLAN
from tests.workflows.editions.press import SRO_OF

OFFICER, LEAD, CHAIR = "compliance-officer", "strategic-manager-send", "board-chair"
ADDRESS = "https://bot.example"


class Editions:
    """Runs `sendbot edition ...` on a register whose next meeting is a few days ahead, its cut-off just passed."""

    def __init__(self, sendbot: CommandLine, store: Store) -> None:
        self.sendbot, self.store = sendbot, store
        self.meeting = london_date(system_clock()) + timedelta(days=10)
        now = system_clock()
        engine = open_engine(store.database_url)
        with transaction(engine) as session:
            session.exec(select(tables.Plan)).one().period_end = None
            first, *others = session.exec(select(tables.Meeting).order_by(tables.Meeting.held_on))
            first.held_on, first.cut_off_given = self.meeting, london_date(now) - timedelta(days=1)
            for other in others:
                session.delete(other)
            store.audit.record(
                session, plan_key=PLAN, at=now, actor="ada", action="meetings_moved", subject="meetings", content={}
            )
        engine.dispose()

    def __call__(self, *arguments: str) -> Ran:
        return self.sendbot("edition", *arguments)

    def confirm_all(self) -> None:
        for ref, sro in SRO_OF.items():
            assert self("confirm", ref, "--as", sro).status == 0

    def issued(self) -> None:
        self("draft")
        self.confirm_all()
        for step in ("clear", "final", "issue"):
            assert self(step, "--as", OFFICER).status == 0

    def file(self, link: ReportLink) -> Any:
        engine = open_engine(self.store.database_url)
        try:
            with transaction(engine) as session:
                file = self.reports.file(session, link, system_clock())
                self.reports.record_download(session, link, file, system_clock())
                return file
        finally:
            engine.dispose()

    @property
    def reports(self) -> Reports:
        return Reports(LinkSigner(bytes(32)), self.store.audit, ADDRESS, 72)


@pytest.fixture
def editions(
    sample_store: Store, tmp_path: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Editions:
    monkeypatch.setenv("DATABASE_URL", sample_store.database_url)
    monkeypatch.setenv("SENDBOT_SECRETS", str(sample_store.secrets))
    monkeypatch.chdir(tmp_path)
    return Editions(CommandLine(tmp_path, monkeypatch, capsys, sample_store), sample_store)


def a_link(form: str, person: str = OFFICER, edition: int = 1, now: datetime | None = None) -> ReportLink:
    now = now or system_clock()
    return ReportLink(person, PLAN, now, form, now + timedelta(hours=1), edition)


def test_an_edition_goes_from_draft_to_the_chairs_minute_and_the_audit_holds(editions: Editions) -> None:
    assert editions("list").out.startswith("There is no edition yet")
    assert editions("draft").out.startswith("Edition 1: draft")
    assert editions("draft").out == "No draft is due: no cut-off has passed that has no edition.\n"
    editions.confirm_all()
    assert editions("check").out == "Nothing stands in its way.\n"
    assert editions("comment", "Read section 3 first", "--section", "1", "--as", OFFICER).status == 0
    assert editions("ask", "note", "Note it", "--to", "The Chair", "--as", OFFICER).status == 0
    assert editions("clear", "--as", OFFICER).out == "Edition 1 is cleared by SEND Compliance Officer.\n"
    assert editions("final", "--as", OFFICER).out == "Edition 1 is final: its content is frozen.\n"
    assert editions("issue", "--as", OFFICER).out.startswith("Edition 1 is issued. Content hash: ")
    assert editions("received", "1", "--minute", "SSPB 14", "--as", OFFICER).status == 0
    shown = editions("show", "--json").json
    assert (shown["status"], shown["received_by_chair"], shown["replaces"]) == ("issued", "SSPB 14", None)
    assert "received by the Chair, minute SSPB 14" in editions("list").out
    verified = editions.sendbot("audit", "verify")
    assert verified.status == 0, verified.out


def test_final_is_refused_in_one_line_with_every_reason_and_the_same_comes_as_data(editions: Editions) -> None:
    editions("draft")
    editions("ask", "decide", "Agree", "--to", "The Executive", "--as", OFFICER)
    editions("clear", "--as", OFFICER)
    found = editions("check", "--json").json
    assert {row["gate"] for row in found} == {"confirmation", "addressee"}
    refused = editions("final", "--as", OFFICER).fault
    assert all(row["sentence"] in refused for row in found)
    assert editions("withdraw-ask", "1", "--reason", "Wrong body", "--as", OFFICER).status == 0


def test_an_ask_is_said_otherwise_by_its_number(editions: Editions) -> None:
    editions("draft")
    editions("ask", "decide", "Agree the money", "--to", "The Chair", "--action", "1.1.1", "--as", OFFICER)
    changed = editions("change-ask", "1", "note", "Note the money", "--to", "The Chair", "--as", OFFICER)
    assert changed.out == "Ask 1 of edition 1 is changed.\n"
    ask = editions("show", "--json").json["asks"][0]
    assert (ask["kind"], ask["text"], ask["refs"]) == ("Note", "Note the money", [])
    none = editions("change-ask", "9", "note", "Note it", "--to", "The Chair", "--as", OFFICER)
    assert none.fault.startswith("Ask 9 was not raised by anybody")


def test_an_edition_shown_says_whether_it_compiles_to_the_same_again(editions: Editions) -> None:
    editions("draft")
    assert "Compiled again from what is stored, it is the same." in editions("show").out
    editions.sendbot.execute("UPDATE edition SET rules_version = '2025.3'")
    assert "Other rules are in force" in editions("show").out
    assert editions("check", "--json").json[0]["gate"] == "rules"


def test_what_may_identify_a_child_is_refused_on_the_command_line_and_not_repeated(editions: Editions) -> None:
    editions("draft")
    for typed in (
        ("comment", "Reece, aged 7, waits", "--section", "3"),
        ("ask", "note", "Reece, aged 7, waits", "--to", "The Chair"),
        ("send-back", "1.1.1", "--reason", "Reece, aged 7, waits"),
        ("recut", "--reason", "Reece, aged 7, waits"),
    ):
        refused = editions(*typed, "--as", OFFICER)
        assert "which may identify a child, so it was not kept" in refused.fault
        assert "Reece" not in refused.out + refused.err
    assert not rows(editions, "SELECT 1 FROM audit_entry WHERE content LIKE '%Reece%'")


def test_whoever_may_not_gets_one_sentence(editions: Editions) -> None:
    editions("draft")
    assert editions("clear", "--as", LEAD).fault.startswith("Only the compliance team")
    assert editions("confirm", "3", "--as", LEAD).fault.startswith("Area 3 is confirmed by its SRO")
    assert editions("confirm", "9", "--as", LEAD).fault == "There is no area 9 in this plan."
    assert editions("show", "--edition", "9").fault.startswith("There is no edition 9")
    assert editions("comment", "x", "--as", OFFICER).status == 2


def test_an_item_sent_back_reaches_its_lead_once(editions: Editions) -> None:
    editions("draft")
    send_back = ("send-back", "1.1.1", "--reason", "Which partners?", "--as", OFFICER)
    assert "1.1.1 goes back from edition 1" in editions(*send_back).out
    assert editions(*send_back).status == 0
    assert len(notices(editions, "edition_sent_back")) == 1


def test_an_issue_is_told_to_the_compliance_team_and_the_board_once(editions: Editions) -> None:
    """Their links are made when the message leaves: `tests/scenarios/test_issued_editions.py`."""
    editions.issued()
    bodies = notices(editions, "edition_issued")
    assert len(bodies) == 2
    assert not any("/reports/" in body for body in bodies)
    editions("issue", "--as", OFFICER)
    assert len(notices(editions, "edition_issued")) == 2


def test_a_re_issue_names_the_edition_that_it_replaces(editions: Editions) -> None:
    editions.issued()
    assert "Edition 2 is to replace edition 1" in editions("reissue", "1", "--reason", "A slip", "--as", OFFICER).out
    assert editions("show", "--edition", "1", "--json").json["replaced_by"] == 2
    assert "0 differences from edition 1." in editions("show", "--edition", "2").out


def test_a_preview_says_draft_in_its_header_and_a_frozen_file_is_served_as_it_was_kept(editions: Editions) -> None:
    editions("draft")
    draft = editions.file(a_link("html")).content.decode()
    header = draft[draft.index("<header>") : draft.index("</header>")]
    assert "<strong>DRAFT</strong> Edition 1" in header
    editions.confirm_all()
    for step in ("clear", "final", "issue"):
        editions(step, "--as", OFFICER)
    first = {form: editions.file(a_link(form)).content for form in ("docx", "xlsx", "html", "pdf")}
    editions.sendbot.execute("UPDATE action SET title = 'Something else'")
    assert {form: editions.file(a_link(form, CHAIR)).content for form in first} == first
    assert b"<strong>FINAL</strong> Edition 1" in first["html"]


def test_a_link_to_an_edition_is_one_persons_and_what_is_fetched_is_audited(editions: Editions) -> None:
    editions("draft")
    with pytest.raises(ReportRefused):
        editions.file(a_link("html", "local-offer-lead"))
    with pytest.raises(BadLink):
        editions.file(a_link("html", edition=7))
    editions.file(a_link("html", SRO_OF["3"]))
    (entry,) = rows(editions, "SELECT actor, subject FROM audit_entry WHERE action = 'download_report'")
    assert tuple(entry) == (SRO_OF["3"], "exception 1")
    signer = editions.reports.signer
    assert signer.read(signer.sign(a_link("html")), system_clock()).edition == 1


def test_the_audit_shows_what_became_of_an_edition_and_who_fetched_which_form(editions: Editions) -> None:
    editions.issued()
    editions.file(a_link("pdf", CHAIR))
    shown = editions.sendbot("audit", "show", "exception 1").out.splitlines()
    assert [line.split(": ")[2].split()[0] for line in shown][-3:] == ["make_final", "issue_edition", "download_report"]
    assert f"{CHAIR}: download_report format pdf, sha256 " in shown[-1]
    (entry,) = [
        row
        for row in editions.sendbot("audit", "show", "exception 1", "--json").json
        if row["action"] == "download_report"
    ]
    assert (entry["actor"], entry["content"]["format"]) == (CHAIR, "pdf")
    assert "tells of nothing" in editions.sendbot("audit", "show", "exception 17").out


def test_a_preview_gives_links_to_open(editions: Editions) -> None:
    editions("draft")
    assert "/reports/" in editions("preview", "--as", OFFICER).out


def notices(editions: Editions, kind: str) -> list[str]:
    found = rows(editions, f"SELECT body FROM message WHERE slot LIKE 'notice:{kind}:%'")  # noqa: S608 - our own
    return [row[0] for row in found]


def rows(editions: Editions, statement: str) -> list[Any]:
    engine = open_engine(editions.store.database_url)
    with engine.connect() as connection:
        found = list(connection.execute(text(statement)))
    engine.dispose()
    return found
