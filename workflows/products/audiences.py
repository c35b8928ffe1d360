"""Which paper goes to whom: what the plan promises in its governance, read as products, and what goes beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from store.cut import DataCut, GovernanceRow
from workflows.products.product import Kind

MONTHS_OF = {
    "monthly": 1,
    "bi-monthly": 2,
    "bimonthly": 2,
    "quarterly": 3,
    "six-monthly": 6,
    "biannually": 6,
    "annually": 12,
    "annual": 12,
    "yearly": 12,
}
KIND_BY_WORDS = (
    ("performance indicator", Kind.KPI_PACK),
    ("kpi", Kind.KPI_PACK),
    ("exception", Kind.EXCEPTION),
    ("formal", Kind.FORMAL),
    ("oversight", Kind.SCRUTINY),
    ("scrutiny", Kind.SCRUTINY),
    ("statutory", Kind.ANNUAL),
    ("annual", Kind.ANNUAL),
)
"""Words of the promise, in this order; they go before its cadence, which a plan may state twice and differently."""

KIND_BY_MONTHS = {1: Kind.KPI_PACK, 2: Kind.EXCEPTION, 3: Kind.FORMAL, 6: Kind.SCRUTINY, 12: Kind.ANNUAL}
"""Bradford's own pairing of cadences and reports."""

BESIDE_THE_PLAN = (
    GovernanceRow("monthly", "Highlight report of each area", "The areas’ Senior Responsible Officers"),
    GovernanceRow("monthly", "Brief for the lead member", "The lead elected member, with the Deputy Director"),
)
KIND_BESIDE = {BESIDE_THE_PLAN[0].product: Kind.HIGHLIGHT, BESIDE_THE_PLAN[1].product: Kind.MEMBER_BRIEF}

WITHOUT_GOVERNANCE = {
    Kind.KPI_PACK: "The Board",
    Kind.FORMAL: "The Council’s Executive",
    Kind.SCRUTINY: "The Overview and Scrutiny Committee",
    Kind.ANNUAL: "The Health and Wellbeing Board",
}
"""For a plan whose register holds no governance: the bodies that every council has."""


Audiences = Mapping[Kind, tuple[str, ...]]
"""What a council wants otherwise than its plan says."""


def promised(cut: DataCut, wanted: Audiences) -> tuple[GovernanceRow, ...]:
    """The plan's governance, the kinds in `wanted` to the bodies that it names."""
    rows: list[GovernanceRow] = []
    moved: set[Kind] = set()
    for row in (*cut.governance, *BESIDE_THE_PLAN):
        kind = kind_of(row)
        if kind is None or kind not in wanted:
            rows.append(row)
        elif kind not in moved:
            moved.add(kind)
            rows += [replace(row, audience=body) for body in wanted[kind]]
    return tuple(rows)


def kind_of(row: GovernanceRow) -> Kind | None:
    """None where neither the words nor the cadence tell."""
    if row.product in KIND_BESIDE:
        return KIND_BESIDE[row.product]
    words = row.product.casefold()
    said = next((kind for word, kind in KIND_BY_WORDS if word in words), None)
    return said or KIND_BY_MONTHS.get(months_of(row) or 0)


def months_of(row: GovernanceRow) -> int | None:
    """None for a cadence that is not known."""
    return MONTHS_OF.get(row.cadence.strip().casefold())


def audiences_of(cut: DataCut, kind: Kind, wanted: Audiences) -> tuple[str, ...]:
    """In the plan's order, each once."""
    held = dict.fromkeys(row.audience for row in promised(cut, wanted) if kind_of(row) is kind)
    return tuple(held) or wanted.get(kind) or (WITHOUT_GOVERNANCE[kind],)
