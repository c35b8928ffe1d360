"""Numbers with a check of their own: the NHS number and the unique pupil number (UPN)."""

from __future__ import annotations

UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
"""The 23 letters of the check; I, O and S are not used (Department for Education, unique pupil numbers)."""


def is_nhs_number(digits: str) -> bool:
    """Ten digits, the last of them the check by eleven (NHS Data Dictionary)."""
    if len(digits) != 10 or not digits.isdecimal() or len(set(digits)) == 1:
        return False
    check = 11 - sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return check != 10 and check % 11 == int(digits[-1])


def is_upn(text: str) -> bool:
    """A check letter, then twelve digits of which the last may be a letter in a temporary number."""
    letter, rest = text[:1].upper(), text[1:].upper()
    if len(rest) != 12 or not rest[:11].isdecimal() or letter not in UPN_LETTERS:
        return False
    last = rest[11]
    if not last.isdecimal() and last not in UPN_LETTERS:
        return False
    values = [int(digit) for digit in rest[:11]] + [int(last) if last.isdecimal() else UPN_LETTERS.index(last)]
    return UPN_LETTERS[sum(value * weight for value, weight in zip(values, range(2, 14), strict=True)) % 23] == letter
