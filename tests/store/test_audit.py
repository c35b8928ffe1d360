"""The audit shows what was changed, removed, reordered or cut off."""

from __future__ import annotations

import json
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import Session, SQLModel, create_engine

from store.audit import START, AuditChain
from store.audit_check import check_audit
from store.database import transaction
from store.key_file import KeyDamaged
from store.queries.audits import PrintedHead
from tests.store.two_chains import CHAIN, NOW, chains, entries, printed, tamper, two_chains, verdict, write


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with two_chains(engine) as found:
        yield found


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


@pytest.mark.parametrize(
    "change", ["at = 'yesterday'", "position = 'third'", "salt = ''", "content = x'00'", "id = 70"]
)
def test_what_the_program_could_never_have_written_shows_too(session: Session, change: str) -> None:
    if session.connection().dialect.name != "sqlite":
        pytest.skip("PostgreSQL refuses a value of another type by itself")
    tamper(session, f"UPDATE audit_entry SET {change} WHERE plan_key = 'bradford' AND position = 3")  # noqa: S608
    assert verdict(session) is not None


def test_a_cut_off_tail_shows_against_a_head_that_was_printed(session: Session) -> None:
    """What is left verifies by itself; the head in an edition is what the tail is missed by."""
    head = printed(CHAIN.head(session, "bradford"))
    assert not chains(session, CHAIN, head)["bradford"].broken
    tamper(session, "DELETE FROM audit_entry WHERE plan_key = 'bradford' AND position > 3")
    assert verdict(session) is None
    gone = (
        "the head printed in edition 3 is not in the chain: entries were cut off after entry 3, "
        "or others were put in their place",
    )
    assert chains(session, CHAIN, head)["bradford"].broken == gone
    write(session, 4)  # and writing on does not bring it back
    (still,) = chains(session, CHAIN, head)["bradford"].broken
    assert still.startswith("the head printed in edition 3 is not in the chain")


def test_a_chain_that_is_gone_altogether_is_missed_by_a_head_that_was_printed(session: Session) -> None:
    head = printed(CHAIN.head(session, "bradford"))
    tamper(session, "DELETE FROM audit_entry WHERE plan_key = 'bradford'")
    assert "after entry 0" in chains(session, CHAIN, head)["bradford"].broken[0]


def test_a_head_printed_earlier_stays_a_link_of_the_chain(session: Session) -> None:
    head = CHAIN.head(session, "bradford")
    write(session, 3)
    assert not chains(session, CHAIN, printed(head))["bradford"].broken
    assert CHAIN.head(session, "bradford") != head


def test_a_head_printed_before_the_first_entry_is_in_every_chain(session: Session) -> None:
    assert not chains(session, CHAIN, printed(START))["bradford"].broken


def test_a_plan_without_entries_has_a_head_of_its_own(session: Session) -> None:
    assert CHAIN.head(session, "no such plan") == START


def test_two_transactions_at_once_take_two_positions(engine: Engine) -> None:
    """The second waits for the first, on either database, and follows it."""
    first_wrote, second_wrote = threading.Event(), threading.Event()

    def second() -> None:
        first_wrote.wait(5)
        with transaction(engine) as session:
            write(session, 1)
        second_wrote.set()

    thread = threading.Thread(target=second)
    thread.start()
    with transaction(engine) as session:
        write(session, 2)
        first_wrote.set()
        assert not second_wrote.wait(0.2)
    thread.join(5)
    with transaction(engine, reads_only=True) as session:
        assert [entry.position for entry in entries(session)] == [1, 2, 3]
        assert verdict(session) is None


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
    assert chains(session, other)["bradford"].broken == ("entry 1 was changed after it was written",)
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
        assert verdict(later) is None


def test_the_key_lies_outside_the_database_readable_by_its_owner_alone(tmp_path: Path, session: Session) -> None:
    file = tmp_path / "secrets" / "audit.key"
    chain = AuditChain.from_file(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert AuditChain.from_file(file) == chain
    assert len(chain.key) == 32
    chain.record(session, plan_key="x", at=NOW, actor="a", action="b", subject="c", content={})
    (entry,) = entries(session, "x")
    kept = repr(entry.model_dump())
    assert repr(chain.key) not in kept
    assert chain.key.hex() not in kept


def test_two_installations_have_two_keys(tmp_path: Path) -> None:
    assert AuditChain.from_file(tmp_path / "one") != AuditChain.from_file(tmp_path / "two")


@pytest.mark.parametrize("content", ["", "abcd"])
def test_a_key_that_was_cut_short_is_refused_and_not_replaced(tmp_path: Path, content: str) -> None:
    """Under an empty key anybody could forge the chain, and a new key would disown the old entries."""
    file = tmp_path / "audit.key"
    file.write_text(content, encoding="ascii")
    with pytest.raises(KeyDamaged, match="restore it from a backup"):
        AuditChain.from_file(file)
    assert file.read_text(encoding="ascii") == content


words = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=30)
CHANGED = ("plan_key", "position", "at", "actor", "on_behalf_of", "action", "subject", "content", "salt", "digest",
           "previous", "link")  # fmt: skip


@hypothesis_settings(max_examples=40)
@given(st.lists(words, min_size=2, max_size=8), st.data())
def test_whatever_was_said_any_one_change_of_any_entry_shows(said: list[str], data: st.DataObject) -> None:
    memory = create_engine("sqlite://")
    SQLModel.metadata.create_all(memory)
    with Session(memory) as session:
        for each in said:
            CHAIN.record(session, plan_key="p", at=NOW, actor="a", action="b", subject=each, content={"said": each})
        head = PrintedHead("p", "edition 1", CHAIN.head(session, "p"))
        assert check_audit(session, CHAIN, [head]).holds
        places = st.integers(1, len(said))
        place, how = data.draw(places), data.draw(st.sampled_from((*CHANGED, "removed", "swapped")))
        where = f"WHERE position = {place}"
        if how == "removed":
            tamper(session, f"DELETE FROM audit_entry {where}")  # noqa: S608
        elif how == "swapped":
            other = data.draw(places.filter(lambda number: number != place))
            for old, new in ((place, 0), (other, place), (0, other)):
                tamper(session, f"UPDATE audit_entry SET position = {new} WHERE position = {old}")  # noqa: S608
        else:
            value = {"position": "99", "at": "'2023-03-03 09:30:00.000001'"}.get(how, f"{how} || 'x'")
            tamper(session, f"UPDATE audit_entry SET {how} = {value} {where}")  # noqa: S608
        assert not check_audit(session, CHAIN, [head]).holds
    memory.dispose()
