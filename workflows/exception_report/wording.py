"""The sentences that stand for the whole report: the summary and the proposed resolution. Templates, nothing free."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from store.cut import DataCut
from workflows.exception_report.assess import Assessment
from workflows.exception_report.body_rows import ReportAsk, ReportException
from workflows.language import count_words, list_words
from workflows.timing import Timing

ASKED = {
    "Decide": ("decide", "matter"),
    "Approve date": ("approve", "date"),
    "Unblock": ("unblock", "matter"),
    "Note": ("note", "matter"),
}


def summary(cut: DataCut, exceptions: Sequence[ReportException], asks: Sequence[ReportAsk]) -> str:
    """Counts and movement, the worst thing, what is asked (`domain.md` 6.2, section 1)."""
    return " ".join((_counts(cut, len(exceptions)), _longest_overdue(exceptions), _asked(asks)))


def _counts(cut: DataCut, number: int) -> str:
    verb = "is" if number == 1 else "are"
    counts = f"Of {count_words(len(cut.actions), 'action')}, {number or 'none'} {verb} reported by exception"
    if not cut.editions:
        return f"{counts}. This is the first report."
    difference = number - len(cut.editions[0].exceptions)
    if not difference:
        return f"{counts}, as many as in the last report."
    return f"{counts}, {abs(difference)} {'more' if difference > 0 else 'fewer'} than in the last report."


def _longest_overdue(exceptions: Sequence[ReportException]) -> str:
    late = [entry for entry in exceptions if entry.days_late]
    if not late:
        return "No milestone is overdue."
    days = max(entry.days_late for entry in late)
    refs = [entry.ref for entry in late if entry.days_late == days]
    if len(refs) > 3:
        return f"{len(refs)} actions are the longest overdue ({count_words(days, 'day')})."
    return f"{list_words(refs)} {'is' if len(refs) == 1 else 'are'} the longest overdue ({count_words(days, 'day')})."


def _asked(asks: Sequence[ReportAsk]) -> str:
    kinds = Counter(ask.kind for ask in asks)
    asked = [f"{verb} {count_words(kinds[kind], one)}" for kind, (verb, one) in ASKED.items() if kinds[kind]]
    if not asked:
        return "No decisions are asked of the Board."
    return f"The Board is asked to {list_words(asked)}."


def resolution(assessed: Assessment, counts: Mapping[str, int]) -> str:
    """Bromsgrove's form of words, adapted (`domain.md` 6.5): the first three numbers add up to all actions."""
    total = len(assessed.standings)
    if not total:
        return "RESOLVED: that the report be noted."
    minor = sum(standing.timing is Timing.LATE_MINOR for standing in assessed.standings.values())
    major = sum(standing.timing is Timing.LATE_MAJOR for standing in assessed.standings.values())

    def share(number: int) -> str:
        return f"{number} ({100 * number / total:.0f}%)"

    return (
        "RESOLVED: (a) that the exceptions reported, and the corrective action being taken, be noted; "
        f"(b) that it be noted that, of {count_words(total, 'action')}, {share(total - minor - major)} are not late, "
        f"{share(minor)} are up to one month late and {share(major)} are over one month late; and that, of the same "
        f"{total}, {share(counts['date_changed'])} had a date changed with approval and "
        f"{share(counts['not_reported'])} were not reported."
    )
