"""A letter as an email: headers, and the same words as plain text and as HTML.

Neither part leads anywhere but to the person's own form; there is no picture, so nothing tells whether it was read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from bot.email.letter import Letter, RequestsToAnswer
from workflows.answers import EditionIssued
from workflows.language import count_words, day_words, list_words, moment_words, short
from workflows.updates.views import ItemView

HERE = Path(__file__).parent
LONGEST_SUBJECT = 180
_ON_THE_WIRE = SMTP.clone(max_line_length=LONGEST_SUBJECT + 60)
"""So that no subject is folded before its first word, which some mail programs show as a blank."""

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_ADDRESS = re.compile(rf"(?=[^@]{{1,64}}@){_ATOM}(\.{_ATOM})*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
_NOT_PRINTED = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]+")


class NotAnAddress(Exception):
    """An email address cannot be written to; the message says why."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Whom emails come from and whom people write back to. `reply_to` None: the same."""

    address: Address
    reply_to: Address | None = None

    @property
    def contact(self) -> str:
        return (self.reply_to or self.address).addr_spec


def address_of(name: str, address: str) -> Address:
    """Raises NotAnAddress."""
    if not address:
        raise NotAnAddress("has no email address")
    if not _ADDRESS.fullmatch(address):
        raise NotAnAddress("the email address is not one that a mail server takes")
    return Address(one_line(name), addr_spec=address)


def read_address(text: str) -> Address:
    """From "Name <address>" or an address alone. Raises NotAnAddress."""
    name, address = parseaddr(one_line(text))
    return address_of(name, address)


def read_sender(address: str, reply_to: str) -> Sender:
    """`reply_to` blank: the same. Raises NotAnAddress."""
    return Sender(read_address(address), read_address(reply_to) if reply_to else None)


def one_line(text: str) -> str:
    """Without line ends and other control characters: what stands in a header can begin no other."""
    return " ".join(_NOT_PRINTED.sub(" ", text).split())


def compose(letter: Letter, to: Address, sender: Sender) -> EmailMessage:
    email = EmailMessage(policy=SMTP)
    email["Subject"] = short(one_line(letter.subject), LONGEST_SUBJECT)
    email["From"] = sender.address
    email["To"] = to
    if sender.reply_to:
        email["Reply-To"] = sender.reply_to
    email["Date"] = format_datetime(letter.written_at)
    email["Message-ID"] = message_id_of(letter, sender)
    if letter.follows:
        email["In-Reply-To"] = letter.follows[-1]
        email["References"] = " ".join(letter.follows)
    email["List-Id"] = f"SEND improvement plan <send-updates.{sender.address.domain}>"
    email["Auto-Submitted"] = "auto-generated"
    email["X-Auto-Response-Suppress"] = "OOF, AutoReply"  # not "All": that would keep back news of an undelivered one
    text, html = _parts(letter, sender)
    email.set_content(text, charset="utf-8", cte="quoted-printable")
    email.add_alternative(html, subtype="html", charset="utf-8", cte="quoted-printable")
    email["Content-Language"] = "en-GB"  # of both parts, so not before there are two
    return email


def wire_form(email: EmailMessage) -> bytes:
    return email.as_bytes(policy=_ON_THE_WIRE)


def message_id_of(letter: Letter, sender: Sender) -> str:
    return f"<{letter.reference}@{sender.address.domain}>"


def _parts(letter: Letter, sender: Sender) -> tuple[str, str]:
    says = letter.says
    if isinstance(says, RequestsToAnswer):
        name = "requests"
        waiting = [item for item in says.view.items if not item.answered]
        given = {
            "view": says.view,
            "waiting": waiting,
            "needed": needed_words(waiting),
            "link": says.link,
            "ends": moment_words(says.link_ends),
        }
    elif isinstance(says, EditionIssued):
        name, given = "edition", {"issued": says, "ends": moment_words(says.ready.valid_until)}
    else:
        name, given = "notice", {"paragraphs": says}
    given |= {"letter": letter, "contact": sender.contact}
    text = _environment().get_template(f"{name}.txt.j2").render(given)
    html = _environment().get_template(f"{name}.html.j2").render(given)
    return text, html


def needed_words(waiting: list[ItemView]) -> str:
    """3 milestones and 1 action."""
    milestones = sum(item.seq is not None for item in waiting)
    counts = ((milestones, "milestone"), (len(waiting) - milestones, "action"))
    return list_words([count_words(number, word) for number, word in counts if number])


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=select_autoescape(["html.j2"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["day"] = day_words
    environment.filters["one_line"] = one_line
    environment.filters["moment"] = moment_words
    return environment
