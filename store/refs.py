"""Refs are text and kept as printed; only their order is normalised (`domain.md` 2.3)."""

import re

_PARTS = re.compile(r"\d+|[^\d\W]+")


def ref_sort_key(ref: str) -> str:
    """Orders "1.10" after "1.9" as plain text: numbers are padded, words are lower case, "2.4" sorts as 2.4.0.

    >>> ref_sort_key("1.10.1") > ref_sort_key("1.9.2")
    True
    """
    return ".".join(part.zfill(6) if part.isdigit() else part.casefold() for part in _PARTS.findall(ref))


def normalised_ref(ref: str) -> str:
    """How a ref is compared: "1.4 .1" and "1.4.1" are one, "1.1" and "1.10" are two."""
    return re.sub(r"\s+", "", ref).strip(".").casefold()
