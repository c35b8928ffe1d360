"""A report in a council's numbered headings: the front block, and what every such report says under each heading.

What the register tells is compiled. What only officers can say, of cost, law or anybody's rights, is in their own words
or printed as not written yet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workflows.documents.blocks import Block, Facts
from workflows.documents.position import position_table
from workflows.documents.risks import HOW_SCORED, risk_table
from workflows.exception_report.value import ExceptionReport
from workflows.language import count_words, day_words, list_words, moment_words
from workflows.products import headings
from workflows.products.basis import Basis
from workflows.products.numbering import NotApplicable, NotWritten, Piece, council_parts
from workflows.products.office import NOT_ENTERED, Office
from workflows.products.position_tables import area_table, exceptions_table, register_table
from workflows.products.product import Part
from workflows.products.short_forms import short_forms
from workflows.products.texts import texts_of
from workflows.products.wording import counts_sentence, period_words, plan_counts, ref_words, refs_words
from workflows.risks.lines import OpenRisk

COMPILED_TOO = frozenset(
    {
        headings.SUMMARY,
        headings.BACKGROUND,
        headings.RISK,
        headings.EQUALITY,
        headings.CHILDREN,
        headings.PRIVACY,
        headings.CONFIDENTIAL,
        headings.RECOMMENDATIONS,
        headings.APPENDICES,
        headings.DOCUMENTS,
    }
)
"""Officers' words follow what the register tells here; elsewhere they are all that is said."""


@dataclass(frozen=True, slots=True)
class CouncilPaper:
    """What tells one council report from another. `appendices` come after the two that every report has."""

    subject: str
    audience: str
    background: Sequence[Piece]
    appendices: Sequence[tuple[str, tuple[Block, ...]]] = ()


def paper_parts(basis: Basis, council: CouncilPaper, office: Office) -> list[Part]:
    appendices = [
        Part(
            "Appendix 1",
            "Actions reported by exception",
            (exceptions_table(basis, basis.report.exceptions),),
            wide=True,
        ),
        Part("Appendix 2", "All actions of the plan", (register_table(basis),), wide=True),
        *(
            Part(f"Appendix {number}", title, blocks, wide=True)
            for number, (title, blocks) in enumerate(council.appendices, start=3)
        ),
    ]
    content = _with_words(_content(basis, council, appendices), office)
    body = council_parts(headings.IN_USE, content)
    return [Part("", "Front block", _front(basis, council, office, [*body, *appendices])), *body, *appendices]


def _front(basis: Basis, council: CouncilPaper, office: Office, parts: Sequence[Part]) -> tuple[Block, ...]:
    report = basis.report
    meeting = basis.meeting_of(council.audience)
    held = f" to be held on {meeting:%A} {day_words(meeting)}" if meeting else "; the register holds no date for it"
    forms = short_forms((text for _, text in texts_of(parts)), basis.cut.plan.local_area)
    return (
        Facts(
            caption="Front block",
            about="Two columns: what is described, and its details.",
            rows=(
                ("Report", f"Report of the {office.chief_officer} to the meeting of {council.audience}{held}"),
                ("Subject", council.subject),
                ("Summary statement", _statement(basis)),
                (
                    "Equality and diversity",
                    "The plan is for children and young people with special educational needs and disabilities, and "
                    "for their families. This report asks for no change to it.",
                ),
                ("Report contact", office.report_contact or report.prepared_by),
                ("Portfolio", office.portfolio or NOT_ENTERED),
                ("Portfolio holder", office.portfolio_holder),
                ("Overview and scrutiny area", office.scrutiny_area or NOT_ENTERED),
                ("Data cut-off", f"{moment_words(report.cut_off)} (Europe/London)"),
                ("Short forms", forms),
            ),
        ),
    )


def _statement(basis: Basis) -> str:
    number = len(basis.report.exceptions)
    is_or_are = "is" if number == 1 else "are"
    return (
        f"How the {basis.plan_words} stood on {day_words(basis.today)}. "
        f"{counts_sentence(plan_counts(basis), basis.total)} {number or 'None'} {is_or_are} reported by exception."
    )


