"""The gates before final: pure functions from an edition to what stands in its way, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from store.cut import AskRow, DataCut
from store.working_days import london_date
from workflows.documents.annexes import annex_sections
from workflows.documents.appendices import appendices
from workflows.documents.entries import entries_section
from workflows.documents.front import front_sections
from workflows.editions.compiling import step_has_passed
from workflows.editions.finding import Finding, Gate
from workflows.editions.reconciling import count_findings
from workflows.editions.small_counts import counts_printed
from workflows.editions.texts import OPTIONS_FOR, item_name, known_texts, risk_name, texts_of
from workflows.editions.workflow import Workflow
from workflows.exception_report.value import ExceptionReport
from workflows.language import day_words, list_words
from workflows.personal_data import find_passages
from workflows.personal_data.kinds import WORDS, Kind

UNFINISHED = re.compile(
    r"\[\s*(?:insert|name|date|number|title|x+|tb[acd])\b|<\s*insert|lorem ipsum|\{\{|\bdd/mm", re.IGNORECASE
)
TO_COME = re.compile(r"\b(?:TBC|TBA|TBD|XXX+)\b")
"""Left in the team's own words; a lead may well say that something is TBC."""

TEAMS_OWN = ("commentary on ", "ask of ")


def gate_findings(report: ExceptionReport, cut: DataCut, workflow: Workflow) -> tuple[Finding, ...]:
    """Everything at once, in the order of the gates. `report` is compiled from the other two."""
    return (
        *count_findings(report, len(cut.actions)),
        *_unconfirmed(report),
        *_text_findings(cut, workflow),
        *_passed_steps(cut, workflow),
        *_passed_steps_of_risks(cut),
        *_addressees(report, cut, workflow),
        *heading_findings(_heading_numbers(report)),
    )


def heading_findings(numbers: Sequence[str]) -> Iterator[Finding]:
    """Sections run from 0 on and appendices from A on, without a gap (`domain.md` 10)."""
    sections = [int(number) for number in numbers if number.isdigit()]
    letters = [number for number in numbers if not number.isdigit()]
    wanted = [str(n) for n in range(len(sections))] + [chr(ord("A") + n) for n in range(len(letters))]
    for place, (is_now, should_be) in enumerate(zip(numbers, wanted, strict=True)):
        if is_now != should_be:
            name = "the beginning" if place == 0 else f"section {numbers[place - 1]}"
            yield Finding(
                Gate.HEADINGS,
                f"heading {is_now}",
                f"After {name} comes heading {is_now} where {should_be} belongs: number the sections without a gap.",
            )
            return


def _heading_numbers(report: ExceptionReport) -> list[str]:
    sections = (*front_sections(report), entries_section(report), *annex_sections(report), *appendices(report))
    return [section.number for section in sections]


def _unconfirmed(report: ExceptionReport) -> Iterator[Finding]:
    for row in report.sign_off:
        if not row.state.startswith("Confirmed"):
            sro = "; ".join(row.sros) or "the compliance team"
            yield Finding(
                Gate.CONFIRMATION,
                f"area {row.area_ref}",
                f"Area {row.area_ref} is not confirmed by its SRO: ask {sro} to confirm it.",
            )


def _text_findings(cut: DataCut, workflow: Workflow) -> Iterator[Finding]:
    known = known_texts(cut)
    for place, text in texts_of(cut, workflow):
        kinds = [passage.kind for passage in find_passages(text, known) if passage.kind is not Kind.SMALL_COUNT]
        if kinds:
            found = list_words([WORDS[kind] for kind in dict.fromkeys(kinds)])
            yield Finding(
                Gate.PERSONAL_DATA,
                place,
                f"{place} holds {found}, which may identify a child: {_way_out(place)}",
            )
        if counts_printed(place, text, workflow.small_counts, known).undecided:
            yield Finding(
                Gate.SMALL_COUNT,
                place,
                f"{place} gives a count of fewer than 5 children, or lets one be worked out: agree that "
                "it stays suppressed, or say why it may be printed.",
            )
        if UNFINISHED.search(text) or (place.startswith(TEAMS_OWN) and TO_COME.search(text)):
            yield Finding(Gate.TEMPLATE_TEXT, place, f"{place} still holds words of a template: {_way_out(place)}")


def _way_out(place: str) -> str:
    if place.startswith("commentary on "):
        return "write the comment again without them."
    if place.startswith("ask of "):
        return "withdraw the ask and raise it again without them."
    if place.startswith(OPTIONS_FOR):
        return "have the options withdrawn and given again without them, then re-cut the draft."
    if place.startswith("risk "):
        return "close it and raise it again without them, or assess it again, then re-cut the draft."
    return "send the item back to its lead for a corrected update, then re-cut the draft."


def _passed_steps(cut: DataCut, workflow: Workflow) -> Iterator[Finding]:
    """Sent back, such a step is left out of the print, so nothing printed lies before the cut-off."""
    sent_back = {item.ref for item in workflow.sent_back}
    for row in cut.updates:
        if row.action_ref not in sent_back and step_has_passed(cut, row):
            name = item_name(row.action_ref, row.seq)
            yield Finding(
                Gate.NEXT_STEP,
                f"{name}, next step",
                f"{name} gives a next step dated {day_words(row.recovery_by)}, before the cut-off: send "
                f"{row.action_ref} back to its lead.",
            )


def _passed_steps_of_risks(cut: DataCut) -> Iterator[Finding]:
    for row in cut.risks:
        by = row.assessment.next_step_by if row.assessment else None
        if by is not None and by < london_date(cut.taken_at):
            yield Finding(
                Gate.NEXT_STEP,
                f"{risk_name(row.ref)}, next step",
                f"{row.ref} gives a next step dated {day_words(by)}, before the cut-off: have it assessed again or "
                "closed, then re-cut the draft.",
            )


def _addressees(report: ExceptionReport, cut: DataCut, workflow: Workflow) -> Iterator[Finding]:
    known = {name.casefold() for name in _bodies(report.board, cut)}
    raised: tuple[AskRow, ...] = (*cut.asks, *workflow.asks)
    for number, ask in enumerate(raised, start=1):
        if ask.addressed_to.strip().casefold() not in known:
            yield Finding(
                Gate.ADDRESSEE,
                f"ask {number}",
                f'Ask {number} is addressed to "{ask.addressed_to}", which is neither {report.board}, its Chair nor a '
                "post of the plan: withdraw it and address it again.",
            )


def _bodies(board: str, cut: DataCut) -> Iterator[str]:
    yield from (board, f"The {board}", "The Board", "The Chair", f"The Chair of the {board}", f"Chair of {board}")
    posts = [post for area in cut.areas for post in area.sros] + [post for row in cut.actions for post in row.leads]
    for post in posts:
        yield from (post.name, post.title)
    for area in cut.areas:
        yield f"The SRO of area {area.ref}"
