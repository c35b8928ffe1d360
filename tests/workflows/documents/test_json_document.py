"""The JSON that people script against (`design.md` 6)."""

from __future__ import annotations

import json
from dataclasses import fields

from tests.workflows.documents.sample_report import a_report, an_empty_report
from workflows.documents.json_document import write_json
from workflows.exception_report.value import ExceptionReport

PROMISED = {
    "plan", "as_at", "cut_off", "edition", "status", "position", "areas", "exceptions", "not_reported", "date_changes",
    "indicators", "due_before_next_board", "completed", "cleared", "data_notes", "asks", "sign_off",
}  # fmt: skip
PROMISED_OF_AN_EXCEPTION = {
    "ref", "title", "area_ref", "lead_posts", "rating", "previous_rating", "movement", "codes", "reasons", "severity",
    "baseline", "current", "forecast", "days_late",
}  # fmt: skip


def test_the_promised_keys_are_there_in_the_order_of_the_value() -> None:
    read = json.loads(write_json(a_report()))
    others = [field.name for field in fields(ExceptionReport) if field.name != "plan"]
    assert list(read) == ["plan", "plan_details", *others]
    assert read["plan"] == read["plan_details"]["key"]
    assert set(read) >= PROMISED
    assert set(read["exceptions"][0]) >= PROMISED_OF_AN_EXCEPTION


def test_days_are_iso_days_and_moments_bear_the_time_of_london() -> None:
    read = json.loads(write_json(a_report()))
    assert read["period_to"] == "2023-05-12"
    assert read["cut_off"] == "2023-05-12T17:00:00+01:00"
    assert read["exceptions"][0]["recovery"]["by_when"] == "2023-09-29"
    assert read["exceptions"][1]["forecast"] is None


def test_counts_reconcile() -> None:
    position = json.loads(write_json(a_report()))["position"]
    assert sum(n for key, n in position.items() if key not in {"total", "date_changed"}) == position["total"]


def test_it_is_utf_8_and_ends_with_a_line_end() -> None:
    data = write_json(a_report())
    assert "£84,000" in data.decode("utf-8")
    assert data.endswith(b"}\n")


def test_each_item_of_a_list_has_a_line_of_its_own() -> None:
    lines = write_json(a_report()).decode().splitlines()
    assert sum('"severity":' in line for line in lines) == len(a_report().exceptions)


def test_an_empty_report_holds_empty_lists() -> None:
    read = json.loads(write_json(an_empty_report()))
    assert read["exceptions"] == []
    assert read["edition"] is None


def test_the_same_value_gives_the_same_bytes() -> None:
    assert write_json(a_report()) == write_json(a_report())
