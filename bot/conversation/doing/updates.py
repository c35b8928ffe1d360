"""An update said in chat comes back as a filled card to check; nothing is recorded before it is saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.conversation.answered import Answered, CardsToFill
from bot.conversation.answers.asked import about_action
from bot.conversation.doing.filling import filled, in_one_line, look_at, the_last_words
from bot.conversation.doing.items_meant import Meant, items_meant
from bot.conversation.doing.told import Told
from bot.conversation.school_breaks import school_breaks
from bot.conversation.told_parts import Parts, parts_of
from bot.updating import audit_refusal
from store.queries.items import Item
from store.queries.meetings import meeting_days
from store.queries.open_actions import open_milestones_of
from store.working_days import london_date
from workflows.answers import Choice
from workflows.language import day_words, list_words
from workflows.updates.actions import item_for
from workflows.updates.nil_returns import no_change_to_confirm
from workflows.updates.refusals import UpdateRefused
from workflows.updates.rules import problems_of, without_personal_data
from workflows.updates.showing import item_request_view
from workflows.updates.views import RequestView, UpdateToCheck

MOST_CARDS = 6
"""At once; more would bury each other in a chat."""

MOST_UNCHANGED = 8
"""On one card."""

MOST_ASKED = 6
LONGEST_KEPT = 440
"""Characters of what was typed that a button can carry beside the name of an item."""

NOTHING_RECORDED = "Nothing is recorded until you save."


def update(told: Told) -> Answered:
    """UPDATE and RATE_BLUE."""
    meant = items_meant(told)
    return which_of(told, meant.perhaps) if meant.perhaps else _cards(told, meant, _as_said)


def same_again(told: Told) -> Answered:
    """UPDATE_COPY: the last words are shown, marked as unchanged, to be confirmed or amended."""
    meant = items_meant(told)
    return which_of(told, meant.perhaps) if meant.perhaps else _cards(told, meant, _as_last)


def nothing_new(told: Told) -> Answered:
    """NIL_RETURN: one press, where nothing changed and nothing is late."""
    meant = items_meant(told)
    items, refused = theirs(told, meant.items or meant.perhaps)
    if not items:
        return told.done(" ".join(refused), suggestions=_how_they_stand(meant))
    if later := items[MOST_UNCHANGED:]:
        refused.append(f"I show {MOST_UNCHANGED} at a time: say it again for {_names(later)}.")
    view = no_change_to_confirm(told.session, told.person, [item.key for item in items[:MOST_UNCHANGED]], told.now)
    lines = [f"{item.name}: its dates still hold?" for item in view.items] + [why for _, why in view.instead]
    text = "\n".join(["Has nothing changed? One press records it. " + NOTHING_RECORDED, *lines, *refused])
    return told.done(text, CardsToFill((view,), " ".join(refused)))


def theirs(told: Told, items: Sequence[Item]) -> tuple[list[Item], list[str]]:
    """Those that the speaker may answer for; of the others why not, which the audit keeps."""
    mine: list[Item] = []
    refused: list[str] = []
    for item in items:
        try:
            item_for(told.session, told.person, item.key, told.now)
            mine.append(item)
        except UpdateRefused as refusal:
            audit_refusal(told.session, told.audit, told.person.key, item.key, type(refusal).__name__, told.now)
            refused.append(str(refusal))
    return mine, refused


def to_check(told: Told, item: Item, view: RequestView, made: UpdateToCheck) -> UpdateToCheck:
    """Without what may identify a child, which is neither kept nor shown again."""
    shown = view.items[0]
    today = london_date(told.now)
    problems = tuple(
        problem for problem in problems_of(made.typed, shown.ratings, shown.facts, today) if problem.personal
    )
    if not problems:
        return made
    audit_refusal(told.session, told.audit, told.person.key, item.key, "PersonalData", told.now)
    typed = without_personal_data(made.typed, shown.facts)
    return UpdateToCheck(view, made.item, typed, made.notice, problems, made.moves)


def _cards(told: Told, meant: Meant, make: Callable[[Told, Item, Parts], UpdateToCheck]) -> Answered:
    items, refused = theirs(told, meant.items)
    if not items:
        return told.done(" ".join(refused), suggestions=_how_they_stand(meant))
    later = items[MOST_CARDS:]
    if later:
        refused.append(f"I show {MOST_CARDS} at a time: when they are saved, write it again for {_names(later)}.")
    parts = parts_said(told)
    made = tuple(make(told, item, parts) for item in items[:MOST_CARDS])
    lines = [in_one_line(one.view.items[0], one.typed) for one in made]
    text = "\n".join([f"Check and save: {lines[0]} {NOTHING_RECORDED}", *lines[1:], *refused])
    return told.done(text, CardsToFill(made, " ".join(refused)))


def _as_said(told: Told, item: Item, parts: Parts) -> UpdateToCheck:
    today = london_date(told.now)
    view = item_request_view(told.session, told.person, item, told.now)
    shown = view.items[0]
    answer = filled(shown, told.said, parts, today)
    still_open = open_milestones_of(told.session, item.action_id) if item.milestone is None else ()
    notice = look_at(shown, told.said, answer, still_open)
    return to_check(told, item, view, UpdateToCheck(view, item.key, answer, notice))


def _as_last(told: Told, item: Item, parts: Parts) -> UpdateToCheck:
    view = item_request_view(told.session, told.person, item, told.now)
    shown = view.items[0]
    said_on = london_date(shown.latest.at) if shown.latest else None
    last = the_last_words(shown, said_on)
    if last is None:
        return _as_said(told, item, parts)
    notice = (
        f"These are the words of {day_words(said_on)}, marked as unchanged: change what is different, then press "
        "Save update. Nothing is recorded yet."
    )
    return UpdateToCheck(view, item.key, last, notice)


def parts_said(told: Told) -> Parts:
    boards = meeting_days(told.session, told.plan.id or 0)
    return parts_of(told.said.reason, london_date(told.now), boards, school_breaks(told.session))


def which_of(told: Told, perhaps: Sequence[Item]) -> Answered:
    """Asked back with buttons that carry what was typed; longer words are for their writer to send again."""
    words = parts_said(told).narrative
    carried = f": {words}" if len(words) <= LONGEST_KEPT else ""
    choices = tuple(Choice(item.name, f"update {item.name}{carried}", item.title) for item in perhaps)
    asks = "Which is that about?" if carried else "Which is that about? Write it again with the ref in front."
    lines = [f"- {item.name}: {item.title}" for item in perhaps]
    refs = tuple(dict.fromkeys(item.ref for item in perhaps))
    return Answered(told.said.intent, refs, "\n".join([asks, *lines]), choices, None, told.said)


def _how_they_stand(meant: Meant) -> tuple[Choice, ...]:
    refs = dict.fromkeys(item.ref for item in (*meant.items, *meant.perhaps))
    return tuple(about_action(ref) for ref in refs)[:MOST_ASKED]


def _names(items: Sequence[Item]) -> str:
    return list_words([item.name for item in items])
