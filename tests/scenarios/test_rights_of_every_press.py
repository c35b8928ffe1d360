"""Whatever is pressed or told without the right to it: one sentence, nothing changed, and the audit knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, SQLModel, col, func, select

from adaptive_cards.decision_form import Says
from adaptive_cards.options_form import OptionsSay
from adaptive_cards.risk_form import RiskSays
from adaptive_cards.verbs import Verb
from bot.conversation.doing.registry import DEEDS
from bot.conversation.said import Intent
from store import tables
from tests.scenarios.fake_teams import Call
from tests.scenarios.running_bot import CHAIR, LEAD, PLAN, REMINDER, HandHeldClock, RunningBot, words
from tests.scenarios.test_editions_in_chat import A_MINUTE_LATER
from workflows.governing.views import Matter

REF, AREA = "4.2.2", "4"
OTHER_LEAD, OTHER_DEPUTY, OTHER_SRO = "local-offer-lead", "send-transformation-manager", "director-of-public-health"
WRONG = (OTHER_LEAD, OTHER_DEPUTY, OTHER_SRO, CHAIR)
"""Who has a part in the plan and none in action 4.2.2: a lead and a deputy elsewhere, an SRO elsewhere, the board."""

NO_RIGHT_NEEDED = {Verb.ASK}
"""A message like any other."""

IN_SCENARIOS_OF_THEIR_OWN = {Verb.FILE, Verb.SEND_REPORT}
"""Of reports: the Board may have them."""

LONGEST_REFUSAL = 300

Press = Callable[[RunningBot], dict[str, Any]]


def on_item(do: Verb, **says: Any) -> Press:
    return lambda bot: {"sendbot": {"do": do.value, "item": bot.item(REF, 1), **says}}


def on_action(do: Verb, **says: Any) -> Press:
    return lambda bot: {"sendbot": {"do": do.value, "item": f"a:{action(bot).id}", **says}, "reason": "because"}


def on_edition(do: Verb, **says: Any) -> Press:
    return lambda bot: {"sendbot": {"do": do.value, "edition": edition(bot).id, **says}, "reason": "", "words": "x"}


def action(bot: RunningBot) -> tables.Action:
    return bot.one(select(tables.Action).where(tables.Action.ref == REF))


def edition(bot: RunningBot) -> tables.Edition:
    return bot.one(select(tables.Edition))


def decide(says: Says) -> Press:
    def press(bot: RunningBot) -> dict[str, Any]:
        of_a_milestone = says in {Says.ASK, Says.APPROVE, Says.REFUSE}
        item = bot.item(REF, 1) if of_a_milestone else f"a:{action(bot).id}"
        shown = bot.all(select(tables.Evidence))[0].id if says is Says.ACCEPT else 0
        return {
            "sendbot": {"do": "decide", "says": says.value, "item": item, "shown": shown},
            "day": "2023-06-30",
            "reason": "because",
            "embedded": "yes",
        }

    return press


def confirm(bot: RunningBot) -> dict[str, Any]:
    area = bot.one(select(tables.ImprovementArea).where(tables.ImprovementArea.ref == AREA))
    return {"sendbot": {"do": "confirm_area", "edition": edition(bot).id, "area": area.id, "says": "yes"}}


def no_change(bot: RunningBot) -> dict[str, Any]:
    return {"sendbot": {"do": "no_change", "items": f"{bot.item(REF, 1)}@{bot.updates()[-1].id}"}}


def reading(bot: RunningBot) -> dict[str, Any]:
    indicator = bot.all(select(tables.Indicator).order_by(col(tables.Indicator.id)))[0]
    return {"sendbot": {"do": "reading", "indicator": indicator.id}, "value": "12", "period_end": "2023-02-28"}


def risk(says: RiskSays) -> Press:
    def press(bot: RunningBot) -> dict[str, Any]:
        held = bot.all(select(tables.Risk))
        owner = bot.all(select(tables.ActionLead).where(tables.ActionLead.action_id == action(bot).id))[0].post_id
        about = {"plan": PLAN} if says is RiskSays.RAISE else {"risk": held[0].id}
        return {
            "sendbot": {"do": "risk", "says": says.value, **about},
            "kind": "risk",
            "title": "The provider may be late",
            "actions": REF,
            "owner": str(owner),
            "likelihood": "4",
            "impact": "4",
            "next_step": "Meet the provider",
            "next_step_by": "2023-03-31",
            "reason": "because",
        }

    return press


PRESSES: Mapping[str, tuple[Verb, Press]] = {
    "save": (Verb.SAVE, lambda bot: {**on_item(Verb.SAVE, seen=0)(bot), "rating": "GREEN", "narrative": "All is well"}),
    "no_change": (Verb.NO_CHANGE, no_change),
    "withdraw": (Verb.WITHDRAW, lambda bot: on_item(Verb.WITHDRAW, seen=bot.updates()[-1].id)(bot)),
    "reading": (Verb.READING, reading),
    "open": (Verb.OPEN, on_item(Verb.OPEN)),
    "show": (Verb.SHOW, lambda bot: {"sendbot": {"do": "show", "message_id": message(bot).id, "page": 0}}),
    "confirm_area": (Verb.CONFIRM_AREA, confirm),
    "step": (Verb.STEP, on_edition(Verb.STEP, step="clear", shown="0")),
    "edition": (Verb.EDITION, on_edition(Verb.EDITION, part="console")),
    "write": (Verb.WRITE, on_edition(Verb.WRITE, part="recut", says="go")),
    "date": (Verb.DECISION, on_action(Verb.DECISION, matter=Matter.DATE.value)),
    "approval": (Verb.DECISION, on_item(Verb.DECISION, matter=Matter.APPROVAL.value)),
    "completion": (Verb.DECISION, on_action(Verb.DECISION, matter=Matter.COMPLETION.value)),
    "dispute": (Verb.DECISION, on_action(Verb.DECISION, matter=Matter.DISPUTE.value)),
    "call_in": (Verb.DECISION, on_action(Verb.DECISION, matter=Matter.CALL_IN.value)),
    **{f"decide_{says.value}": (Verb.DECIDE, decide(says)) for says in Says},
    **{f"options_{says.value}": (Verb.OPTIONS, on_action(Verb.OPTIONS, says=says.value)) for says in OptionsSay},
    **{f"risk_{says.value}": (Verb.RISK, risk(says)) for says in RiskSays},
}

TOLD: Mapping[Intent, tuple[str, ...]] = {
    Intent.LEAVE: ("Service Manager CAMHS is away 7 to 14 March",),
    Intent.DELEGATE: ("Local Offer Lead covers for Service Manager CAMHS from 7 March to 14 March",),
    Intent.END_COVER: ("nobody covers for Service Manager CAMHS",),
    Intent.SNOOZE: (f"snooze {REF} until 20 March because the panel meets",),
    Intent.CYCLE_STATUS: ("cycle status",),
    Intent.UNREACHED: ("who was not reached",),
    Intent.CHASE: ("chase everyone", f"chase {REF} now"),
    Intent.CONFIRM_EDITION: (f"confirm area {AREA}",),
    Intent.EDITION_STATUS: ("edition status",),
    Intent.DATE_CHANGE_REQUEST: (f"move {REF} to 30 June 2023 because staff are late",),
    Intent.APPROVE_DATE: (f"approve the new date of {REF}", f"refuse the new date of {REF} because no"),
    Intent.SIGN_OFF: (f"sign off {REF}", f"send {REF} back because no"),
    Intent.CHALLENGE_RATING: (f"I dispute the rating of {REF} because no",),
    Intent.OPTIONS: (f"give options for {REF}",),
    Intent.CALL_IN: (f"call in {REF} because no", f"end the call-in of {REF}"),
    Intent.RISK_ENTRY: (f"raise a risk on {REF}: it may be late", "R1 is now likelihood 2", "close R1: it is over"),
    Intent.UPDATE: (f"green on {REF}, all is well",),
    Intent.RATE_BLUE: (f"{REF} is complete",),
    Intent.UPDATE_COPY: (f"same as last time for {REF}",),
    Intent.NIL_RETURN: (f"no change on {REF}",),
    Intent.KPI_ENTRY: ("indicator 1.1a is now at 60%",),
    Intent.LEAD_CHANGE: (f"Service Manager CAMHS no longer leads {REF}", "Service Manager CAMHS has left"),
}
OPEN_TO_ALL = {Intent.DECISIONS_WAITING, Intent.CORRECT, Intent.PERSONAL_DATA_INCIDENT}
"""Of what is one's own: what waits for oneself, and what one wrote oneself."""


