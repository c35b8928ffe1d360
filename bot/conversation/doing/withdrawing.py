"""Taking back what was written: at once, and where it may identify a child without its words (`domain.md` 5)."""

from __future__ import annotations

import re

from bot.conversation.answered import Answered, TakenFromView
from bot.conversation.doing.told import Told
from bot.personal_data_incident import take_down
from bot.updating import audit_refusal
from store.queries.given_updates import last_given, last_with_words
from store.tables import Update
from store.types import RoleName
from workflows.answers import Choice
from workflows.updates.refusals import NothingToWithdraw, NotYourWords
from workflows.updates.withdrawing import item_key_of, withdraw_update

_PERSONAL = re.compile(
    r"\b(?:child\w*|pupils?|kids?|students?|famil\w+|young|names?|named|personal|data|identif\w+|gdpr|initials|dob"
    r"|birth|mistake)\b",
    re.IGNORECASE,
)


def withdraw(told: Told) -> Answered:
    """The speaker's last words, or theirs on the action named; the compliance team may take back anybody's.

    Raises UpdateRefused: NothingToWithdraw, NotYourWords.
    """
    if _PERSONAL.search(told.said.words):
        gone = take_down(
            told.session, told.audit, person=told.person, update_id=_found(told, words=True).id or 0, now=told.now
        )
        again = Choice(f"Update {gone.item.name}", f"update {gone.item.name}")
        return told.done(gone.words, TakenFromView(gone.item.key, gone.notices), (again,))
    update = _found(told, words=False)
    withdrawn = withdraw_update(
        told.session, told.audit, person=told.person, update_id=update.id or 0, reason="withdrawn in chat", now=told.now
    )
    item = withdrawn.item
    choices = (
        Choice("It held personal data", f"withdraw the personal data in my update on {item.ref}"),
        Choice(f"Update {item.name}", f"update {item.name}"),
    )
    text = f"{withdrawn.words} What was said before it stands again; the audit keeps both."
    return told.done(text, TakenFromView(item.key), choices)


def _found(told: Told, *, words: bool) -> Update:
    """`words`: withdrawn before or not, as long as its words are still kept."""
    latest = last_with_words if words else last_given
    session, plan, refs = told.session, told.plan, told.refs
    own = latest(session, plan, told.person.id or 0, refs)
    if own is not None:
        return own
    others = latest(session, plan, None, refs) if refs else None
    if others is None:
        raise NothingToWithdraw(" and ".join(refs))
    if RoleName.COMPLIANCE in told.remit.roles:
        return others
    audit_refusal(session, told.audit, told.person.key, item_key_of(others), NotYourWords.__name__, told.now)
    raise NotYourWords(" and ".join(refs))
