"""The form behind a personal link: what it refuses, what it keeps, and what it never does."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from bot.conversation.british_dates import whole_day
from bot.links import AnswerLink, LinkOver, LinkSigner, NoSuchLink, ReportLink, answers_until
from bot.web.answer_fields import form_fields, read
from bot.web.submitted_form import LONGEST_BODY
from store import tables
from store.types import UpdateSource
from tests.bot.test_email import item
from tests.scenarios.partner import Page, Partner, mail, partner
from tests.scenarios.running_bot import BUSY_LEAD, LEAD, REMINDER, HandHeldClock
from workflows.updates.rules import MAX_TEXT, Field
from workflows.updates.views import RequestView

__all__ = ["mail", "partner"]

FORM = "application/x-www-form-urlencoded"
SAID = {"rating": "GREEN", "narrative": "The criteria are agreed."}
NOW = datetime(2023, 3, 3, 9, 31, tzinfo=UTC)
LINK = AnswerLink(LEAD, 12, NOW + timedelta(days=3))
KEY = bytes(range(32))


@pytest.fixture
def where(partner: Partner) -> str:
    return partner.form_link("4.2.2", 1)


def signed(partner: Partner, **others: Any) -> str:
    message = partner.bot.messages_of(partner.member)[0]
    link = replace(AnswerLink(LEAD, message.id or 0, REMINDER + timedelta(hours=1)), **others)
    return f"/answer/{LinkSigner.from_file(partner.bot.store.secrets / 'links.key').sign_answer(link)}"


async def posts(
    partner: Partner, where: str, body: bytes | str, content_type: str = FORM, method: str = "POST"
) -> Page:
    raw = io.BytesIO(body if isinstance(body, bytes) else body.encode())
    async with partner.bot.client.request(
        method, where, data=raw, headers={"Content-Type": content_type}, allow_redirects=False
    ) as answer:
        return Page(answer.status, answer.headers.copy(), await answer.text())


async def body_of(partner: Partner, where: str, **typed: str) -> str:
    form = await partner.opens(where)
    return urlencode({**form.fields, **typed})


async def test_every_page_tells_nobody_where_it_was_and_is_kept_nowhere(partner: Partner, where: str) -> None:
    for page in (await partner.opens(), await partner.opens(where), await partner.opens("/answer/made-up")):
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert page.headers["Cache-Control"] == "no-store"
        assert page.headers["X-Robots-Tag"].startswith("noindex")
        policy = page.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert "<script" not in page.text


async def test_reading_changes_nothing_but_the_audit(partner: Partner, where: str) -> None:
    before = partner.bot.rows_of_every_table()
    await partner.opens()
    await partner.opens(where)
    async with partner.bot.client.head(where) as answer:
        assert answer.status == 200
    after = partner.bot.rows_of_every_table()
    assert {table for table, rows in after.items() if rows != before[table]} == {"audit_entry"}
    views = partner.bot.audited("view_requests")
    assert [entry.actor for entry in views] == [LEAD] * 3
    assert partner.bot.audit_holds()


async def test_a_refused_form_says_what_is_wrong_above_and_beside_the_field(partner: Partner, where: str) -> None:
    form = await partner.opens(where)
    page = await partner.sends(form, where, rating="RED", narrative="Late.", forecast="31/2/2023")
    assert page.status == 422
    assert "<title>Error: Update 4.2.2 milestone 1" in page.text
    assert page.wrong == ["cause", "recovery", "forecast"]
    for field in page.wrong:
        assert f'href="#{field}"' in page.text
        assert f'id="{field}"' in page.text
        assert f'aria-describedby="{field}-hint {field}-error-1"' in page.text
    assert page.fields["forecast"] == "31/2/2023"
    assert page.words.count("write it as 31/3/2023") == 2


async def test_without_a_rating_the_choices_are_marked(partner: Partner, where: str) -> None:
    page = await partner.sends(await partner.opens(where), where)
    assert page.status == 422
    assert page.wrong == ["rating", "narrative"]
    assert 'href="#rating-1"' in page.text
    assert 'id="rating-1"' in page.text


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"), max_size=200),
)
def test_whatever_was_typed_stands_in_the_field_again(text: str) -> None:
    typed = read({"narrative": text, "forecast": text})
    view = RequestView("A", 1, (item(1),), date(2023, 3, 3))
    values = {field.id: field.value for field in form_fields(view, view.items[0], typed)}
    assert values["narrative"] == text
    assert values["forecast"] == text


async def test_typed_words_stay_words_on_the_page(partner: Partner, where: str) -> None:
    nasty = '</textarea><script>alert("1")</script> & “quotes”'
    page = await partner.sends(await partner.opens(where), where, narrative=nasty)
    assert page.fields["narrative"] == nasty
    assert "<script" not in page.text


async def test_a_text_that_is_too_long_comes_back_whole_with_by_how_much(partner: Partner, where: str) -> None:
    text = "é" * (MAX_TEXT + 1)
    page = await partner.sends(await partner.opens(where), where, rating="GREEN", narrative=text)
    assert page.status == 422
    assert page.fields["narrative"] == text
    assert f"{MAX_TEXT + 1:,} characters" in page.words


async def test_a_green_that_its_forecast_contradicts_is_asked_about_once_and_kept(partner: Partner, where: str) -> None:
    late = {**SAID, "forecast": "30 June 2023"}
    asked = await partner.sends(await partner.opens(where), where, **late)
    assert asked.status == 200
    assert "is it still Green?" in asked.text
    assert partner.bot.updates() == []
    saved = await partner.sends(asked, where, **late)
    assert saved.status == 303
    (update,) = partner.bot.updates()
    assert (update.rating_code, update.forecast) == ("GREEN", date(2023, 6, 30))


async def test_a_second_press_gives_the_same_page_and_one_update(partner: Partner, where: str) -> None:
    form = await partner.opens(where)
    first = await partner.sends(form, where, **SAID)
    second = await partner.sends(form, where, **SAID)
    assert (first.status, first.headers["Location"]) == (second.status, second.headers["Location"])
    assert len(partner.bot.updates(partner.bot.item("4.2.2", 1))) == 1


async def test_an_answer_given_meanwhile_is_shown_and_ones_own_words_are_kept(partner: Partner, where: str) -> None:
    form = await partner.opens(where)
    await partner.sends(form, where, **SAID)
    late = await partner.sends(form, where, rating="AMBER", narrative="Mine is another view.")
    assert late.status == 409
    assert "The criteria are agreed." in late.words
    assert "yours was not saved over it" in late.words
    assert (late.fields["rating"], late.fields["narrative"]) == ("AMBER", "Mine is another view.")
    again = await partner.sends(late, where)
    assert again.status in {303, 422}
    assert "answered meanwhile" not in again.words


async def test_an_answer_may_be_corrected_from_the_whole_of_it(partner: Partner, where: str) -> None:
    await partner.sends(await partner.opens(where), where, **SAID, help_needed="None.")
    correction = await partner.opens(where)
    assert "Correct 4.2.2 milestone 1" in correction.words
    assert (correction.fields["narrative"], correction.fields["help_needed"]) == (SAID["narrative"], "None.")
    await partner.sends(correction, where, narrative="They are agreed but for one.")
    first, second = partner.bot.updates(partner.bot.item("4.2.2", 1))
    assert (second.narrative, second.corrects_id, second.source) == (
        "They are agreed but for one.",
        first.id,
        UpdateSource.WEB,
    )


async def test_an_item_closed_by_decision_takes_no_answer_and_the_words_are_given_back(
    partner: Partner, where: str
) -> None:
    form = await partner.opens(where)

    def withdraw(session: Session) -> None:
        action = session.exec(select(tables.Action).where(tables.Action.ref == "4.2.2")).one()
        action.lifecycle, action.decision_reference = "withdrawn", "Board 7 March, item 4"

    partner.bot.change(withdraw)
    page = await partner.sends(form, where, **SAID)
    assert page.status == 409
    assert "Board 7 March, item 4" in page.words
    assert SAID["narrative"] in page.words
    assert [entry.actor for entry in partner.bot.audited("refuse_update")] == [LEAD]


async def test_a_made_up_link_is_a_plain_page_that_says_what_to_do(partner: Partner) -> None:
    for token in ("x", "x.y", "a" * 4000, "WyJhIl0.AAAA", "..%2f..", "%00"):
        page = await partner.opens(f"/answer/{token}")
        assert page.status == 404, token
        assert "Open it from the email once more" in page.words, token
    assert partner.bot.audited("refuse_link") == []


async def test_a_link_to_the_message_of_somebody_else_is_no_link(partner: Partner, where: str) -> None:
    other = partner.bot.messages_of(partner.bot.member(BUSY_LEAD))[0]
    for path in (
        signed(partner, message_id=other.id),
        signed(partner, person_key=BUSY_LEAD),
        signed(partner, person_key="somebody who left"),
        f"{signed(partner)}/m:999999",
        f"{signed(partner)}/{partner.bot.item('4.1.1', 1)}",
    ):
        assert (await partner.opens(path)).status == 404, path
    form = await partner.opens(where)
    elsewhere = f"{signed(partner)}/{partner.bot.item('4.1.1', 1)}"
    assert (await posts(partner, elsewhere, urlencode({**form.fields, **SAID}))).status == 404


async def test_a_download_link_is_no_link_to_the_form(partner: Partner) -> None:
    signer = LinkSigner.from_file(partner.bot.store.secrets / "links.key")
    token = signer.sign(ReportLink(LEAD, "bradford-wsoa-2022", REMINDER, "docx", REMINDER + timedelta(hours=1)))
    assert (await partner.opens(f"/answer/{token}")).status == 404


async def test_a_link_that_has_run_out_says_whom_to_write_to(partner: Partner, clock: HandHeldClock) -> None:
    path = signed(partner)
    clock.now = REMINDER + timedelta(hours=1)
    assert (await partner.opens(path)).status == 200
    form = await partner.opens(f"{path}/{partner.bot.item('4.2.2', 1)}")
    clock.now += timedelta(seconds=1)
    page = await partner.opens(path)
    assert page.status == 410
    assert "send@bradford.example" in page.words
    late = await partner.sends(form, f"{path}/{partner.bot.item('4.2.2', 1)}", **SAID)
    assert late.status == 410
    assert partner.bot.updates(partner.bot.item("4.2.2", 1)) == []
    assert [entry.actor for entry in partner.bot.audited("refuse_link")] == [LEAD, LEAD]


async def test_the_link_of_a_cycle_ends_at_its_cut_off(partner: Partner, clock: HandHeldClock) -> None:
    (cycle,) = [entry for entry in partner.bot.audited("open_cycle") if "cut_off" in (entry.content or "")]
    _, _, rest = (cycle.content or "").partition('"cut_off": "')
    cut_off = datetime.fromisoformat(rest.partition('"')[0])
    clock.now = cut_off
    assert (await partner.opens()).status == 200
    clock.now = cut_off + timedelta(seconds=1)
    assert (await partner.opens()).status == 410


async def test_only_our_own_form_is_read(partner: Partner, where: str) -> None:
    body = await body_of(partner, where, **SAID)
    for content_type, status in (
        ("text/plain", 415),
        ("application/json", 415),
        ("multipart/form-data; boundary=x", 415),
        (f"{FORM}; charset=iso-8859-1", 400),
    ):
        page = await posts(partner, where, body, content_type)
        assert page.status == status, content_type
        assert "Nothing was saved" in page.words
    assert partner.bot.updates(partner.bot.item("4.2.2", 1)) == []
    assert (await posts(partner, where, body, f"{FORM}; charset=UTF-8")).status == 303


async def test_nonsense_is_refused_in_a_sentence(partner: Partner, where: str) -> None:
    for body, status in (
        (b"rating=%ff%fe&seen=0", 400),
        (b"rating=\xff&seen=0", 400),
        (b"seen=x", 400),
        (b"", 400),
        (b"seen=99999999999999999999", 400),
        (b"&".join(b"a=1" for _ in range(200)), 400),
        (b"seen=0&narrative=" + b"x" * LONGEST_BODY, 413),
        (b"seen=0&narrative=" + b"x" * 2 * 1024 * 1024, 413),
    ):
        page = await posts(partner, where, body)
        assert page.status == status, body[:40]
        assert "Nothing was saved" in page.words
    assert partner.bot.updates(partner.bot.item("4.2.2", 1)) == []


async def test_other_methods_are_refused_in_a_sentence(partner: Partner, where: str) -> None:
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS"):
        page = await posts(partner, where, "", method=method)
        assert (page.status, page.headers["Allow"]) == (405, "GET, HEAD, POST")
        assert "use the form" in page.words
    listed = await posts(partner, partner.list_link, "", method="POST")
    assert (listed.status, listed.headers["Allow"]) == (405, "GET, HEAD")
    assert "use the form" in listed.words


async def test_a_control_character_does_not_reach_the_register(partner: Partner, where: str) -> None:
    await posts(partner, where, await body_of(partner, where, rating="GREEN", narrative="All\x00 is\x1b agreed."))
    (update,) = partner.bot.updates(partner.bot.item("4.2.2", 1))
    assert update.narrative == "All is agreed."


async def test_somebody_who_no_longer_leads_may_not_answer(partner: Partner, where: str) -> None:
    form = await partner.opens(where)

    def leave(session: Session) -> None:
        for row in session.exec(select(tables.Appointment).where(tables.Appointment.person_id == partner.member.id)):
            row.ends_on = date(2023, 3, 1)

    partner.bot.change(leave)
    page = await partner.sends(form, where, **SAID)
    assert page.status == 409
    assert "Only the lead" in page.words
    assert partner.bot.all(select(tables.Update).where(col(tables.Update.source) == UpdateSource.WEB)) == []


# The fields


def test_what_only_some_ratings_need_is_shown_with_them() -> None:
    view = RequestView("A", 1, (item(1),), date(2023, 3, 3))
    fields = {field.id: field for field in form_fields(view, view.items[0], read({}))}
    assert fields["rating"].when == ()
    assert fields["narrative"].when == ()
    assert set(fields) <= {field.value for field in Field}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31/3/2023", date(2023, 3, 31)),
        ("3/4/23", date(2023, 4, 3)),
        ("31.03.2023", date(2023, 3, 31)),
        ("31 March 2023", date(2023, 3, 31)),
        (" 1st  apr 2023 ", date(2023, 4, 1)),
        ("2023-03-31", date(2023, 3, 31)),
        ("31/2/2023", None),
        ("3/31/2023", None),
        ("31 March", None),
        ("31/3/2023 or later", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_day_is_read_whole_or_not_at_all(text: str, day: date | None) -> None:
    assert whole_day(text) == day


# The link


def test_a_link_to_the_form_says_whose_it_is_and_what_for() -> None:
    signer = LinkSigner(KEY)
    assert signer.read_answer(signer.sign_answer(LINK), NOW) == LINK
    with pytest.raises(LinkOver) as over:
        signer.read_answer(signer.sign_answer(LINK), LINK.valid_until + timedelta(seconds=1))
    assert over.value.link == LINK


@given(st.data())
def test_no_change_to_a_link_to_the_form_goes_unnoticed(data: st.DataObject) -> None:
    signer = LinkSigner(KEY)
    token = signer.sign_answer(LINK)
    place = data.draw(st.integers(0, len(token) - 2))  # the last character carries bits that mean nothing
    other = data.draw(st.characters(codec="ascii").filter(lambda character: character != token[place]))
    with pytest.raises(NoSuchLink):
        signer.read_answer(token[:place] + other + token[place + 1 :], NOW)


@pytest.mark.parametrize("fields", [[], ["a"], {}, "text", None, 7, ["p", "x", 1], ["p", 1, 10**20], ["p", 1, "soon"]])
def test_what_we_signed_otherwise_is_no_link_to_the_form(fields: object) -> None:
    signer = LinkSigner(KEY)
    with pytest.raises(NoSuchLink):
        signer.read_answer(str(signer._answers.dumps(fields)), NOW)


def test_a_link_ends_at_the_cut_off_or_a_month_after_the_last_due_date() -> None:
    cut_off = datetime(2023, 3, 20, 17, tzinfo=UTC)
    due = date(2023, 3, 31)
    assert answers_until([cut_off], [due], NOW, 31) == cut_off
    assert answers_until([], [due, date(2023, 3, 1)], NOW, 31) == datetime(2023, 5, 1, 22, 59, 59, tzinfo=UTC)
    assert answers_until([], [date(2022, 1, 1)], NOW, 31) == datetime(2023, 4, 3, 22, 59, 59, tzinfo=UTC)
    assert answers_until([NOW - timedelta(days=1)], [due], NOW, 31) == datetime(2023, 5, 1, 22, 59, 59, tzinfo=UTC)
    assert answers_until([], [], NOW, 31) == datetime(2023, 4, 3, 22, 59, 59, tzinfo=UTC)
