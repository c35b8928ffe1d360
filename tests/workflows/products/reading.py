"""Finding one's way in a paper."""

from __future__ import annotations

from store.cut import DataCut
from workflows.documents.blocks import Cell, Facts, Table
from workflows.products.catalogue import products_of
from workflows.products.office import ANY_COUNCIL
from workflows.products.product import Kind, Part, Product
from workflows.products.texts import texts_of

KINDS = [kind for kind in Kind if kind is not Kind.EXCEPTION]


def every_product(cut: DataCut) -> list[Product]:
    return [product for kind in KINDS for product in products_of(kind, cut, ANY_COUNCIL)]


def only(kind: Kind, cut: DataCut) -> Product:
    return products_of(kind, cut, ANY_COUNCIL)[0]


def part(product: Product, title: str) -> Part:
    (found,) = (one for one in product.parts if one.title == title)
    return found


def table(product: Product, caption: str) -> Table:
    (found,) = (
        block for one in product.parts for block in one.blocks if isinstance(block, Table) and block.caption == caption
    )
    return found


def has_table(product: Product, caption: str) -> bool:
    return any(isinstance(block, Table) and block.caption == caption for one in product.parts for block in one.blocks)


def facts_of(product: Product, title: str) -> dict[str, Cell]:
    (found,) = (block for block in part(product, title).blocks if isinstance(block, Facts))
    return dict(found.rows)


def words(product: Product, title: str = "") -> str:
    """All of it, or one part."""
    return "\n".join(text for _, text in texts_of([part(product, title)] if title else product.parts))
