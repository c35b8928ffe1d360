"""Under which rules an edition was compiled, and whether those are still in force (`design.md` section 9).

Every threshold is a named constant beside its reason. An edition keeps the version of all of them; the audit of its
being made final keeps their values.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from enum import StrEnum

from store.tables import Edition
from workflows import indicators, timing
from workflows.documents.json_document import write_json
from workflows.editions.finding import Finding, Gate
from workflows.editions.keeping import recompiled
from workflows.exception_report import limits
from workflows.exception_report.limits import RULES_VERSION
from workflows.risks import scoring


class Recompiled(StrEnum):
    """What comes of compiling a stored edition again."""

    SAME = "same"
    OTHER_RULES = "other_rules"
    """Other rules are in force, so it proves nothing that another report may come of it: the files kept are its own."""
    DIFFERS = "differs"
    """Under the same rules: what is stored, or the program, was changed behind everybody's back."""


def thresholds() -> dict[str, object]:
    """By name, of all that is judged by figures: dates, indicators, risks, what is an exception."""
    return {
        name: value
        for module in (limits, timing, indicators, scoring)
        for name, value in sorted(vars(module).items())
        if name.isupper() and isinstance(value, int | float | dict)
    }


def recompile_check(edition: Edition) -> Recompiled:
    if edition.rules_version != RULES_VERSION:
        return Recompiled.OTHER_RULES
    same = hashlib.sha256(write_json(recompiled(edition))).hexdigest() == edition.content_hash
    return Recompiled.SAME if same else Recompiled.DIFFERS


def rules_findings(edition: Edition) -> Iterator[Finding]:
    """What people read and confirmed is what is frozen, unless the rules have changed under it."""
    if edition.rules_version != RULES_VERSION:
        yield Finding(
            Gate.RULES,
            "version of the rules",
            f"It was compiled under version {edition.rules_version} of the rules, and version {RULES_VERSION} is in "
            "force: re-cut the draft, so that all of it is judged by the same ones.",
        )
