"""`sendbot remind` and `sendbot ask`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.common import AsAt, AsJson, CommandError, PlanKey, moment_of, print_json, register_session

if TYPE_CHECKING:
    from reminders.due import DueItem, DueMessage


def remind(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only list who would be asked; write nothing.")] = False,
    as_at: AsAt = None,
    plan: PlanKey = None,
    as_json: AsJson = False,
) -> None:
    """Who is asked what, when, by which route and why; without --dry-run it plans and sends what is due now."""
    from reminders.planning import what_is_due
    from store.queries.plans import the_plan

    if not dry_run:
        if as_at is not None:
            raise CommandError("Messages are sent now or not at all: use --as-at together with --dry-run.")
        _send_now(as_json)
        return
    with register_session(dry_run=True) as (session, _):
        plan_id = the_plan(session, plan).id if plan else None
        messages = what_is_due(session, moment_of(as_at, start_of_day=True), plan_id=plan_id)
    rows = [_row(message) for message in messages]
    if as_json:
        print_json(rows)
        return
    if not rows:
        print("Nobody is due to be asked anything on that day.")
    for row in rows:
        print(f"{row['send_at']}  {row['name']} ({row['route']})")
        for item in row["items"]:
            what = f"{item['ref']} milestone {item['seq']}, due {item['due']}" if item["seq"] else item["ref"]
            print(f"    {what}: {item['reason']}")


def _row(message: DueMessage) -> dict[str, Any]:
    from store.working_days import LONDON

    return {
        "person": message.recipient.key,
        "name": message.recipient.name,
        "route": message.recipient.route.value,
        "send_at": message.send_at.astimezone(LONDON).isoformat(timespec="minutes"),
        "items": [_item(asked) for asked in message.items],
    }


def _item(asked: DueItem) -> dict[str, Any]:
    """A whole action has no `seq`, and is due by its board's cut-off."""
    from reminders.due import OpenMilestone

    item = asked.item
    milestone = item if isinstance(item, OpenMilestone) else None
    return {
        "ref": item.ref,
        "seq": milestone.seq if milestone else None,
        "title": item.title,
        "due": milestone.due.isoformat() if milestone else None,
        "rung": asked.rung.value,
        "reason": asked.reason,
    }


def _send_now(as_json: bool) -> None:
    import asyncio

    from aiohttp import web

    from bot.app import DELIVERY, build_app
    from bot.logs import configure_logs
    from bot.settings import Settings

    configure_logs("WARNING")

    async def send() -> int:
        settings = Settings()  # pyright: ignore[reportCallIssue] - filled from the environment
        runner = web.AppRunner(await build_app(settings, ticking=False))
        await runner.setup()
        try:
            return await runner.app[DELIVERY].tick()
        finally:
            await runner.cleanup()

    sent = asyncio.run(send())
    if as_json:
        print_json({"sent": sent})
    else:
        print(f"{sent} {'message' if sent == 1 else 'messages'} sent.")


def ask(
    text: Annotated[str, typer.Argument(help="What to ask, in plain words.")],
    as_person: Annotated[str, typer.Option("--as", metavar="PERSON", help="Whose answer: a key from people.csv.")],
    as_at: AsAt = None,
    plan: PlanKey = None,
    as_json: AsJson = False,
) -> None:
    """The answer that somebody would get in chat."""
    from bot.conversation.answering import respond
    from store.queries.people import person_named

    with register_session(dry_run=True) as (session, audit):
        person = person_named(session, as_person)
        answered = respond(session, audit, text, person, moment_of(as_at), plan, may_change=False)
    if as_json:
        print_json(
            {
                "intent": answered.intent.value,
                "refs": answered.refs,
                "answer": answered.text,
                "suggestions": [choice.ask for choice in answered.suggestions],
            }
        )
        return
    print(answered.text)
