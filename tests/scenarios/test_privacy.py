"""What people write stays in the register: nothing of it in logs, answers to strangers or the audit's names."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import timedelta

import pytest
import structlog
from structlog.testing import capture_logs

from tests.scenarios.fake_teams import APP_PASSWORD, Scripted
from tests.scenarios.running_bot import (
    LEAD,
    OFFICER,
    REMINDER,
    SRO,
    HandHeldClock,
    RunningBot,
    buttons,
    links,
    words,
)
from tests.scenarios.test_answering_a_card import refuse_evidence

NARRATIVE = "Zanzibar criteria were agreed"
EVIDENCE = "Minutes kept in Timbuktu"
CAUSE = "The chair went to Samarkand"
SECRET_WORDS = ("Zanzibar", "Timbuktu", "Samarkand", "Xanadu")
TYPED = {
    "rating": "RED",
    "narrative": NARRATIVE,
    "evidence": EVIDENCE,
    "cause": CAUSE,
    "recovery": "Xanadu",
    "forecast": "2023-05-31",
}


@pytest.fixture
def written_logs() -> Iterator[io.StringIO]:
    """The log lines as the bot writes them, with tracebacks rendered."""
    written = io.StringIO()
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.WriteLoggerFactory(written),
        cache_logger_on_first_use=False,
    )
    yield written
    structlog.reset_defaults()


async def test_nothing_that_was_typed_is_logged(bot: RunningBot, clock: HandHeldClock) -> None:
    bot.everybody_has_the_app()
    lead = bot.member(LEAD)
    with capture_logs() as logs:
        clock.now = REMINDER
        await bot.delivery.tick()
        form = buttons(lead.inbox[0].card)["Save update"]
        incomplete = {**TYPED, "cause": ""}
        await lead.presses({**form, **incomplete})
        await lead.presses({**form, **TYPED})
        await lead.presses({**form, **TYPED})
        await lead.presses({**form, **TYPED, "narrative": f"{NARRATIVE}, again"})
        await bot.member(SRO).presses({**form, **TYPED})
        await lead.writes(f"{NARRATIVE} and so on, what is red")
        await bot.member(SRO).writes("how is 4.2.2")
        bot.teams.script(lead.chat, Scripted(500), Scripted(500))
        await lead.presses({**form, **TYPED})
        await bot.stop()
    assert {"record_update", "refuse_update", "answer_question", "deliver"} <= {entry["action"] for entry in logs}
    said = repr(logs)
    assert not [secret for secret in SECRET_WORDS if secret in said]


async def test_nothing_that_was_typed_is_logged_when_the_database_fails(
    bot: RunningBot, clock: HandHeldClock, written_logs: io.StringIO
) -> None:
    """A fault of the database comes with the statement's parameters unless it is told to keep them to itself."""
    bot.everybody_has_the_app()
    clock.now = REMINDER
    await bot.delivery.tick()
    lead = bot.member(LEAD)
    form = buttons(lead.inbox[0].card)["Save update"]
    bot.change(refuse_evidence)
    await lead.presses({**form, **TYPED})
    logged = written_logs.getvalue()
    assert "turn failed" in logged
    assert not [secret for secret in SECRET_WORDS if secret in logged]


async def test_neither_tokens_nor_passwords_nor_links_are_logged(
    bot: RunningBot, clock: HandHeldClock, written_logs: io.StringIO
) -> None:
    clock.now = REMINDER
    token = bot.teams.token()
    officer = bot.member(OFFICER)
    await bot.post(officer.activity(text="exception report now"), token=token)
    answer = officer.inbox[-1]
    for address in links(answer.card).values():
        async with bot.client.get(f"/reports/{address.rsplit('/', 1)[1]}") as fetched:
            assert fetched.status == 200
    await bot.post(officer.activity(text="hello"), token="not a token")
    logged = written_logs.getvalue()
    assert logged
    for secret in (token, APP_PASSWORD, "token-1", next(iter(links(answer.card).values())).rsplit("/", 1)[1]):
        assert secret not in logged


async def test_every_log_line_says_which_action_it_belongs_to(bot: RunningBot, clock: HandHeldClock) -> None:
    bot.everybody_has_the_app()
    with capture_logs() as logs:
        clock.now = REMINDER
        await bot.delivery.tick()
        await bot.member(SRO).writes("what is red")
        await bot.post(b"nonsense")
        await bot.post(bot.member(LEAD).activity(), token="nonsense")
    assert logs
    assert all(entry.get("action") for entry in logs)


async def test_a_refused_card_gives_back_only_to_the_one_who_typed(bot: RunningBot, clock: HandHeldClock) -> None:
    bot.everybody_has_the_app()
    clock.now = REMINDER + timedelta(hours=1)
    await bot.delivery.tick()
    request = bot.member(LEAD).inbox[0]
    said = await bot.member(SRO).presses({**buttons(request.card)["Save update"], **TYPED})
    assert NARRATIVE in words(said.card)
    await bot.stop()
    elsewhere = [words(call.card) for call in (*bot.teams.sent, *bot.teams.replaced)]
    assert not any("Zanzibar" in shown for shown in elsewhere)
