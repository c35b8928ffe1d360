"""An edition knows under which rules it was compiled, and says so when others have come into force."""

from __future__ import annotations

import hashlib
import json

import pytest

from store.types import EditionStatus
from tests.workflows.editions.press import Press
from workflows.editions.finding import Gate
from workflows.editions.issuing import findings_of
from workflows.editions.refusals import GatesShut, RulesChanged
from workflows.editions.rules_in_force import Recompiled, recompile_check, thresholds
from workflows.exception_report.limits import RULES_VERSION

AGREED = {
    "2026.1": "70877f217c4b04bf85b8fccfb2721b0c1182770236eb7bc0db23dd0084a6e8ba",
    "2026.2": "3b6367f903e3496216e241ada376b44752ec146654e3bb3cc805c0a66f92052c",
}
"""What each version of the rules says: a digest of every threshold by its name."""

EARLIER = "2025.3"


def test_a_threshold_never_changes_under_a_version_that_stays() -> None:
    """After a change that is meant: give the rules a new version in `limits.py`, and add its digest here."""
    said = json.dumps(thresholds(), sort_keys=True)
    assert AGREED[RULES_VERSION] == hashlib.sha256(said.encode()).hexdigest()


def test_every_threshold_of_dates_indicators_and_exceptions_is_among_them() -> None:
    held = thresholds()
    assert (held["LATE_MINOR_DAYS"], held["KPI_RED"], held["STUCK_REPORTS"]) == (31, 0.1, 3)
    assert all(isinstance(value, int | float | dict) for value in held.values())


def test_an_edition_compiled_again_is_the_same_at_each_step_of_its_life(press: Press) -> None:
    draft = press.draft()
    assert recompile_check(draft) is Recompiled.SAME
    press.ask(draft)
    press.see_through(draft)
    assert recompile_check(draft) is Recompiled.SAME
    assert draft.rules_version == RULES_VERSION


def test_an_edition_whose_stored_text_was_changed_differs(press: Press) -> None:
    edition = press.issued()
    edition.cut = edition.cut.replace("Strategic Partnership Board", "Other Board")
    assert recompile_check(edition) is Recompiled.DIFFERS


def test_an_issued_edition_of_earlier_rules_stands_as_it_was_kept(press: Press) -> None:
    edition = press.issued()
    files, edition.rules_version = press.files(edition), EARLIER
    assert recompile_check(edition) is Recompiled.OTHER_RULES
    press.received(edition)
    assert (press.files(edition), edition.rules_version) == (files, EARLIER)


def test_what_was_read_under_earlier_rules_is_neither_cleared_nor_frozen_under_others(press: Press) -> None:
    draft = press.draft()
    press.confirm_all(draft)
    press.clear(draft)
    draft.rules_version = EARLIER
    assert [one.gate for one in findings_of(draft)] == [Gate.RULES]
    with pytest.raises(GatesShut, match=f"version {EARLIER} of the rules, and version {RULES_VERSION} is in force"):
        press.final(draft)
    with pytest.raises(RulesChanged):
        press.clear(draft)
    press.recut(draft)
    assert (draft.rules_version, draft.cleared_at) == (RULES_VERSION, None)
    press.confirm_all(draft)
    press.clear(draft)
    press.final(draft)
    assert draft.status is EditionStatus.FINAL


def test_a_step_that_compiles_under_new_rules_lets_the_clearance_lapse(press: Press) -> None:
    draft = press.draft()
    press.clear(draft)
    draft.rules_version = EARLIER
    press.confirm(draft, "3")
    assert (draft.rules_version, draft.cleared_at) == (RULES_VERSION, None)


def test_the_audit_keeps_the_thresholds_that_a_final_edition_was_judged_by(press: Press) -> None:
    press.issued()
    (entry,) = press.audited("make_final")
    assert entry["content"]["thresholds"]["LATE_MINOR_DAYS"] == 31
