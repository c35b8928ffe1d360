"""The life of an edition: drafted at the cut-off, confirmed by SROs, cleared, frozen, issued, issued again."""

from workflows.editions.at_once import EditionIssued, issue_edition
from workflows.editions.keeping import recompiled

__all__ = ["EditionIssued", "issue_edition", "recompiled"]
