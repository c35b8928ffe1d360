"""What an email says, and how it is made."""

from __future__ import annotations

import email
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from email.message import EmailMessage
from email.policy import default
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.email.composing import NotAnAddress, Sender, address_of, compose, read_address, wire_form
from bot.email.letter import Letter, RequestsToAnswer
from store.cut import RatingRow
from store.types import RatingRole
from workflows.updates.rules import ItemFacts
from workflows.updates.views import ItemView, RequestView

NOW = datetime(2023, 3, 3, 9, 30, tzinfo=UTC)
LINK = "https://sendbot.bradford.example/answer/WyJwZXJzb24iLDEyXQ.abc-_DEF"
SENDER = Sender(read_address("SEND team <send@bradford.example>"), read_address("help@bradford.example"))
GREEN = RatingRow("GREEN", "Green", 1, "On track", RatingRole.ON_TRACK, 1, "#00FF00", True)


def item(number: int = 1, **others: Any) -> ItemView:
    shown = ItemView(
        item=f"m:{number}",
        local_area="Bradford",
        ratings=(GREEN,),
        ref="2.1.2",
        seq=number,
        title="Write to every school about annual reviews",
        measure="All schools have replied",
        due=date(2023, 3, 31),
        due_original=date(2023, 3, 31),
        timing="Due 31 March 2023",
        late=False,
        reason="Due in 20 working days",
        facts=ItemFacts(True, date(2023, 3, 31), None, None),
        latest=None,
        answered=False,
    )
    return replace(shown, **others)


def letter(*items: ItemView, **others: Any) -> Letter:
    view = RequestView("Siobhán O’Brien", 12, items or (item(1), item(2), item(3)), date(2023, 3, 3))
    asked = RequestsToAnswer(view, LINK, datetime(2023, 3, 31, 16, 0, tzinfo=UTC))
    subject = "Update needed: 3 milestones, first 2.1.2 milestone 1, Due 31 March 2023"
    return replace(Letter("20230303093000.12", view.person, subject, NOW, asked), **others)


def arrived(sent: Letter, to: str = "s.obrien@trust.nhs.example") -> EmailMessage:
    """Through the wire and back."""
    composed = compose(sent, address_of(sent.name, to), SENDER)
    return email.message_from_bytes(wire_form(composed), policy=default)


def text_of(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content())


