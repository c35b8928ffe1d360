"""What stands in the way of issuing a paper, each named with its place (`domain.md` 8.1, 9 and 10)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from store.cut import DataCut
from workflows.documents.blocks import Facts, Paragraph, Subheading, Table
from workflows.editions.texts import known_texts
from workflows.language import count_words
from workflows.marking import PUBLIC
from workflows.personal_data.scan import find_passages
from workflows.products.audiences import promised
from workflows.products.basis import plan_words
from workflows.products.headings import RECOMMENDATIONS
from workflows.products.numbering import NOT_WRITTEN
from workflows.products.office import NOT_ENTERED, Office
from workflows.products.product import Part, Product
from workflows.products.texts import texts_of

TEMPLATE_TEXT = re.compile(
    r"\[[^\]\d][^\]]*\]|\bTBC\b|\bXX+\b|\blorem ipsum\b|\b(?:insert|delete as appropriate)\b|\bit should be stated\b",
    re.I,
)
COUNCILLOR = re.compile(r"\b(?:Cllr|Councillor)\.?\s+[A-Z][\w’'-]+")


def findings(product: Product, cut: DataCut, office: Office) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            (
                *_numbers(product),
                *_addressee(product, cut, office),
                *_counts(product),
                *_words(product, cut),
            )
        )
    )


def gaps(product: Product) -> Iterator[str]:
    """What no register holds and nobody has said yet, each with its place."""
    for part in product.parts:
        under = part.heading if part.number else part.title
        for block in part.blocks:
            match block:
                case Subheading(text):
                    under = text
                case Paragraph(text) if text == NOT_WRITTEN:
                    yield f"{under}: not written yet."
                case Facts(rows=rows):
                    yield from (f"{label}: not entered yet." for label, value in rows if value == NOT_ENTERED)
                case _:
                    pass


def _numbers(product: Product) -> Iterator[str]:
    """Headings 1, 2, 3 and appendices 1, 2, 3; under each heading n.1, n.2 and n.1.1, n.1.2 without a gap."""
    headings = [part for part in product.parts if part.number.isdigit()]
    appendices = [part for part in product.parts if part.number.startswith("Appendix")]
    if [part.number for part in headings] != [str(n) for n in range(1, len(headings) + 1)]:
        yield "The numbers of the headings do not run without a gap."
    if [part.number for part in appendices] != [f"Appendix {n}" for n in range(1, len(appendices) + 1)]:
        yield "The numbers of the appendices do not run without a gap."
    for part in headings:
        last = [int(part.number)]
        for number in _below(part):
            if not _follows(last, number):
                yield f"{part.heading}: {'.'.join(map(str, number))} does not follow {'.'.join(map(str, last))}."
            last = number


def _below(part: Part) -> Iterator[list[int]]:
    for block in part.blocks:
        told = block.label if isinstance(block, Paragraph) else block.text if isinstance(block, Subheading) else ""
        found = re.match(rf"{part.number}(?:\.\d+)+(?=\s|$)", told)
        if found:
            yield [int(piece) for piece in found[0].split(".")]


def _follows(last: list[int], number: list[int]) -> bool:
    """The next on the same level or on one above, or the first one below."""
    above = last[: len(number)]
    return number == [*last, 1] or (len(above) == len(number) and number == [*above[:-1], above[-1] + 1])


def _addressee(product: Product, cut: DataCut, office: Office) -> Iterator[str]:
    bodies = {row.audience for row in promised(cut, office.audiences)} | {row.board for row in cut.meetings}
    for part in product.parts:
        if part.title != RECOMMENDATIONS:
            continue
        said = " ".join(text for _, text in texts_of([part]))
        if product.audience not in said:
            yield f"{part.heading}: the recommendations do not name {product.audience}, whose meeting it is."
        said = said.replace(product.audience, "")
        for body in sorted(bodies):
            if body in said and body not in product.audience:
                yield f"{part.heading}: the recommendations name {body}, but the paper is for {product.audience}."


def _counts(product: Product) -> Iterator[str]:
    """A table's last row is the sum of the others, but for "of which", and every such sum is the number of actions."""
    for part in product.parts:
        for block in part.blocks:
            if isinstance(block, Table) and block.total:
                total = product.counts["total"]
                place = next((n for n, column in enumerate(block.columns) if column.title in {"Now", "Total"}), None)
                if place is not None and block.rows[-1][place] != total:
                    yield f"{part.heading}: {block.caption} does not add up to {count_words(total, 'action')}."


def _words(product: Product, cut: DataCut) -> Iterator[str]:
    known, people = known_texts(cut) | {row.text.casefold() for row in cut.impacts}, _people(cut)
    deep_refs = sorted({action.ref for action in cut.actions if action.ref.count(".") > 1})
    bare = re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, deep_refs))})(?![\w.]*\d)") if deep_refs else None
    for where, text in texts_of(product.parts):
        if TEMPLATE_TEXT.search(text) and not _own_words(text, known):
            yield f"{where}: text of the template is left in."
        if COUNCILLOR.search(text):
            yield f"{where}: a councillor is named."
        if any(person in text for person in people):
            yield f"{where}: a person is named instead of their post."
        if find_passages(text, known):
            yield f"{where}: something may identify a child."
        unnamed = product.marking == PUBLIC and bare and _unnamed(bare, text, plan_words(product.plan.kind))
        if unnamed and not _own_words(text, known):
            yield f"{where}: a ref stands without the plan’s name before it."


def _unnamed(refs: re.Pattern[str], text: str, plan_words: str) -> bool:
    """ "WSOA 2.3.1" and "Indicator 2.3.1" tell what they are; a paragraph's own number at its beginning is no ref."""
    words = re.sub(r"^\d+(?:\.\d+)+ ", "", text)
    return any(not words[: found.start()].endswith((f"{plan_words} ", "Indicator ")) for found in refs.finditer(words))


def _own_words(text: str, known: Iterable[str]) -> bool:
    """The plan's own, which a paper repeats as they stand, or cut short."""
    words = text.casefold().removesuffix("…")
    return any(words in one for one in known)


def _people(cut: DataCut) -> set[str]:
    """Whoever holds or deputises for a post, unless a post goes by that very name."""
    posts = [post for action in cut.actions for post in action.leads] + [
        post for area in cut.areas for post in area.sros
    ]
    names = {name for post in posts for name in (*post.holders, *post.deputies)}
    return {name for name in names if not any(name in post.name for post in posts)}
