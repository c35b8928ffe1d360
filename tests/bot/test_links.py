from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.links import BadLink, FileOffer, LinkSigner, ReportLink, issued_until, valid_until
from store.key_file import KeyDamaged
from store.working_days import london_date

NOW = datetime(2023, 3, 3, 9, 31, tzinfo=UTC)
KEY = bytes(range(32))
LINK = ReportLink("compliance-officer", "bradford-wsoa-2022", NOW, "docx", NOW + timedelta(hours=72))


def test_a_link_says_whose_it_is_and_what_for() -> None:
    signer = LinkSigner(KEY)
    assert signer.read(signer.sign(LINK), NOW) == LINK


def test_a_link_goes_into_an_address_as_it_is() -> None:
    token = LinkSigner(KEY).sign(replace(LINK, person_key="Ünal/50%?x=y z#"))
    assert all(character.isalnum() or character in "-_." for character in token)


def test_a_moment_is_the_same_moment_in_any_zone() -> None:
    signer = LinkSigner(KEY)
    east = timezone(timedelta(hours=9))
    told = replace(LINK, as_at=NOW.astimezone(east), valid_until=LINK.valid_until.astimezone(east))
    assert signer.sign(told) == signer.sign(LINK)


def test_a_link_holds_to_its_last_moment_and_no_longer() -> None:
    signer = LinkSigner(KEY)
    token = signer.sign(LINK)
    assert signer.read(token, LINK.valid_until) == LINK
    with pytest.raises(BadLink, match="ask the bot for the report again"):
        signer.read(token, LINK.valid_until + timedelta(microseconds=1))


@given(st.data())
def test_no_change_to_a_link_goes_unnoticed(data: st.DataObject) -> None:
    signer = LinkSigner(KEY)
    token = signer.sign(LINK)
    place = data.draw(st.integers(0, len(token) - 2))  # the last character carries bits that mean nothing
    other = data.draw(st.characters(codec="ascii").filter(lambda character: character != token[place]))
    with pytest.raises(BadLink):
        signer.read(token[:place] + other + token[place + 1 :], NOW)


@given(st.text(max_size=60))
def test_no_text_is_a_link_by_chance(text: str) -> None:
    with pytest.raises(BadLink):
        LinkSigner(KEY).read(text, NOW)


@pytest.mark.parametrize("fields", [[], ["a"], {}, "text", None, 7, ["p", "k", "no moment", "docx", "2023-03-03"]])
def test_what_we_signed_for_another_purpose_is_no_link(fields: object) -> None:
    signer = LinkSigner(KEY)
    with pytest.raises(BadLink):
        signer.read(str(signer._serializer.dumps(fields)), NOW)


def test_an_offer_of_a_file_is_no_link_and_a_link_no_offer() -> None:
    signer = LinkSigner(KEY)
    offer = FileOffer(LINK, "0f")
    assert signer.read_offer(signer.sign_offer(offer), NOW) == offer
    with pytest.raises(BadLink):
        signer.read(signer.sign_offer(offer), NOW)
    with pytest.raises(BadLink):
        signer.read_offer(signer.sign(LINK), NOW)
    with pytest.raises(BadLink):
        signer.read_offer(signer.sign_offer(offer), LINK.valid_until + timedelta(microseconds=1))


@given(st.one_of(st.none(), st.dates(date(2023, 1, 1), date(2024, 12, 31))), st.integers(1, 60))
def test_the_links_to_an_issue_outlast_both_the_board_and_the_days_given(meeting: date | None, days: int) -> None:
    until = london_date(issued_until(meeting, NOW, days))
    assert until - max(meeting or london_date(NOW), london_date(NOW)) == timedelta(days=days)


def test_another_key_does_not_open_it() -> None:
    with pytest.raises(BadLink):
        LinkSigner(bytes(32)).read(LinkSigner(KEY).sign(LINK), NOW)


def test_the_key_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "secrets" / "links.key"
    token = LinkSigner.from_file(path).sign(LINK)
    assert LinkSigner.from_file(path).read(token, NOW) == LINK
    assert path.stat().st_mode & 0o077 == 0
    assert len(bytes.fromhex(path.read_text(encoding="ascii"))) == 32


@pytest.mark.parametrize("content", ["", "ab" * 31, "no key at all, though it is as long as one: 64 characters......."])
def test_under_a_damaged_key_no_link_is_signed(tmp_path: Path, content: str) -> None:
    """Under an empty one everybody could sign."""
    path = tmp_path / "links.key"
    path.write_text(content, encoding="ascii")
    with pytest.raises(KeyDamaged, match="restore it from a backup"):
        LinkSigner.from_file(path)


def test_hours_are_counted_on_through_the_change_of_clocks() -> None:
    assert valid_until(datetime(2023, 3, 25, 12, tzinfo=UTC), 72) == datetime(2023, 3, 28, 12, tzinfo=UTC)
