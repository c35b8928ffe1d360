"""This bot, with a register on SQLite in the working directory, taking updates as Teams sends them.

Takes the port as its argument, as every server here does, and starts in an empty working directory with an empty
environment. It listens once the register is loaded: a made-up plan in which every milestone was asked about in a
message of its own, so that each turn is a full one: the update is checked, written and audited, its request is
closed, the card is answered and the card in the chat is replaced.
"""

import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[3]), str(Path(__file__).resolve().parents[1])]

from activities import BOT, PEOPLE, TENANT, entra_object_id
from aiohttp import web
from sqlmodel import Session

from bot.app import build_app
from bot.logs import configure_logs
from bot.settings import Settings
from store import migrate
from store import tables as t
from store.database import open_engine
from store.refs import ref_sort_key
from store.types import ContactRoute, MessageStatus, RatingRole, Rung

ITEMS = 6000
NOW = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
DUE = date(2026, 3, 31)


def seed(session: Session, connector: str) -> None:
    session.add(t.Plan(id=1, key="bench", title="Made-up plan", local_area="Anyshire", kind="WSOA"))
    session.flush()
    session.add(
        t.Rating(plan_id=1, code="GREEN", label="Green", position=1, role=RatingRole.ON_TRACK, rank=2, confirmed=True)
    )
    session.add(t.ImprovementArea(id=1, plan_id=1, ref="1", sort_key="000001", title="Waiting times"))
    for person in range(PEOPLE):
        number = person + 1
        session.add(t.Post(id=number, title=f"Service Manager {number}"))
        session.add(
            t.Person(id=number, key=f"lead-{number}", name=f"Lead {number}", entra_object_id=entra_object_id(person))
        )
    session.flush()
    for person in range(PEOPLE):
        number = person + 1
        session.add(t.Appointment(post_id=number, person_id=number))
        session.add(
            t.Conversation(
                id=number,
                person_id=number,
                tenant_id=TENANT,
                service_url=connector,
                conversation_id=f"a:1conversation-{person}",
                user_id=f"29:1person-{person}",
                bot_id=BOT["id"],
                seen_at=NOW,
            )
        )
        ref = f"1.{number}"
        session.add(
            t.Action(
                id=number, plan_id=1, area_id=1, ref=ref, sort_key=ref_sort_key(ref), title=f"Shorten wait {number}"
            )
        )
        session.flush()
        session.add(t.ActionLead(action_id=number, post_id=number, position=1))
    session.flush()
    _seed_items(session)


def _seed_items(session: Session) -> None:
    items = range(ITEMS)
    session.connection().execute(
        t.Milestone.__table__.insert(),  # type: ignore[attr-defined]
        [
            {
                "id": n + 1, "action_id": n % PEOPLE + 1, "seq": n // PEOPLE + 1, "due_text": "March 2026",
                "baseline_due": DUE, "current_due": DUE, "recurrence": "", "measure": "Average wait under 18 weeks",
                "note": "", "statutory": False, "lifecycle": "not_started", "decision_reference": "",
            }
            for n in items
        ],
    )  # fmt: skip
    session.connection().execute(
        t.Message.__table__.insert(),  # type: ignore[attr-defined]
        [
            {
                "id": n + 1, "person_id": n % PEOPLE + 1, "route": ContactRoute.TEAMS,
                "day": NOW.date() - timedelta(days=n // PEOPLE), "slot": "requests", "planned_at": NOW,
                "send_at": NOW, "status": MessageStatus.SENT, "claimed_by": "", "attempts": 1, "sent_at": NOW,
                "fault": "", "conversation_id": n % PEOPLE + 1, "activity_id": f"1:card-{n}", "body": "",
            }
            for n in items
        ],
    )  # fmt: skip
    session.connection().execute(
        t.Request.__table__.insert(),  # type: ignore[attr-defined]
        [
            {
                "action_id": n % PEOPLE + 1, "milestone_id": n + 1, "item": f"m:{n + 1}", "rung": Rung.BEFORE_20,
                "person_id": n % PEOPLE + 1, "occasion": f"due:{DUE}", "reason": "Due in 20 working days",
                "asked_at": NOW, "message_id": n + 1,
            }
            for n in items
        ],
    )  # fmt: skip


def main(port: int) -> None:
    configure_logs("WARNING", for_good=True)
    settings = Settings.model_validate(
        {"database_url": "sqlite:///register.db", "secrets_folder": Path("secrets"), "port": port, "app_id": ""}
    )
    engine = open_engine(settings.database_url)
    migrate.upgrade(engine)
    with Session(engine) as session, session.begin():  # made up: no entry in the audit tells of it
        seed(session, "http://127.0.0.1:1")
    engine.dispose()
    web.run_app(build_app(settings, lambda: NOW), host="127.0.0.1", port=port, print=None, access_log=None)


if __name__ == "__main__":
    main(int(sys.argv[1]))
