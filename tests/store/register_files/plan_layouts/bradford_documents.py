"""The two Bradford plans of `samples/`, printed again in the layouts of their originals."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from tests.store.register_files.plan_layouts.printed_plans import sample, saved_word

WSOA = "bradford-wsoa-2022"
PLAN_2020 = "bradford-action-plan-2020"

HEADER_2022 = ["Activity", "Lead", "Partners", "Timeframe", "Success/Measure", "Progress", "RAG"]
HEADER_2020 = ["Ref", "Area of risk", "Actions", "Milestone Dates", "Outcome/Impact", "RAG"]

BROKEN_OVER_PAGES = ("1.1.2", "1.5.1", "3.1.2", "4.2.3")
"""Actions whose row goes on below a page break, with the header printed again."""

PRINTED_REFS = {"1.4.1": "1.4 .1"}


def bradford_2022_docx(path: Path) -> Path:
    """Objectives across the table, refs in the Activity cell, several dates a cell with the measures beside them."""
    objectives, actions = sample(WSOA, "objectives.csv"), sample(WSOA, "actions.csv")
    milestones: dict[str, list[dict[str, str]]] = defaultdict(list)
    for milestone in sample(WSOA, "milestones.csv"):
        milestones[milestone["action_ref"]].append(milestone)
    parts: list[str | list[list[str]]] = ["Our Written Statement of Action", "How the partnership works together."]
    for number, area in enumerate(sample(WSOA, "areas.csv"), start=1):
        ref = area["area_ref"]
        parts += [
            f"IMPROVEMENT AREA {ref}",
            "SRO: " + ", ".join(filter(None, (area["sro_post"], area["sro_organisation"]))),
            "What the area is about, and what has been done so far.",
            f"Table {number}: Improvement Area {ref} – {area['title']}",
        ]
        rows = [HEADER_2022]
        of_area = [one for one in objectives if one["area_ref"] == ref]
        rows += [_across(f"Objective {one['objective_ref']} {one['title']}") for one in of_area]
        for objective in of_area:
            rows.append(_across(f"{objective['objective_ref']} {objective['title']}"))
            for action in actions:
                if action["objective_ref"] == objective["objective_ref"] and action["area_ref"] == ref:
                    rows += _rows_2022(action, milestones[action["action_ref"]])
        parts.append(rows)
    return saved_word(path, parts)


def _across(text: str) -> list[str]:
    return [text, *["<"] * (len(HEADER_2022) - 1)]


def _rows_2022(action: dict[str, str], milestones: list[dict[str, str]]) -> list[list[str]]:
    ref = action["action_ref"]
    measures = [one["measure"] for one in milestones]
    if len(set(measures)) == 1:
        measures = measures[:1]
    row = [
        f"{PRINTED_REFS.get(ref, ref)} {action['title']}",
        "\n".join(_lead_lines(action["lead_posts"])),
        "\n".join(action["partners"].split(";")),
        "\n".join(one["due_text"] for one in milestones),
        "\n".join(measures),
        "",
        "",
    ]
    if ref not in BROKEN_OVER_PAGES:
        return [row]
    rest = [""] * len(row)
    words = row[0].split(" ")
    broken_at = next(at for at in range(len(words) // 2, len(words)) if words[at][0].islower())
    row[0], rest[0] = " ".join(words[:broken_at]), " ".join(words[broken_at:])
    if len(milestones) > 1:
        for column in (3, 4):
            first, *others = row[column].split("\n")
            row[column], rest[column] = first, "\n".join(others)
    return [row, HEADER_2022, rest]


def _lead_lines(cell: str) -> list[str]:
    """The post on one line and its organisation on the next."""
    lines: list[str] = []
    known = sorted({(one["post"], one["organisation"]) for one in sample(WSOA, "posts.csv")}, key=str, reverse=True)
    for lead in cell.split(";"):
        post, organisation = next((pair for pair in known if ", ".join(filter(None, pair)) == lead), (lead, ""))
        lines += [post, organisation] if organisation else [post]
    return lines


def bradford_2020_rows() -> list[list[str]]:
    """A ref for each area of risk, its first action beside it and the others below; one date a row."""
    outcomes: dict[str, list[str]] = defaultdict(list)
    for outcome in sample(PLAN_2020, "outcomes.csv"):
        outcomes[outcome["area_ref"]].append(outcome["title"])
    dues: dict[str, list[str]] = defaultdict(list)
    for milestone in sample(PLAN_2020, "milestones.csv"):
        dues[milestone["action_ref"]].append(milestone["due_text"])
    rows = [HEADER_2020]
    for area in sample(PLAN_2020, "areas.csv"):
        ref = area["area_ref"]
        begins = [f"{ref}.", area["title"]]
        for action in (one for one in sample(PLAN_2020, "actions.csv") if one["area_ref"] == ref):
            due = " ".join(dues[action["action_ref"]])
            rows.append([*begins, action["title"], due, "\n".join(outcomes.pop(ref, [])), ""])
            begins = ["", ""]
    return rows


def bradford_2020_docx(path: Path) -> Path:
    key = [
        "Action completed within its timescale: GREEN",
        "Action started, with some progress: AMBER",
        "Action not complete, or its delay carries risk: RED",
    ]
    return saved_word(path, ["Appendix 1 - Updated SEND Action Plan", bradford_2020_rows(), *key])


def bradford_2020_text(path: Path) -> Path:
    """Separated by tabs. A cell has one line here: further outcomes stand in rows of their own."""
    lines: list[str] = []
    for row in bradford_2020_rows():
        first, *others = row[4].split("\n")
        lines.append("\t".join([*row[:4], first, row[5]]))
        lines += ["\t".join([""] * 4 + [other, ""]) for other in others]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
