"""Messages at random: what people write, spoilt and mixed; words of the trade in no order; letters of every script."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from tests.soak.hard_messages import HARD, PASTE

_WORDS = """
area objective action milestone 4.1.1 2.4 4.2 5.2.2 9.9.9 1.1 area 4 all everything mine blue red amber green grey done
late overdue due by before on between from to until 31 march easter friday the may board next week tomorrow end of june
30/04/2023 who what why when how is are has not no same as last time nothing to report update rate approve sign off
challenge move delegate cover leave off sick back snooze remind chase confirm report edition cut-off evidence forecast
figure 87.5% 29 weeks camhs salt wheelchairs autism local offer lead send team manager the second one and it that page 2
more yes please cancel call in withdraw
""".split()
_LATIN, _GREEK_AND_CYRILLIC, _HEBREW, _ARABIC = (32, 592), (880, 1328), (1424, 1536), (1536, 1792)
_PUNCTUATION, _SIGNS, _CHINESE, _EMOJI = (8192, 8304), (9728, 9984), (19968, 20480), (127744, 129536)
_SCRIPTS = (_LATIN, _GREEK_AND_CYRILLIC, _HEBREW, _ARABIC, _PUNCTUATION, _SIGNS, _CHINESE, _EMOJI)
"""The first code point of each, and the one after the last."""

Make = Callable[[Random, Sequence[str]], str]


def some_messages(count: int, seed: int, written: Sequence[str]) -> list[str]:
    """Each hard one once, the rest made up. `written` is what people really write."""
    random = Random(seed)  # noqa: S311 - nothing secret
    made = (random.choice(_MAKES)(random, written) for _ in range(count - len(HARD)))
    mixed = [*HARD.values(), *made]
    random.shuffle(mixed)
    return mixed


def _spoilt(random: Random, written: Sequence[str]) -> str:
    text = list(random.choice(written))
    for _ in range(random.randint(1, 6)):
        place = random.randrange(len(text) + 1)
        kind = random.randrange(4)
        if kind == 0:
            text.insert(place, _character(random))
        elif kind == 1:
            del text[place : place + random.randint(1, 3)]
        elif kind == 2:
            text[place:place] = text[max(0, place - random.randint(1, 9)) : place]
        else:
            text[place : place + 2] = reversed(text[place : place + 2])
    return "".join(text)


def _mixed(random: Random, written: Sequence[str]) -> str:
    """The beginning of one and the end of another."""
    one, other = random.choice(written), random.choice(written)
    return (
        one[: random.randint(0, len(one))]
        + random.choice((" ", "\n", ", ", ""))
        + other[random.randint(0, len(other)) :]
    )


def _as_written(random: Random, written: Sequence[str]) -> str:
    return random.choice((str.upper, str.title, str.strip))(random.choice(written))


def _in_no_order(random: Random, _written: Sequence[str]) -> str:
    return " ".join(random.choices(_WORDS, k=random.randint(1, 25)))


def _of_every_script(random: Random, _written: Sequence[str]) -> str:
    return "".join(_character(random) for _ in range(random.randint(1, 200)))


def _again_and_again(random: Random, written: Sequence[str]) -> str:
    piece = random.choice(written) + random.choice((" ", "\n", ""))
    return (piece * random.randint(2, 400))[:PASTE]


def _beside_a_hard_one(random: Random, written: Sequence[str]) -> str:
    hard = random.choice(list(HARD.values()))
    begins = random.randrange(len(hard))
    return f"{random.choice(written)} {hard[begins : begins + random.randint(1, 2000)]}"


def _character(random: Random) -> str:
    return chr(random.randrange(*random.choice(_SCRIPTS)))


_MAKES: Sequence[Make] = (
    *(_spoilt,) * 4,
    *(_mixed,) * 3,
    *(_in_no_order,) * 3,
    *(_as_written,) * 2,
    _of_every_script,
    _again_and_again,
    _beside_a_hard_one,
)
