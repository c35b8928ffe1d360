"""Why a rating is no longer what it was: the two updates behind the change, in their authors' own words."""

from __future__ import annotations

from collections.abc import Sequence

from store.queries.said_updates import SaidUpdate
from store.working_days import london_date
from workflows.answers import Quotation, Quotations
from workflows.exception_report.assess import Assessment
from workflows.language import day_words, moment_words
from workflows.standing import NOT_REPORTED, Standing

NO_WORDS = "(no words were given with it)"


def rating_change(assessed: Assessment, ref: str, said: Sequence[SaidUpdate]) -> Quotations:
    """`said` is all that was said of the action, oldest first."""
    standing = assessed.standings[ref]
    labels = {rating.code: rating.label for rating in assessed.cut.ratings}
    rated = [update for update in said if update.rating_code in labels]
    now, before = _pair(standing, rated)
    sentences = [_sentence(standing, now, before, labels)]
    sentences += _silent(assessed, standing)
    quotations = [_quoted(update, labels) for update in (before, now) if update]
    heading = f"{ref} {standing.action.title}"
    return Quotations(heading, tuple(sentences), tuple(quotations), assessed.cut.taken_at)


def _pair(standing: Standing, rated: Sequence[SaidUpdate]) -> tuple[SaidUpdate | None, SaidUpdate | None]:
    """The update that the rating now comes from, or the last that gave one, and the last before that differs.

    Of the same item first: two milestones may be rated differently without anything having changed.
    """
    if not rated:
        return None, None
    from_now = standing.rated_by.id if standing.rated_by else None
    now = next((update for update in rated if update.id == from_now), rated[-1])
    earlier = [u for u in rated if (u.at, u.id) < (now.at, now.id) and u.rating_code != now.rating_code]
    same_item = [update for update in earlier if update.seq == now.seq]
    # The first update that gave today's rating is what changed it, not the last that repeated it.
    before = (same_item or earlier or [None])[-1]
    if before is not None:
        after = [u for u in rated if (u.at, u.id) > (before.at, before.id) and u.seq == now.seq]
        now = next((u for u in after if u.rating_code == now.rating_code), now)
    return now, before


def _sentence(standing: Standing, now: SaidUpdate | None, before: SaidUpdate | None, labels: dict[str, str]) -> str:
    ref = standing.action.ref
    if now is None:
        return f"Nobody has rated {ref} yet, so there is no change to explain."
    label, on = labels[now.rating_code], day_words(london_date(now.at))
    if before is None:
        return f"{ref} has been {label} since it was first rated, on {on}: no update before that gave another rating."
    return f"{ref} went from {labels[before.rating_code]} to {label} on {on}. Both updates say why:"


def _silent(assessed: Assessment, standing: Standing) -> list[str]:
    """What the last report printed, and that there is no rating now."""
    last = assessed.cases[standing.action.ref].previous
    edition = assessed.cut.editions[0].number if assessed.cut.editions else None
    found = [f"Report {edition} printed it as {last.label}."] if last and edition else []
    if standing.key == NOT_REPORTED:
        found.append("No update has been received since the last cut-off, so it now stands as not reported.")
    return found


def _quoted(update: SaidUpdate, labels: dict[str, str]) -> Quotation:
    who = f"{update.person} for {update.on_behalf_of}" if update.on_behalf_of else update.person
    of = f" of milestone {update.seq}" if update.seq else ""
    source = f"{labels[update.rating_code]}{of}: {who}, {moment_words(update.at)}"
    return Quotation(source, update.narrative or NO_WORDS, f"Cause: {update.cause}" if update.cause else "")
