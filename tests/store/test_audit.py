"""The audit shows what was changed, removed, reordered or cut off, and lets content be erased."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import Engine, text
from sqlmodel import Session, SQLModel, create_engine

from store.audit import START, AuditChain, AuditKeyDamaged
from store.database import transaction
from store.queries.audits import audit_chains
from store.tables import AuditEntry

NOW = datetime(2023, 3, 3, 9, 30, tzinfo=UTC)
CHAIN = AuditChain(b"a key kept outside the database")


def write(session: Session, count: int, plan_key: str = "bradford") -> None:
    for number in range(1, count + 1):
        CHAIN.record(
            session,
            plan_key=plan_key,
            at=NOW,
            actor="ada",
            action="record_update",
            subject=f"1.1.{number}/1",
            content={"old": None, "new": {"rating": "GREEN", "narrative": f"Line {number}"}},
        )


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """Five entries of one plan and two of another."""
    with transaction(engine) as found:
        write(found, 5)
        write(found, 2, "bristol")
        yield found


def entries(session: Session, plan_key: str = "bradford") -> list[AuditEntry]:
    session.expire_all()
    return audit_chains(session)[plan_key]


def verdict(session: Session, plan_key: str = "bradford") -> str | None:
    broken = CHAIN.verify(entries(session, plan_key))
    return broken.sentence if broken else None


def tamper(session: Session, statement: str) -> None:
    session.connection().execute(text(statement))


def test_untouched_chains_hold_each_for_its_own_plan(session: Session) -> None:
    assert [entry.position for entry in entries(session)] == [1, 2, 3, 4, 5]
    assert [entry.position for entry in entries(session, "bristol")] == [1, 2]
    assert verdict(session) is None
    assert verdict(session, "bristol") is None


@pytest.mark.parametrize(
    "change",
    [
        "actor = 'ben'",
        "action = 'sign_off'",
        "subject = '1.1.9/1'",
        "on_behalf_of = 'ben'",
        "at = '2023-03-02 09:30:00.000000'",
        "digest = 'ab'",
        "link = 'ab'",
    ],
)
def test_a_changed_field_shows(session: Session, change: str) -> None:
    tamper(session, f"UPDATE audit_entry SET {change} WHERE plan_key = 'bradford' AND position = 3")  # noqa: S608
    assert verdict(session) == "entry 3 was changed after it was written"


def test_changed_content_shows(session: Session) -> None:
    tamper(session, "UPDATE audit_entry SET content = replace(content, 'GREEN', 'RED') WHERE id = 3")
    assert verdict(session) == "the content of entry 3 was changed"


def test_a_removed_entry_shows_even_if_the_others_move_up(session: Session) -> None:
    tamper(session, "DELETE FROM audit_entry WHERE plan_key = 'bradford' AND position = 3")
    assert verdict(session) == "entry 3 is missing"
    tamper(session, "UPDATE audit_entry SET position = 3 WHERE plan_key = 'bradford' AND position = 4")
    tamper(session, "UPDATE audit_entry SET position = 4 WHERE plan_key = 'bradford' AND position = 5")
    assert verdict(session) == "entry 3 does not follow entry 2"


def test_a_chain_without_its_beginning_shows(session: Session) -> None:
    tamper(session, "DELETE FROM audit_entry WHERE plan_key = 'bradford' AND position = 1")
    assert verdict(session) == "entry 1 is missing"


def test_reordered_entries_show(session: Session) -> None:
    for old, new in ((3, 99), (4, 3), (99, 4)):
        tamper(session, f"UPDATE audit_entry SET position = {new} WHERE plan_key = 'bradford' AND position = {old}")  # noqa: S608
    assert verdict(session) == "entry 3 does not follow entry 2"


def test_an_entry_moved_to_another_plan_shows(session: Session) -> None:
    tamper(session, "UPDATE audit_entry SET plan_key = 'bristol', position = 3 WHERE id = 5")
    assert verdict(session, "bristol") == "entry 3 does not follow entry 2"


def test_a_cut_off_tail_shows_against_a_head_that_was_printed(session: Session) -> None:
    """What is left verifies by itself; the head in an edition is what the tail is missed by."""
    printed = CHAIN.head(session, "bradford")
    assert printed == entries(session)[-1].link
    tamper(session, "DELETE FROM audit_entry WHERE plan_key = 'bradford' AND position > 3")
    assert verdict(session) is None
    assert printed not in {entry.link for entry in entries(session)}
    write(session, 2)  # and writing on does not bring it back
    assert printed not in {entry.link for entry in entries(session)}


def test_a_head_printed_earlier_stays_a_link_of_the_chain(session: Session) -> None:
    printed = CHAIN.head(session, "bradford")
    write(session, 3)
    assert printed in {entry.link for entry in entries(session)}
    assert CHAIN.head(session, "bradford") != printed


def test_a_plan_without_entries_has_a_head_of_its_own(session: Session) -> None:
    assert CHAIN.head(session, "no such plan") == START
    assert CHAIN.verify([]) is None


def test_erased_content_leaves_a_chain_that_still_verifies(session: Session) -> None:
    tamper(session, "UPDATE audit_entry SET content = NULL WHERE plan_key = 'bradford' AND position = 2")
    assert verdict(session) is None
    erased = entries(session)[1]
    assert erased.content is None
    assert (erased.actor, erased.subject) == ("ada", "1.1.2/1")  # who did what to what is still told


def test_the_same_words_never_have_the_same_digest(session: Session) -> None:
    """Salted: nobody can guess erased words from the digest that stays."""
    for _ in range(2):
        CHAIN.record(session, plan_key="x", at=NOW, actor="a", action="b", subject="c", content={"rating": "RED"})
    first, second = entries(session, "x")
    assert first.content == second.content
    assert first.digest != second.digest
    assert first.salt != second.salt


def test_another_key_verifies_nothing_and_forges_nothing(session: Session) -> None:
    other = AuditChain(b"another key")
    broken = other.verify(entries(session))
    assert broken is not None
    assert (broken.plan_key, broken.position) == ("bradford", 1)
    other.record(session, plan_key="bradford", at=NOW, actor="eve", action="x", subject="y", content={})
    assert verdict(session) == "entry 6 was changed after it was written"


def test_what_is_written_can_be_read_as_json_with_dates_and_accents_whole(session: Session) -> None:
    CHAIN.record(
        session,
        plan_key="x",
        at=NOW,
        actor="ben",
        on_behalf_of="ada",
        action="delegate",
        subject="1.1",
        content={"by": NOW.date(), "words": "Zoë’s note"},
    )
    (entry,) = entries(session, "x")
    assert json.loads(entry.content or "") == {"by": "2023-03-03", "words": "Zoë’s note"}
    assert (entry.on_behalf_of, entry.at) == ("ada", NOW)


def test_a_chain_read_back_in_a_new_session_verifies(engine: Engine, session: Session) -> None:
    session.commit()
    with transaction(engine, reads_only=True) as later:
        assert CHAIN.verify(audit_chains(later)["bradford"]) is None


def test_the_key_lies_outside_the_database_readable_by_its_owner_alone(tmp_path: Path, session: Session) -> None:
    file = tmp_path / "secrets" / "audit.key"
    chain = AuditChain.from_file(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert AuditChain.from_file(file) == chain
    assert len(chain.key) == 32
    chain.record(session, plan_key="x", at=NOW, actor="a", action="b", subject="c", content={})
    session.commit()
    database = (tmp_path / "register.db").read_bytes() + (tmp_path / "register.db-wal").read_bytes()
    assert chain.key not in database
    assert chain.key.hex().encode() not in database


def test_two_installations_have_two_keys(tmp_path: Path) -> None:
    assert AuditChain.from_file(tmp_path / "one") != AuditChain.from_file(tmp_path / "two")


@pytest.mark.parametrize("content", ["", "abcd"])
def test_a_key_that_was_cut_short_is_refused_and_not_replaced(tmp_path: Path, content: str) -> None:
    """Under an empty key anybody could forge the chain, and a new key would disown the old entries."""
    file = tmp_path / "audit.key"
    file.write_text(content, encoding="ascii")
    with pytest.raises(AuditKeyDamaged, match="restore it from a backup"):
        AuditChain.from_file(file)
    assert file.read_text(encoding="ascii") == content


@hypothesis_settings(max_examples=25)
@given(st.lists(st.text(max_size=30), min_size=2, max_size=8), st.data())
def test_whatever_was_said_any_one_change_of_words_shows(words: list[str], data: st.DataObject) -> None:
    memory = create_engine("sqlite://")
    SQLModel.metadata.create_all(memory)
    with Session(memory) as session:
        for said in words:
            CHAIN.record(
                session,
                plan_key="p",
                at=NOW,
                actor="a",
                action="b",
                subject=said.replace("\x00", ""),
                content={"said": said},
            )
        chain = audit_chains(session)["p"]
        assert CHAIN.verify(chain) is None
        place = data.draw(st.integers(0, len(words) - 1))
        changed = AuditEntry(**{**chain[place].model_dump(), "content": json.dumps({"said": words[place] + "!"})})
        broken = CHAIN.verify([*chain[:place], changed, *chain[place + 1 :]])
        assert broken is not None
        assert broken.position == place + 1
    memory.dispose()
