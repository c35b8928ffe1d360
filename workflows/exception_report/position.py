"""Section 3: how many actions stand where. Every table adds up to the number of actions (`domain.md` 6.2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from store.cut import DataCut, EditionRow, RatingRow
from store.types import DateChangeStatus, RatingRole
from workflows.exception_report.body_rows import AreaPosition, PositionLine
from workflows.standing import NOT_RATED, STATE_LABELS, Period, Standing, counted, states_shown, worst_of

NO_COLOUR = "#505A5F"


def position(cut: DataCut, period: Period, standings: Mapping[str, Standing]) -> dict[str, int]:
    """Disjoint counts that sum to `total`; `date_changed` is an "of which", outside the sum."""
    counts = counted(standings.values(), cut.ratings)
    moved = {
        change.action_ref
        for change in cut.date_changes
        if change.status is DateChangeStatus.APPROVED and change.decided_at and period.holds(change.decided_at)
    }
    return {**counts, "date_changed": len(moved), "total": len(standings)}


def position_table(cut: DataCut, now: Mapping[str, int], last: EditionRow | None) -> tuple[PositionLine, ...]:
    before = Counter(last.standing.values()) if last else None

    def line(key: str, label: str, colour: str) -> PositionLine:
        was = before[key] if before is not None else None
        return PositionLine(label, now[key], was, _change(now[key], was), colour)

    rated = [line(rating.code, rating.label, rating.colour) for rating in _in_reading_order(cut)]
    states = states_shown(bool(now[NOT_RATED]), last)
    others = [line(key, STATE_LABELS[key], NO_COLOUR) for key in states]
    moved = PositionLine(
        "Date changed with approval (of which)", now["date_changed"], None, "In this period", NO_COLOUR, True
    )
    return (*rated, *others, moved)


def _in_reading_order(cut: DataCut) -> list[RatingRow]:
    """Blue, Green, Amber, Red, Grey, whatever the order of the plan's key."""
    order = [
        RatingRole.COMPLETE,
        RatingRole.ON_TRACK,
        RatingRole.IN_PROGRESS,
        RatingRole.AT_RISK,
        RatingRole.OFF_TRACK,
        RatingRole.WAITING,
    ]
    return sorted(cut.ratings, key=lambda rating: order.index(rating.role) if rating.role else len(order))


def _change(now: int, before: int | None) -> str:
    if before is None:
        return "First report"
    if now == before:
        return "No change"
    return f"{abs(now - before)} {'more' if now > before else 'fewer'}"


def area_positions(
    cut: DataCut, standings: Mapping[str, Standing], exceptions: Mapping[str, object]
) -> tuple[AreaPosition, ...]:
    rows: list[AreaPosition] = []
    unrated = any(standing.key == NOT_RATED for standing in standings.values())
    states = states_shown(unrated, cut.editions[0] if cut.editions else None)
    for area in cut.areas:
        members = [standing for standing in standings.values() if standing.area.ref == area.ref]
        worst, because = worst_of(members)
        rows.append(
            AreaPosition(
                ref=area.ref,
                title=area.title,
                sros=tuple(post.name for post in area.sros),
                counts=_by_label(cut, members, states),
                total=len(members),
                by_exception=sum(standing.action.ref in exceptions for standing in members),
                worst=worst,
                worst_because=because,
            )
        )
    return tuple(rows)


def _by_label(cut: DataCut, members: list[Standing], states: list[str]) -> dict[str, int]:
    """Two ratings of one label share a line, so that it still adds up."""
    counts = counted(members, cut.ratings)
    labels = {rating.code: rating.label for rating in _in_reading_order(cut)} | {
        key: STATE_LABELS[key] for key in states
    }
    result = dict.fromkeys(labels.values(), 0)
    for key, label in labels.items():
        result[label] += counts[key]
    return result
