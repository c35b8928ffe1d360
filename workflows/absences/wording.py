"""What is said back when an absence or a snooze has been recorded."""

from __future__ import annotations

from datetime import date

from store.queries.absences import Absence
from workflows.language import day_words


def leave_words(name: str, first: date, last: date) -> str:
    return f"Recorded: {name} is away {days_words(first, last)}. Nothing is sent to them on those days."


def cover_words(name: str, cover: str, first: date, last: date) -> str:
    return (
        f"Recorded: {cover} acts for {name} {days_words(first, last)}. What is asked of {name} in those days goes to "
        f"{cover}, whose answers are recorded as “{cover} for {name}”; {name} stays accountable."
    )


def cover_ended_words(name: str) -> str:
    return f"Recorded: from today on nobody acts for {name}, who is asked again."


def absence_words(absence: Absence) -> str:
    days = days_words(absence.first, absence.last)
    return f"{absence.cover} acts for {absence.person} {days}" if absence.cover else f"{absence.person} is away {days}"


def days_words(first: date, last: date) -> str:
    return f"on {day_words(first)}" if first == last else f"from {day_words(first)} to {day_words(last)}"
