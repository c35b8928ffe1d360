"""The page that explains a workbook of the register to whoever opens it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from store.register_files.sheets.columns import Sheet

NOTES = "notes"

HOW_TO = (
    (
        "Bringing it back",
        "Save the workbook as .xlsx and run: sendbot register import FILE.xlsx --dry-run. It lists what would "
        "change, and writes nothing. Run it again without --dry-run to bring the changes in.",
    ),
    (
        "Sheets and headings",
        "Keep the names of the sheets and the headings in their first row. Columns may be in any order. A "
        "sheet that is taken out leaves the register as it is; so does a row that is taken out, and the "
        "import says so.",
    ),
    (
        "Dates",
        "Type dates as dates, day first: 31/03/2023. A new due date is not moved at once: it becomes a "
        "request for a date change.",
    ),
    ("Several in a cell", "Several leads, partners or refs in one cell are separated by a semicolon."),
    (
        "Moments",
        "Cells such as 2023-03-31T14:30:00+01:00 say the day and the minute in London. 2023-03-31 14:30 will "
        "do when you add one.",
    ),
)
PEOPLE_HOW_TO = ("Bringing it back", HOW_TO[0][1].replace("sendbot register", "sendbot people"))

EXPLAINED = {
    "plan": "The plan itself: its key, title, local area and dates. One row.",
    "ratings": (
        "The plan's own rating key. The role says what a rating means to the rules; confirmed is yes when the "
        "local area has agreed it."
    ),
    "areas": "Improvement areas, each with the posts of its Senior Responsible Officers.",
    "objectives": "Objectives, which group the actions of an area.",
    "actions": "One row for each action: where it belongs, its leads, its partners and its lifecycle.",
    "milestones": (
        "One row for each dated step of an action. due is the date first agreed; current_due the one in force."
    ),
    "indicators": "Measures with figures, and the actions they tell of.",
    "indicator_targets": "The figure to be reached by each date.",
    "outcomes": "The difference each area is to make for families.",
    "posts": "Posts as the plan names them. actions_count and refs are counted for you and never read.",
    "governance": "Who is to get which report, and how often.",
    "meetings": "The boards' meetings. A cut-off left blank is worked out.",
    "date_changes": "Every date change asked for, with who decided what.",
    "updates": "What leads said, row by row. update numbers the rows; corrects names the row that one puts right.",
    "readings": "Figures read off for the indicators.",
    "evidence": "The evidence log: what was handed in with which update, and who accepted it.",
    "sign_offs": "An SRO's acceptance, or refusal, of a completed action.",
    "challenges": "Ratings that somebody disputes.",
    "lifecycle_changes": (
        "Actions paused, merged, superseded, withdrawn or taken up again, with the decision behind it."
    ),
    "asks": "Decisions and help asked of a board.",
    "call_ins": "Actions somebody wants to see at the board whatever their rating.",
    "options": (
        "What a board could choose for an action that is off track: option 1 is doing nothing, each with its effect on "
        "children and families, the number of the one recommended, why, and the lesson."
    ),
    "risks": "The risk log: what may go wrong or has, the actions it touches, and the post that answers for it.",
    "risk_assessments": "What was thought of each risk and when: likelihood and impact from 1 to 5, and the next step.",
    "dependencies": "Which action waits for which, and why.",
    "people": "Everybody the bot may ask or answer. person is a short key that the other sheets use.",
    "appointments": "Who holds which post, from when to when, as holder or deputy.",
    "roles": "What people may do beyond their posts.",
    "leave": "Days away, first to last. The reason is never kept.",
    "delegations": "Who acts for whom, first day to last.",
    "closures": "Days on which the council is closed beside weekends and bank holidays.",
    "school_holidays": "School holidays, first day to last, for people who work in term time only.",
}


def notes_on(title: str, sheets: Iterable[Sheet]) -> Iterator[tuple[str, str]]:
    """Pairs of a heading and its words."""
    names = [sheet.name for sheet in sheets]
    yield "About", title
    yield from (PEOPLE_HOW_TO, *HOW_TO[1:]) if "people" in names else HOW_TO
    for name in names:
        yield name, EXPLAINED[name]
