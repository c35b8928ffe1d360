"""Who leads, as plans print it: posts, organisations, names, initials."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lead:
    """One lead of a cell. `name` is a person's, where the plan prints one; posts alone enter the register."""

    text: str
    post: str = ""
    organisation: str = ""
    name: str = ""
    doubt: str = ""
