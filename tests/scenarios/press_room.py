"""An edition of the running bot's plan brought from its draft to being issued, by those whose steps they are."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

from sqlmodel import Session, select

from bot.edition_notices import tell_recipients
from store import tables
from store.database import transaction
from store.queries.editions import areas_of, sros_of_area
from store.working_days import london_date, london_moment
from tests.scenarios.running_bot import OFFICER, HandHeldClock, RunningBot
from workflows.editions.confirming import confirm_area
from workflows.editions.drafting import draft_what_is_due
from workflows.editions.issuing import clear_edition, issue, make_final
from workflows.editions.reissuing import reissue

CUT_OFF = london_moment(date(2023, 3, 6), time(17, 0))
"""Of the board of 23 March 2023."""

ISSUED = london_moment(date(2023, 3, 7), time(10, 0))


async def issues_the_edition(bot: RunningBot, clock: HandHeldClock, template: Path | None = None) -> str:
    """Issues edition 1 and sends what is told of it. Gives what was said when it was made final."""
    bot.everybody_has_the_app()
    clock.now = ISSUED
    with transaction(bot.engine) as session:
        draft_what_is_due(session, bot.audit, ISSUED)
        said = _issue_newest(session, bot, template)
    await bot.delivery.tick()
    return said


async def issues_it_again(bot: RunningBot, reason: str) -> None:
    """Edition 2 in place of edition 1. What is told of it is not sent yet."""
    with transaction(bot.engine) as session:
        plan, edition = _newest(session)
        officer = session.exec(select(tables.Person).where(tables.Person.key == OFFICER)).one()
        reissue(session, bot.audit, person=officer, plan=plan, edition=edition, reason=reason, now=ISSUED)
        _issue_newest(session, bot, None)


def _issue_newest(session: Session, bot: RunningBot, template: Path | None) -> str:
    plan, edition = _newest(session)
    officer = session.exec(select(tables.Person).where(tables.Person.key == OFFICER)).one()
    for area in areas_of(session, plan):
        sros = [sro.person for sro in sros_of_area(session, area, london_date(ISSUED))]
        confirm_area(
            session,
            bot.audit,
            person=sros[0] if sros else officer,
            plan=plan,
            edition=edition,
            area=area,
            confirmed=True,
            reason="" if sros else "The post is vacant",
            now=ISSUED,
        )
    by_officer = {"person": officer, "plan": plan, "edition": edition, "now": ISSUED}
    clear_edition(session, bot.audit, **by_officer)
    said = make_final(session, bot.audit, **by_officer, template=template).words
    issue(session, bot.audit, **by_officer)
    tell_recipients(session, bot.audit, plan, edition, ISSUED)
    return said


def _newest(session: Session) -> tuple[tables.Plan, tables.Edition]:
    edition = session.exec(select(tables.Edition).order_by(tables.Edition.number.desc())).first()
    assert edition is not None
    return session.get_one(tables.Plan, edition.plan_id), edition
