"""`sendbot audit show`: what the audit tells of one thing, a line for each entry."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.common import AsJson, PlanKey, print_json, register_session

if TYPE_CHECKING:
    from store.tables import AuditEntry

NO_PLAN = "(no plan)"


def show(
    subject: Annotated[
        str, typer.Argument(help="A ref, a person's key, “exception 3” for an edition, “exception report”.")
    ],
    plan: PlanKey = None,
    as_json: AsJson = False,
) -> None:
    """Who did what to a thing and when: the steps of an edition, and to whom it was delivered in which form."""
    from store.queries.audits import entries_beginning
    from store.queries.plans import the_plan
    from workflows.language import moment_words

    with register_session(dry_run=True) as (session, _):
        entries = [
            (row, _said(row)) for row in entries_beginning(session, the_plan(session, plan).key, subject.strip())
        ]
        if as_json:
            print_json([_as_data(row, said) for row, said in entries])
            return
        for row, said in entries:
            words = ", ".join(f"{name} {value}" for name, value in said.items())
            print(
                f"{row.plan_key or NO_PLAN} {row.position}: {moment_words(row.at)}, {row.actor}: {row.action} {words}"
            )
        if not entries:
            print(f"The audit tells of nothing under “{subject}”: give a ref, a person's key or “exception N”.")


def _said(row: AuditEntry) -> dict[str, Any]:
    """Without the seals, which `audit verify` reads. Empty for an entry that was erased."""
    from store.audit import ROWS

    content: dict[str, Any] = json.loads(row.content or "{}")
    return {name: value for name, value in content.items() if name != ROWS}


def _as_data(row: AuditEntry, said: dict[str, Any]) -> dict[str, Any]:
    return {
        "plan": row.plan_key or NO_PLAN,
        "position": row.position,
        "at": row.at,
        "actor": row.actor,
        "action": row.action,
        "subject": row.subject,
        "content": said,
    }
