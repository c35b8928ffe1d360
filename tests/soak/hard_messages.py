"""Messages meant to be hard to read: long, without end, or made of what nobody types."""

from __future__ import annotations

from collections.abc import Mapping

PASTE = 28 * 1024
"""As much text as a message in Teams may hold, in characters."""

_ARABIC = "ما هو وضع المجال الرابع "
_PARAGRAPH = (
    "Further to the meeting on Tuesday, the review of the pathway is under way and partners have been asked for their "
    "comments by 17 March. Two posts are vacant. The figures for February will follow (see the note for 4.1.1).\n"
)
_TITLE = "review autism pathway referral criteria speech language wheelchair equipment health visiting training offer "


def filled(piece: str, length: int = PASTE) -> str:
    return (piece * (length // len(piece) + 1))[:length]


HARD: Mapping[str, str] = {
    "a paste of 28 KB": filled(_PARAGRAPH),
    "a paste of 28 KB on one line": filled(_PARAGRAPH.replace("\n", " ")),
    "5,000 dots and digits": "1." * 5000,
    "digits without end": filled("7"),
    "dots without end": filled("."),
    "commas and blanks without end": filled(", "),
    "refs without end": filled("4.1.1, "),
    "ranges without end": filled("4.1.1 to 4.3.3 and "),
    "ranges of far apart": "1.1.1-5.3.1 " * 500,
    "dictated without end": filled("four point one point one "),
    "2,000 words of titles": " ".join((_TITLE * 200).split()[:2000]),
    "dates without end": filled("31 march 2023 to the may board by easter "),
    "emoji": "👍🏽👩‍👩‍👧‍👦🔴🟠🟢" * 500,
    "right to left": filled(_ARABIC, 5000),
    "right-to-left marks within a ref": "how is \u202e4.1.1\u202c \u2067area 4\u2069",
    "zero-width within words": "\u200b".join("how is area 4 doing") + "\u200d\ufeff" * 2000,
    "marks on marks": "a" + "\u0301\u0323" * 4000,
    "one word": "a" * PASTE,
    "blanks": f"how is{' ' * PASTE}area 4",
    "new lines": "\n" * PASTE,
    "tabs and odd spaces": filled("4.1.1\t\u00a0\u2003amber\r\n"),
    "brackets": "<" * (PASTE // 2) + ">" * (PASTE // 2),
    "mentions never closed": filled("<at>"),
    "tags": filled("<div><b>how is area 4</b></div>"),
    "quoted mail": filled("> From: someone\n> Sent: today\n"),
    "mail after mail": filled("From: A Person <a.person@council.example>\nSent: 1 March 2023\nSubject: update\n\n"),
    "control characters": "".join(chr(code) for code in range(32)) * 50,
    "half a character": "how is area 4 \ud83d",
    "marks of a search": filled("(.*)+ [a-z] \\d{1,9} ^$ | ? ", 5000),
    "marks of a query": "4.1.1'; DROP TABLE action; --",
    "marks of a template": "{{ 7 * 7 }} ${area} %s {0}",
    "numbers of other scripts": "４.１.１ is ②, area ४ and area ௪",
    "great numbers": "area 99999999999999999999 milestone 99999999999999999999 two hundred reminders",
    "days that are not": "due on 31 february 2023 or 99/99/9999 or 0/0/0000",
    "years far off": "due by 31 december 9999 and 1 january 0001",
}