def _content(basis: Basis, council: CouncilPaper, appendices: Sequence[Part]) -> Mapping[str, Sequence[Piece]]:
    unwritten = (NotWritten(),)
    return {
        headings.SUMMARY: (
            f"This report tells {council.audience} how {basis.cut.plan.title} stood on {day_words(basis.today)}, and "
            f"covers the period {period_words(basis)}.",
            _statement(basis),
        ),
        headings.BACKGROUND: council.background,
        headings.OTHER: unwritten,
        headings.FINANCE: unwritten,
        headings.RISK: _risk(basis),
        headings.LEGAL: unwritten,
        headings.EQUALITY: ("See the front block of this report.",),
        headings.SUSTAINABILITY: unwritten,
        headings.EMISSIONS: unwritten,
        headings.SAFETY: unwritten,
        headings.HUMAN_RIGHTS: unwritten,
        headings.TRADE_UNION: unwritten,
        headings.WARDS: (NotApplicable("the plan covers the whole local area and no ward apart."),),
        headings.AREA_COMMITTEES: (NotApplicable("the plan covers the whole local area."),),
        headings.CHILDREN: (
            "The plan as a whole is for children and young people. What is late or not reported, and so may delay "
            "the difference it is to make for them, stands in Appendix 1.",
        ),
        headings.PARENTING: unwritten,
        headings.PRIVACY: (
            "This report names posts and no person, and holds nothing about individual children or families.",
        ),
        headings.CONFIDENTIAL: ("None.",),
        headings.OPTIONS: (NotApplicable("this report is for noting."),),
        headings.RECOMMENDATIONS: _recommendations(basis.report, council.audience),
        headings.APPENDICES: tuple(f"{part.number}: {part.title}." for part in appendices),
        headings.DOCUMENTS: (
            f"{basis.cut.plan.title}, version {basis.cut.plan.version} of the register.",
            f"{basis.report.title}, from the same data cut.",
        ),
    }


def _with_words(content: Mapping[str, Sequence[Piece]], office: Office) -> Mapping[str, Sequence[Piece]]:
    """Nothing that only an officer can say is said for them."""
    return {
        heading: (*pieces, *office.words.get(heading, ()))
        if heading in COMPILED_TOO
        else (office.words.get(heading) or pieces)
        for heading, pieces in content.items()
    }


def _recommendations(report: ExceptionReport, audience: str) -> tuple[str, ...]:
    """The resolution of the exception report, word for word, so that two bodies never note two sets of figures."""
    return (f"{audience} is asked to agree:", report.resolution)


def position_pieces(basis: Basis) -> tuple[str | Block, ...]:
    report = basis.report
    note = (
        f"Both tables add up to {count_words(basis.total, 'action')}."
        if report.reconciles
        else "The tables do not reconcile: this report cannot be made final."
    )
    compared = f"A rating is the lead’s own. {_last_report(basis)}"
    return (compared, position_table(basis.report, "Now"), area_table(basis), note)


def _last_report(basis: Basis) -> str:
    editions = basis.cut.editions
    if not editions:
        return "No earlier report has been issued to compare with."
    return f"The last report had its data cut-off on {moment_words(editions[0].cut_off_at)}."


def _risk(basis: Basis) -> tuple[Piece, ...]:
    """Section 11 of the exception report, then what the rules tell; what leads wrote with their updates is for the
    Board's own report."""
    held = {"E10": "Held up by another action", "E11": "Lead’s post vacant or unknown", "E13": "Statutory date near"}
    found = {
        words: [entry.ref for entry in basis.report.exceptions if code in entry.codes] for code, words in held.items()
    }
    told = [f"{words}: {refs_words(basis, refs, 'in Appendix 1')}." for words, refs in found.items() if refs]
    missing = [entry.ref for entry in basis.report.exceptions if entry.recovery_required and entry.recovery is None]
    if missing:
        told.append(f"No recovery plan received: {refs_words(basis, missing, 'in Appendix 1')}.")
    unsigned = [row.area_ref for row in basis.report.sign_off if row.state == "Not confirmed by SRO"]
    confirmed = (
        f"Not yet confirmed by the Senior Responsible Officer: area {list_words(unsigned)}."
        if unsigned
        else "Every area is confirmed by its Senior Responsible Officer."
    )
    risks = [row for row in basis.report.risks if isinstance(row, OpenRisk)]
    return (
        *(_risk_pieces(basis, risks) if risks else ()),
        *(told or ["No action is held up, without a lead or without a recovery plan that it needs."]),
        f"Progress is overseen by {basis.report.board}. {confirmed}",
    )


def _risk_pieces(basis: Basis, risks: Sequence[OpenRisk]) -> tuple[str | Block, ...]:
    number = count_words(len(risks), "risk or issue touches", "risks and issues touch")
    return (
        f"{number} the gravest of the actions reported by exception. {HOW_SCORED}",
        risk_table(risks, lambda ref: ref_words(basis, ref)),
    )
