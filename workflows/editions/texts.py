"""Everything in an edition that somebody typed, each text with its place, to be searched or written otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from store.cut import AskRow, DataCut, OptionsRow, RiskRow, UpdateRow
from workflows.editions.workflow import Comment, Workflow

Rewrite = Callable[[str, str], str]
"""From a text's place ("2.4 milestone 1, narrative") and the text to what is to stand there."""

UPDATE_FIELDS = {
    "narrative": "narrative",
    "cause": "cause",
    "effect": "effect if nothing changes",
    "recovery": "recovery",
    "recovery_owner": "recovery owner",
    "waiting_for": "what it waits for",
    "help_needed": "help needed",
}


OPTIONS_FOR = "options for "
"""How the place of a text begins that stands in the options for an action."""


def item_name(ref: str, seq: int | None) -> str:
    return ref if seq is None else f"{ref} milestone {seq}"


def risk_name(ref: str) -> str:
    return f"risk {ref}"


def rewritten_cut(cut: DataCut, rewrite: Rewrite) -> DataCut:
    """The words of the plan itself are public and stay as they are."""
    return replace(
        cut,
        updates=tuple(_update(row, rewrite) for row in cut.updates),
        evidence=tuple(
            replace(row, title=rewrite(f"{item_name(row.action_ref, row.seq)}, evidence", row.title))
            for row in cut.evidence
        ),
        date_changes=tuple(
            replace(row, reason=rewrite(f"{item_name(row.action_ref, row.seq)}, reason for a date", row.reason))
            for row in cut.date_changes
        ),
        lifecycle_changes=tuple(
            replace(row, reason=rewrite(f"{item_name(row.action_ref, row.seq)}, reason for a decision", row.reason))
            for row in cut.lifecycle_changes
        ),
        sign_offs=tuple(
            replace(row, reason=rewrite(f"{row.action_ref}, reason of the sign-off", row.reason))
            for row in cut.sign_offs
        ),
        asks=_asks(cut.asks, rewrite),
        options=tuple(_options(row, rewrite) for row in cut.options),
        call_ins=tuple(
            replace(row, reason=rewrite(f"{row.action_ref}, reason of the call-in", row.reason)) for row in cut.call_ins
        ),
        challenges=tuple(
            replace(row, reason=rewrite(f"{row.action_ref}, reason of the dispute", row.reason))
            for row in cut.challenges
        ),
        risks=tuple(_risk(row, rewrite) for row in cut.risks),
    )


def rewritten_workflow(workflow: Workflow, rewrite: Rewrite) -> Workflow:
    return replace(
        workflow,
        comments=tuple(replace(row, text=rewrite(comment_place(row), row.text)) for row in workflow.comments),
        asks=_asks(workflow.asks, rewrite),
        confirmations=tuple(
            replace(row, reason=rewrite(f"area {row.area_ref}, reason of its SRO", row.reason))
            for row in workflow.confirmations
        ),
        replaced_because=rewrite("reason of the re-issue", workflow.replaced_because),
    )


def texts_of(cut: DataCut, workflow: Workflow) -> list[tuple[str, str]]:
    """Place and text, in the order of the report's data; blank ones are left out."""
    found: dict[tuple[str, str], None] = {}

    def collect(place: str, text: str) -> str:
        if text.strip():
            found[place, text] = None
        return text

    rewritten_cut(cut, collect)
    rewritten_workflow(workflow, collect)
    return list(found)


def known_texts(cut: DataCut) -> frozenset[str]:
    """Casefolded: the plan's own words and names, which are no finds when somebody repeats them."""
    posts = [post for area in cut.areas for post in area.sros] + [post for row in cut.actions for post in row.leads]
    texts: Iterable[str] = (
        cut.plan.title,
        *(row.title for row in cut.areas),
        *(row.title for row in cut.objectives),
        *(row.title for row in cut.actions),
        *(row.measure for row in cut.milestones),
        *(row.title for row in cut.indicators),
        *(post.name for post in posts),
        *(name for post in posts for name in (*post.holders, *post.deputies)),
    )
    return frozenset(text.casefold() for text in texts if text)


def comment_place(comment: Comment) -> str:
    return f"commentary on {comment.ref}" if comment.ref else f"commentary on section {comment.section}"


def _update(row: UpdateRow, rewrite: Rewrite) -> UpdateRow:
    name = item_name(row.action_ref, row.seq)
    words = {field: rewrite(f"{name}, {label}", getattr(row, field)) for field, label in UPDATE_FIELDS.items()}
    return replace(row, **words, evidence=tuple(rewrite(f"{name}, evidence", title) for title in row.evidence))


def _risk(row: RiskRow, rewrite: Rewrite) -> RiskRow:
    """The assessment before lends its score alone."""
    name, latest = risk_name(row.ref), row.assessment
    if latest is not None:
        latest = replace(latest, next_step=rewrite(f"{name}, next step", latest.next_step))
    return replace(row, title=rewrite(f"{name}, title", row.title), assessment=latest)


def _options(row: OptionsRow, rewrite: Rewrite) -> OptionsRow:
    of = f"{OPTIONS_FOR}{row.action_ref}"
    return replace(
        row,
        options=tuple(
            replace(
                one,
                text=rewrite(f"{of}, option {one.position + 1}", one.text) if one.position else one.text,
                effect=rewrite(f"{of}, effect of option {one.position + 1}", one.effect),
            )
            for one in row.options
        ),
        recommendation=rewrite(f"{of}, reason", row.recommendation),
        lesson=rewrite(f"{of}, lesson", row.lesson),
    )


def _asks(rows: tuple[AskRow, ...], rewrite: Rewrite) -> tuple[AskRow, ...]:
    return tuple(replace(row, text=rewrite(f"ask of {row.addressed_to}", row.text)) for row in rows)
