"""A file did not get into somebody's OneDrive: why, and the two ways on from there."""

from __future__ import annotations

from typing import Any

from adaptive_cards.buttons import button, link, row
from adaptive_cards.card import finish
from adaptive_cards.text import heading, paragraphs, quiet
from adaptive_cards.verbs import Verb

TITLE = "The file was not saved"


def build(why: str, *, name: str, token: str, address: str) -> dict[str, Any]:
    """`address` is the reader's own download link, `token` what stands for the file: for a chat with one person."""
    return finish(
        [
            heading(TITLE, size="Medium"),
            quiet(name),
            *paragraphs(why),
            row(
                (button("Try again", Verb.FILE, token=token), link("Download it", address, f"Download: {name}")),
                spacing="Medium",
            ),
        ],
        fallback_text=f"{TITLE}. {why}",
    )
