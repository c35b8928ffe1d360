"""`sendbot doctor`: what stands between this installation and a working day, each in one sentence."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import Engine, make_url
from sqlmodel import Session, select

from bot.clock import system_clock
from bot.email.composing import NotAnAddress, read_sender
from bot.settings import SENDER_WANTED, Settings
from reminders.holiday_data import known_until, runs_out
from store import migrate
from store.audit import AuditChain
from store.audit_check import check_audit
from store.queries.people import in_post_on, people_with_role
from store.queries.plans import plans
from store.tables import ActionLead
from store.types import Capacity, RoleName
from store.working_days import WorkingCalendar, london_date
from workflows.documents.word_template import TemplateRefused, opened_template
from workflows.language import count_words, day_words, list_words

OTHERS = stat.S_IRWXG | stat.S_IRWXO


@dataclass(frozen=True, slots=True)
class Check:
    """`ok` is also true for what is merely worth knowing: only what must be mended is not."""

    name: str
    ok: bool
    sentence: str


def examine(settings: Settings, engine: Engine, audit: AuditChain) -> tuple[Check, ...]:
    today = london_date(system_clock())
    return (
        *_database(settings, engine, audit, today),
        calendar_check(today, known_until(WorkingCalendar.of_england())),
        _teams(settings),
        _links(settings),
        _email(settings),
        _word_template(settings),
        secrets_check(settings.secrets_folder),
        _node(),
    )


def _database(settings: Settings, engine: Engine, audit: AuditChain, today: date) -> Iterator[Check]:
    """What needs tables is looked at only when they are there."""
    folder = _sqlite_folder(settings.database_url)
    if folder is not None:
        yield _writable(folder)
    if not migrate.is_current(engine):
        yield Check("database", False, "The database is not at the present revision: run `sendbot db upgrade`.")
        return
    yield Check("database", True, "The database is at the present revision.")
    with Session(engine) as session:
        yield _plan(session)
        yield _leads(session, today)
        yield _compliance(session)
        yield _audit(session, audit)


def _plan(session: Session) -> Check:
    held = [plan.key for plan in plans(session)]
    if not held:
        return Check("plan", False, "The register is empty: bring a plan in with `sendbot register import PATH`.")
    return Check("plan", True, f"The register holds {list_words(held)}.")


def _leads(session: Session, today: date) -> Check:
    """One vacancy is the register's business (`sendbot register check`); nobody at all is an installation's."""
    posts = set(session.exec(select(ActionLead.post_id)))
    in_post = in_post_on(session, posts, today)
    vacant = [post for post in posts if all(held.capacity is not Capacity.HOLDER for held in in_post.get(post, []))]
    if not posts:
        return Check("people", False, "No action has a lead post, so nobody can be asked.")
    if len(vacant) == len(posts):
        sentence = (
            f"Nobody is in any of the {count_words(len(posts), 'lead post')}: "
            "bring people in with `sendbot people import PATH`."
        )
        return Check("people", False, sentence)
    said = f"{len(vacant)} of {count_words(len(posts), 'lead post')} {'is' if len(vacant) == 1 else 'are'} vacant"
    return Check("people", True, f"{said if vacant else f'Every one of {len(posts)} lead posts is filled'}.")


def _compliance(session: Session) -> Check:
    """The last rung of the ladder, and who is shown a failed delivery (`design.md` section 4, promises 5 and 6)."""
    without = [plan.key for plan in plans(session) if not people_with_role(session, RoleName.COMPLIANCE, plan.key)]
    if without or not plans(session):
        where = f" for {list_words(without)}" if without else ""
        return Check("compliance", False, f"Nobody has the role compliance{where}: give it in roles.csv.")
    return Check("compliance", True, "Somebody has the role compliance.")


def _audit(session: Session, audit: AuditChain) -> Check:
    verdict = check_audit(session, audit)
    broken = [f"{chain.plan_key or '(no plan)'}: {'; '.join(chain.broken)}" for chain in verdict.chains if chain.broken]
    if broken:
        return Check("audit", False, f"An audit chain does not hold ({'; '.join(broken)}).")
    if verdict.changed:
        rows = count_words(len(verdict.changed), "row was", "rows were")
        return Check("audit", False, f"{rows} changed behind the program's back: see `sendbot audit verify`.")
    held = count_words(len(verdict.chains), "audit chain holds", "audit chains hold")
    return Check("audit", True, f"{held}, and the register is as the audit left it.")


def calendar_check(today: date, until: date) -> Check:
    """Past the years of bank holidays nothing can be planned (`domain.md` 4.1)."""
    ok = not runs_out(today, until)
    more = "" if ok else ": update the package govuk-bank-holidays"
    return Check("calendar", ok, f"Bank holidays are known until {day_words(until)}{more}.")


def _teams(settings: Settings) -> Check:
    values = {
        "MICROSOFT_APP_ID": settings.app_id,
        "MICROSOFT_APP_PASSWORD": settings.app_password.get_secret_value(),
        "MICROSOFT_APP_TENANT_ID": settings.tenant_id,
    }
    missing = [name for name, value in values.items() if not value]
    if len(missing) == len(values):
        return Check("teams", True, "No app id is set: the bot serves the local Teams client on this machine only.")
    if missing:
        return Check("teams", False, f"Not set: {list_words(missing)}. Teams needs all three, the local client none.")
    return Check("teams", True, "App id, password and tenant are set.")


def _links(settings: Settings) -> Check:
    """Whoever reads a card sits at another machine than the bot."""
    if not settings.in_teams or settings.address.startswith("https://"):
        return Check("links", True, f"Links in cards and emails lead to {settings.address}.")
    sentence = f"Links in cards and emails lead to {settings.address}: set SENDBOT_PUBLIC_URL to https://YOUR-HOST."
    return Check("links", False, sentence)


def _email(settings: Settings) -> Check:
    if not settings.sends_email:
        return Check("email", True, "No mail server is set, so nobody is reached by email: see SENDBOT_SMTP_HOST.")
    try:
        sender = read_sender(settings.mail_from, settings.mail_reply_to)
    except NotAnAddress:
        return Check("email", False, SENDER_WANTED)
    return Check("email", True, f"Emails go out through {settings.smtp_host} from {sender.address.addr_spec}.")


def _word_template(settings: Settings) -> Check:
    if settings.word_template is None:
        return Check("word template", True, "Reports are in the program's own look: SENDBOT_WORD_TEMPLATE is not set.")
    try:
        opened_template(settings.word_template)
    except TemplateRefused as refused:
        return Check("word template", False, str(refused))
    return Check("word template", True, f"Reports are in the look of {settings.word_template}.")


def secrets_check(folder: Path) -> Check:
    """The keys of the audit and of links are readable by their owner alone, by the folder's mode or by their own."""
    if os.name != "posix":
        return Check("secrets", True, f"{folder} is not looked at on this system: see that only the bot can read it.")
    if not folder.is_dir():
        return Check("secrets", True, f"{folder} is made on first use.")
    if not _open_to_others(folder):
        return Check("secrets", True, f"{folder} is closed to others.")
    readable = sorted(file.name for file in folder.iterdir() if _open_to_others(file))
    if readable:
        sentence = f"Others can read {list_words(readable)} in {folder}: run `chmod -R go= {folder}`."
        return Check("secrets", False, sentence)
    return Check("secrets", True, f"What is in {folder} is readable by its owner alone.")


def _open_to_others(path: Path) -> bool:
    return bool(path.stat().st_mode & OTHERS)


def _sqlite_folder(database_url: str) -> Path | None:
    """None for PostgreSQL and for a database in memory."""
    url = make_url(database_url)
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return None
    return Path(url.database).parent


def _writable(folder: Path) -> Check:
    """SQLite writes its journal beside the file, so the file alone is not enough."""
    if os.access(folder, os.W_OK | os.X_OK):
        return Check("database folder", True, f"{folder} can be written.")
    return Check("database folder", False, f"{folder} cannot be written, and SQLite keeps its journal there.")


def _node() -> Check:
    """Only `sendbot demo` needs it."""
    if shutil.which("node"):
        return Check("node", True, "Node.js is there, for `sendbot demo`.")
    return Check("node", True, "Node.js was not found: `sendbot demo` needs it, the bot does not.")