def message(bot: RunningBot) -> tables.Message:
    """Of requests to the lead."""
    return bot.messages_of(bot.member(LEAD))[0]


@pytest.fixture
async def busy(bot: RunningBot, clock: HandHeldClock) -> RunningBot:
    """The evening of the cut-off: the lead was asked and has said Blue, and asked for a date; a draft is made."""
    bot.everybody_has_the_app()
    clock.now = REMINDER
    await bot.delivery.tick()
    lead = bot.member(LEAD)
    await lead.presses({**decide(Says.ASK)(bot)})
    await lead.presses(risk(RiskSays.RAISE)(bot))
    await lead.presses(
        {**on_item(Verb.SAVE, seen=0)(bot), "rating": "BLUE", "narrative": "Done", "evidence": "The minutes"}
        | {"completed_on": "2023-03-01"}
    )
    clock.now = A_MINUTE_LATER
    await bot.delivery.tick()
    clock.now += timedelta(minutes=5)
    return bot


def state(bot: RunningBot) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but the audit, and what was spoken of last."""
    apart = {"audit_entry", "last_said", "conversation"}
    with Session(bot.engine) as session:
        return {
            table.name: sorted((tuple(row) for row in session.execute(table.select())), key=repr)
            for table in SQLModel.metadata.sorted_tables
            if table.name not in apart
        }


def refusals_of(bot: RunningBot, person: str) -> int:
    entries = (
        select(func.count())
        .select_from(tables.AuditEntry)
        .where(
            tables.AuditEntry.actor == person,
            col(tables.AuditEntry.action).in_(["refused", "refuse_update", "refuse_reading"]),
        )
    )
    return bot.one(entries)


def fault_of(shown: str, refused: bool, unchanged: bool) -> str:
    """What is not as it must be; what was typed may be given back below the sentence."""
    heading, _, below = shown.partition("What you typed")[0].strip().partition("\n")
    said = below.strip() if heading in {"Not saved", "Not opened", "Not withdrawn"} else f"{heading}\n{below}".strip()
    if not said.endswith((".", "”")) or len(said) > LONGEST_REFUSAL or "\n" in said:
        return f"no one sentence: {shown!r}"
    if not refused:
        return f"not audited: {said!r}"
    return "" if unchanged else f"something changed: {said!r}"


def read(call: Call) -> str:
    return without_buttons(call.card) if call.card else call.text


def without_buttons(card: dict[str, Any]) -> str:
    """A refusal may be followed by what else can be asked."""
    return words({**card, "body": [part for part in card["body"] if part["type"] != "ActionSet"]})


async def test_nobody_without_the_right_gets_anything_by_a_press(busy: RunningBot) -> None:
    before, faults = state(busy), list[tuple[str, str, str]]()
    for name, (_, press) in PRESSES.items():
        for person in WRONG:
            member, known = busy.member(person), refusals_of(busy, person)
            sent = len(member.inbox)
            said = await member.presses(press(busy))
            replies = [read(call) for call in member.inbox[sent:]]
            shown = replies[-1] if replies else without_buttons(said.card)
            if fault := fault_of(shown, refusals_of(busy, person) > known, state(busy) == before):
                faults.append((name, person, fault))
    assert not faults, "\n".join(map(str, faults))
    assert busy.audit_holds()


async def test_nobody_without_the_right_gets_anything_by_telling(busy: RunningBot) -> None:
    before, faults = state(busy), list[tuple[str, str, str]]()
    for texts in TOLD.values():
        for text in texts:
            for person in WRONG:
                known = refusals_of(busy, person)
                answer = await busy.member(person).writes(text)
                shown = read(answer)
                if fault := fault_of(shown, refusals_of(busy, person) > known, state(busy) == before):
                    faults.append((text, person, fault))
    assert not faults, "\n".join(map(str, faults))
    assert busy.audit_holds()


async def test_a_stranger_gets_one_sentence_whatever_they_press_or_tell(busy: RunningBot) -> None:
    before = state(busy)
    stranger = busy.member(LEAD)
    unknown = type(stranger)(busy, "nobody", 0, "Nobody", "00000000-0000-4000-8000-00000000ffff")
    for _, press in PRESSES.values():
        assert "I do not know you in the action register yet" in (await unknown.presses(press(busy))).text or (
            "I do not know you in the action register yet" in unknown.inbox[-1].text
        )
    for texts in TOLD.values():
        assert "I do not know you in the action register yet" in (await unknown.writes(texts[0])).text
    assert state(busy) == before


def test_every_verb_and_every_deed_is_tried() -> None:
    assert {verb for verb, _ in PRESSES.values()} | NO_RIGHT_NEEDED | IN_SCENARIOS_OF_THEIR_OWN == set(Verb)
    assert set(TOLD) | OPEN_TO_ALL == set(DEEDS)
