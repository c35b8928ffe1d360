"""How an area, an objective or the whole plan stands."""

from __future__ import annotations

from typing import Any, Final

from microsoft_teams.cards.core import (
    CardElement,
    Column,
    ColumnSet,
    StackedHorizontalBarChart,
    StackedHorizontalBarChartData,
    StackedHorizontalBarChartDataPoint,
    TextBlock,
)

from adaptive_cards.buttons import questions
from adaptive_cards.card import finish
from adaptive_cards.colours import tint_of
from adaptive_cards.lines import action_line, more_words
from adaptive_cards.text import banner, heading, line, plain, quiet, run
from workflows.answers import ActionLine, Choice, CountLine, GroupStatus
from workflows.language import count_words, day_words, list_words, moment_words

MOST_LINES: Final = 3
"""Lines of each kind: a status is read at a glance; the lists are a button away."""

TILES_A_ROW: Final = 2
"""On a phone of 320 pixels a third of the width would break the word "reported"."""


def build(status: GroupStatus, *, choices: tuple[Choice, ...] = ()) -> dict[str, Any]:
    """`choices` are the questions that lead on from here."""
    # "Red because 1 of 14: 3.2.1" says its word itself.
    first = () if status.worst_because.startswith(status.worst) else (status.worst,)
    said = [words for words in (*first, status.worst_because, status.movement) if words]
    body: list[CardElement] = [
        heading(status.heading),
        quiet(
            f"{'SROs' if len(status.sros) > 1 else 'SRO'}: {list_words(status.sros, 'post vacant')}"
            f" · As at {moment_words(status.as_at)}",
            "None",
        ),
        banner(said[0], _colour_of(status), *[line(run(words), spacing="None") for words in said[1:]]),
        heading(_chart_title(status), size="Medium", spacing="Large"),
        *([_chart(status)] if status.total else []),
        *_tiles([count for count in status.counts if count.count]),
        *_none_of([count for count in status.counts if not count.count]),
    ]
    body += _exceptions(status)
    body += _section(f"Due by {day_words(status.due_until)}", status.due_next, status.more_due)
    body += _section("No update received", status.silent, status.more_silent)
    body += questions(choices, spacing="Large")
    return finish(body, fallback_text=f"{status.heading}: {status.worst_because}. {_in_words(status)}", wide=True)


def _colour_of(status: GroupStatus) -> str:
    return next((count.colour for count in status.counts if count.label == status.worst), "")


def _chart_title(status: GroupStatus) -> str:
    return f"{count_words(status.total, 'action')} in all, by rating"


def _in_words(status: GroupStatus) -> str:
    counted = ", ".join(f"{count.label} {count.count}" for count in status.counts)
    return f"{count_words(status.total, 'action')}: {counted}"


def _tiles(counts: list[CountLine]) -> list[CardElement]:
    rows: list[CardElement] = []
    for start in range(0, len(counts), TILES_A_ROW):
        tiles = [_tile(count) for count in counts[start : start + TILES_A_ROW]]
        # Empty ones keep the last row's tiles as wide as those above.
        tiles += [Column(width="stretch", items=[]) for _ in range(TILES_A_ROW - len(tiles))]
        rows.append(ColumnSet(columns=tiles, spacing="Small"))
    return rows


def _tile(count: CountLine) -> Column:
    items: list[CardElement] = [
        line(run(f"{count.count} ", bold=True, size="ExtraLarge"), run(count.label, bold=True), spacing="None"),
    ]
    if count.last is not None:
        items.append(line(run(_last(count), subtle=True, size="Small"), spacing="None"))
    return Column(width="stretch", style=tint_of(count.colour).box, items=items)


def _last(count: CountLine) -> str:
    return f"last board: {count.last}"


def _none_of(counts: list[CountLine]) -> list[CardElement]:
    """None is a number too, but needs no tile."""
    words = [f"0 {count.label}{f' ({_last(count)})' if count.last else ''}" for count in counts]
    return [quiet(list_words(words))] if words else []


def _chart(status: GroupStatus) -> StackedHorizontalBarChart:
    shares = [
        StackedHorizontalBarChartDataPoint(legend=count.label, value=count.count, color=tint_of(count.colour).chart)
        for count in status.counts
        if count.count
    ]
    return StackedHorizontalBarChart(
        title=_chart_title(status),
        data=[StackedHorizontalBarChartData(title="Actions", data=shares)],
        show_legend=True,
        spacing="Small",
        fallback=TextBlock(text=plain(_in_words(status)), wrap=True),
    )


def _exceptions(status: GroupStatus) -> list[CardElement]:
    silent = status.for_silence_alone
    alone = f"{count_words(silent, 'action')} only because no update was received"
    none = f"None but {alone}" if silent else "None"
    body = _section("By exception, worst first", status.exceptions, status.more_exceptions, none)
    if status.exceptions and silent:
        body.append(quiet(f"and {alone}"))
    return body


def _section(title: str, entries: tuple[ActionLine, ...], more: int, none: str = "None") -> list[CardElement]:
    shown = entries[:MOST_LINES]
    left_out = more + len(entries) - len(shown)
    body: list[CardElement] = [heading(title, size="Medium", spacing="Large")]
    body += [action_line(entry, separator=False, spacing="Small") for entry in shown]
    if not entries:
        body.append(line(run(none)))
    if left_out:
        body.append(quiet(more_words(left_out)))
    return body
