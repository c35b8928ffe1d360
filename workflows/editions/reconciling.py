"""Whether every table of an edition adds up to the number of actions (`domain.md` 6.2, section 3)."""

from __future__ import annotations

from collections.abc import Iterator

from workflows.editions.finding import Finding, Gate
from workflows.exception_report.value import ExceptionReport
from workflows.language import count_words


def count_findings(report: ExceptionReport, actions: int) -> Iterator[Finding]:
    """`actions` is how many the plan holds."""
    lines = [line for line in report.position_table if not line.of_which]
    sums = {
        "table of all actions, section 3": sum(line.now for line in lines),
        "table by area, section 3": sum(sum(area.counts.values()) for area in report.areas),
        "totals of the table by area, section 3": sum(area.total for area in report.areas),
        "appendix A": len({row.ref for row in report.register}),
    }
    for place, number in sums.items():
        if number != actions:
            yield _differs(place, number, f"{count_words(actions, 'action')} of the plan")
    for line in lines:
        by_area = sum(area.counts.get(line.label, 0) for area in report.areas)
        if by_area != line.now:
            yield _differs(
                f"table by area, section 3: {line.label}", by_area, f"{line.now} in the table of all actions"
            )
    silent = report.position.get("not_reported", 0)
    if len(report.not_reported) != silent:
        yield _differs("section 6", len(report.not_reported), f"{silent} not reported in section 3")
    by_exception = sum(area.by_exception for area in report.areas)
    if by_exception != len(report.exceptions):
        yield _differs("exceptions by area, section 3", by_exception, f"{len(report.exceptions)} rows of section 4")


def _differs(place: str, number: int, wanted: str) -> Finding:
    return Finding(
        Gate.COUNTS,
        place,
        f"The counts do not reconcile ({place}): {number} against {wanted}. Run `sendbot register check` and re-cut.",
    )
