"""Who may see what of a plan when they ask."""

from __future__ import annotations

from store.queries.people import Remit
from store.types import RoleName

SEE_ALL = frozenset({RoleName.COMPLIANCE, RoleName.BOARD, RoleName.ADMINISTRATOR})
REPORT_REFUSED = "The exception report goes to the compliance team, the board and SROs: ask one of them for it."


def may_have_reports(remit: Remit) -> bool:
    return bool(remit.areas or remit.roles & SEE_ALL)