class Words(HTMLParser):
    """The words of a page, and what it fetches or leads to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words, self.tags, self.addresses = "", set[str](), set[str]()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.addresses |= {value or "" for name, value in attrs if name in {"href", "src", "background", "action"}}

    def handle_data(self, data: str) -> None:
        self.words += data


def test_the_subject_says_what_is_needed() -> None:
    assert arrived(letter())["Subject"] == "Update needed: 3 milestones, first 2.1.2 milestone 1, Due 31 March 2023"


def test_each_part_says_everything_by_itself() -> None:
    message = arrived(letter())
    html = Words(text_of(message, "html"))
    assert LINK in html.addresses
    for words in (text_of(message, "plain"), html.words):
        for said in (
            "Siobhán O’Brien",
            "2.1.2 milestone 3",
            "Write to every school",
            "All schools have replied",
            "Due 31 March 2023",
            "31 March 2023, 17:00",
            "help@bradford.example",
            "name no child",
        ):
            assert said in words
    assert LINK in text_of(message, "plain")


def test_nothing_in_it_can_tell_whether_it_was_read() -> None:
    html = Words(text_of(arrived(letter()), "html"))
    assert html.tags.isdisjoint({"img", "link", "script", "iframe", "video", "object", "form"})
    assert html.addresses == {LINK, "mailto:help@bradford.example"}
    assert "url(" not in text_of(arrived(letter()), "html")


def test_the_page_names_its_language_and_has_one_main_heading() -> None:
    html = text_of(arrived(letter()), "html")
    assert '<html lang="en-GB">' in html
    assert html.count("<h1") == 1
    assert html.count("<h2") == 3


def test_the_headers_keep_machines_from_answering() -> None:
    message = arrived(letter())
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Auto-Response-Suppress"] == "OOF, AutoReply"
    assert message["List-Id"] == "SEND improvement plan <send-updates.bradford.example>"
    assert message["Reply-To"] == "help@bradford.example"
    assert message["From"] == "SEND team <send@bradford.example>"
    assert message["Date"].datetime == NOW
    assert message["Content-Language"] == "en-GB"


def test_a_later_request_stands_in_the_thread_of_the_earlier_ones() -> None:
    first, second = "<20230201.7@bradford.example>", "<20230215.9@bradford.example>"
    message = arrived(letter(follows=(first, second)))
    assert (message["In-Reply-To"], message["References"]) == (second, f"{first} {second}")
    assert message["Message-ID"] == "<20230303093000.12@bradford.example>"
    assert "In-Reply-To" not in arrived(letter())


def test_only_what_waits_is_asked_for() -> None:
    message = arrived(letter(item(1, answered=True), item(2)))
    assert "2.1.2 milestone 1" not in text_of(message, "plain")
    assert "your update on 1 milestone." in text_of(message, "plain")


def test_a_notice_says_its_paragraphs_and_asks_for_nothing() -> None:
    message = arrived(letter(subject="2.1.2 was rated Red", says=("The cause is <late> data.", "It recovers in May.")))
    html = Words(text_of(message, "html"))
    for words in (text_of(message, "plain"), html.words):
        assert "The cause is <late> data." in words
        assert "It recovers in May." in words
    assert html.addresses == {"mailto:help@bradford.example"}


def test_words_of_the_register_stay_words() -> None:
    message = arrived(letter(item(1, title='Ask <b onclick="x">the “Trust’s” team</b> & others')))
    assert '<b onclick="x">' in text_of(message, "plain")
    html = Words(text_of(message, "html"))
    assert "b" not in html.tags
    assert '<b onclick="x">the “Trust’s” team</b> & others' in html.words


def test_a_long_title_is_whole_in_the_text_and_short_in_the_subject() -> None:
    title = "Agree the protocol with every partner " * 40
    message = arrived(letter(item(1, title=title), subject=f"Update needed: {title}"))
    assert len(message["Subject"]) <= 180
    assert message["Subject"].endswith("…")
    assert " ".join(title.split()) in " ".join(text_of(message, "plain").split())


def test_no_line_on_the_wire_is_longer_than_a_mail_server_takes() -> None:
    composed = compose(letter(item(1, title="x" * 5000)), address_of("A", "a@b.example"), SENDER)
    assert max(map(len, wire_form(composed).split(b"\r\n"))) <= 998


anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
lines = st.lists(anything, min_size=2, max_size=3).map("\r\nBcc: everybody@bradford.example\r\n\r\n".join)


@given(name=anything | lines, title=anything | lines)
@settings(max_examples=60)
def test_no_name_and_no_title_can_add_a_header_or_an_addressee(name: str, title: str) -> None:
    message = arrived(letter(item(1, title=title), name=name, subject=f"Update needed: {title}"))
    assert set(message.keys()) == set(arrived(letter()).keys())
    assert [one.addr_spec for one in message["To"].addresses] == ["s.obrien@trust.nhs.example"]
    assert "\n" not in message["Subject"]


@pytest.mark.parametrize("name", ["Siobhán O’Brien", "D'Arcy, Zoë", "李 雷", 'Ann "Nan" Smith', ""])
def test_a_name_arrives_as_it_is_written(name: str) -> None:
    (to,) = arrived(letter(name=name))["To"].addresses
    assert to.display_name == name


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nobody",
        "a@b@c",
        "a b@c.example",
        "a@b.example\r\nRCPT TO:<x@y>",
        "é@b.example",
        "a@",
        "a..b@c.uk",
        ".a@c.uk",
        "a.@c.uk",
    ],
)
def test_what_is_no_address_is_not_written_to(address: str) -> None:
    with pytest.raises(NotAnAddress, match="email address"):
        address_of("A Person", address)


@pytest.mark.parametrize("address", ["o'brien@nhs.example", "a.b+c@d-e.f.example", "a@localhost"])
def test_an_unusual_address_is_still_one(address: str) -> None:
    assert address_of("A Person", address).addr_spec == address


def test_the_plain_part_has_no_gaps_and_no_markup() -> None:
    plain = text_of(arrived(letter()), "plain").replace("\r\n", "\n")
    assert not re.search(r"\n{4,}", plain)
    assert "<" not in plain
    assert "{" not in plain
