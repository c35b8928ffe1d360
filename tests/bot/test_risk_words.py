"""The risk log in plain words: what is asked of it, and what is to be entered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlmodel import Session, SQLModel

from bot.conversation.lexicon import lexicon_of
from bot.conversation.risk_words import RiskParts, parts_of_risk
from bot.conversation.said import Intent, Said
from bot.conversation.understanding import understand
from store.audit import AuditChain
from store.database import open_engine
from store.queries.cuts import take_cut
from store.register_files import import_people, import_register
from store.types import RiskKind
from store.working_days import LONDON
from tests.workflows.register import PLAN, SAMPLES

TODAY = date(2023, 3, 3)
BOARDS = (date(2023, 3, 23), date(2023, 5, 25))
NOW = datetime(2023, 3, 3, 9, tzinfo=LONDON)

Read = Callable[[str], Said]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    engine = open_engine(f"sqlite:///{tmp_path_factory.mktemp('words') / 'plan.db'}")
    SQLModel.metadata.create_all(engine)
    with Session(engine) as session:
        audit = AuditChain(b"key")
        import_register(session, Path(SAMPLES, PLAN), now=NOW, audit=audit, actor="test")
        import_people(session, Path(SAMPLES, f"{PLAN}-people"), now=NOW, audit=audit, actor="test")
        lexicon = lexicon_of(take_cut(session, PLAN, NOW))
    engine.dispose()
    return lambda text: understand(text, lexicon, TODAY, BOARDS)


def refs(said: Said) -> tuple[str, ...]:
    return tuple(target.ref for target in said.targets)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("what are the risks in area 4", ("4",)),
        ("top risks", ()),
        ("risks on 4.2.1", ("4.2.1",)),
        ("Which risks have we got?", ()),
        ("show me the risk log", ()),
        ("any open issues in area 2?", ("2",)),
        ("how many risks are there on 4.2.1 and 4.2.2", ("4.2.1", "4.2.2")),
    ],
)
def test_what_is_asked_of_the_log(read: Read, text: str, named: tuple[str, ...]) -> None:
    said = read(text)
    assert (said.intent, refs(said), said.refs) == (Intent.RISKS, named, None)


@pytest.mark.parametrize("text", ["R3", "how is R3?", "what about risk 3", "risk number R3"])
def test_one_line_of_the_log_is_asked_about_by_its_ref(read: Read, text: str) -> None:
    said = read(text)
    assert (said.intent, said.refs) == (Intent.RISKS, ("R3",))


@pytest.mark.parametrize(
    "text", ["which actions are at risk of slipping", "what is at risk in area 4", "how is 4.2.1", "what is red"]
)
def test_at_risk_is_not_the_risk_log(read: Read, text: str) -> None:
    assert read(text).intent not in {Intent.RISKS, Intent.RISK_ENTRY}


@pytest.mark.parametrize(
    ("text", "named", "kind", "title"),
    [
        ("raise a risk on 4.2.1: the provider leaves", ("4.2.1",), RiskKind.RISK, "The provider leaves"),
        ("Please log a new issue against 4.2.1 and 4.2.2: two posts are empty", ("4.2.1", "4.2.2"), RiskKind.ISSUE,
         "Two posts are empty"),
        ("add an issue to 3.2.1", ("3.2.1",), RiskKind.ISSUE, ""),
        ("risk on 4.2.1: red tape delays us until June", ("4.2.1",), RiskKind.RISK, "Red tape delays us until June"),
        ("can I raise a risk about staffing on 4.2.1", ("4.2.1",), RiskKind.RISK, "Staffing on 4.2.1"),
        ("I want to add a risk to 4.2.1 that nobody answers", ("4.2.1",), RiskKind.RISK, "Nobody answers"),
    ],
)  # fmt: skip
def test_a_new_line_names_its_actions_and_says_what_it_is(
    read: Read, text: str, named: tuple[str, ...], kind: RiskKind, title: str
) -> None:
    said, parts = read(text), parts_of_risk(text)
    assert (said.intent, refs(said), said.refs) == (Intent.RISK_ENTRY, named, None)
    assert (parts.kind, parts.text) == (kind, title)


def test_a_new_line_on_what_is_not_in_the_plan_says_so(read: Read) -> None:
    assert read("raise a risk on 9.9.9: anything").unknown_ref == "9.9.9"


def test_scales_a_step_and_its_day_are_read_out_of_the_sentence(read: Read) -> None:
    text = "raise a risk on 4.2.1: it slips, likelihood 4 and impact of 5. Next step: tender again by 31 March"
    assert parts_of_risk(text) == RiskParts(RiskKind.RISK, "It slips", 4, 5, "Tender again")
    assert read(text).day == date(2023, 3, 31)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("R3 is now likelihood 2", RiskParts(likelihood=2)),
        ("pls reassess r3, impact 5", RiskParts(impact=5)),
        ("R3: likelihood is 1, next step: watch it by the May board", RiskParts(likelihood=1, next_step="Watch it")),
        ("assess risk 3", RiskParts()),
    ],
)
def test_one_line_is_assessed_again(read: Read, text: str, parts: RiskParts) -> None:
    said = read(text)
    assert (said.intent, said.refs, said.confirmed) == (Intent.RISK_ENTRY, ("R3",), False)
    assert parts_of_risk(text) == parts


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("close R3: the posts are filled", "the posts are filled"),
        ("please close risk R3 because the tender is out", "the tender is out"),
        ("R3 is closed", ""),
    ],
)
def test_one_line_is_closed(read: Read, text: str, reason: str) -> None:
    said = read(text)
    assert (said.intent, said.refs, said.confirmed, said.reason) == (Intent.RISK_ENTRY, ("R3",), True, reason)
