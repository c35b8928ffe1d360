"""Writes the cards as they are now over those agreed on: python -m tests.adaptive_cards.renew_golden"""

from __future__ import annotations

import json
from pathlib import Path

from tests.adaptive_cards.gallery import GALLERY

GOLDEN = Path(__file__).with_name("golden")
MANY_TIMES_THE_SAME = {
    "action_list_long",
    "due_by_lead_long",
    "edition_asks_to_put_right",
    "figures_many",
    "options_form_much_too_long",
    "quotations_long",
    "risk_list_many",
    "said_lines_long",
    "update_request_second_page",
}


def written() -> dict[str, str]:
    return {
        name: json.dumps(build(), ensure_ascii=False, indent=1) + "\n"
        for name, build in GALLERY.items()
        if name not in MANY_TIMES_THE_SAME
    }


def renew() -> None:
    GOLDEN.mkdir(exist_ok=True)
    for path in GOLDEN.glob("*.json"):
        path.unlink()
    for name, text in written().items():
        (GOLDEN / f"{name}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    renew()
