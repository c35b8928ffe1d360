"""The papers beside the exception report as Word, HTML, PDF and JSON, from one value, looking as the report does."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from pathlib import Path
from typing import cast

from store.working_days import LONDON
from workflows.documents.blocks import Block, Paragraph
from workflows.documents.colours import Tint, stripe_of, tint_of
from workflows.documents.html import HERE, column_widths, css_text, environment, widths_of
from workflows.documents.pdf import surroundings
from workflows.documents.typesetting import typeset
from workflows.documents.typst_content import NUMBER, Json, section
from workflows.documents.word_package import LANDSCAPE, PORTRAIT, Package
from workflows.documents.word_parts import BOLD, TWIPS_PER_MM, Body, paragraph, run
from workflows.language import day_words
from workflows.products.product import Product

NUMBER_MM = 13
"""A paragraph's number stands out to the left of its text, with room for "2.10.12"."""


def write_word(product: Product) -> bytes:
    """A .docx; the same value gives the same bytes."""
    package = Package(product, called="paper")
    upright = LANDSCAPE if product.wide else PORTRAIT
    body = Body(_tints(product), upright.text_mm)
    body.heading("Title", product.title, "part-front")
    body.add(paragraph("Subtitle", run(product.plan.title)))
    paper = upright
    for part in product.parts:
        wanted = LANDSCAPE if part.wide else upright
        if wanted is not paper:
            body.add(package.section_break(paper))
            paper = wanted
            body.width_mm = paper.text_mm
        if part.number:
            body.heading("Heading1", part.heading, part.anchor)
        for block in part.blocks:
            _word_block(body, block)
    return package.written(body.xml, paper)


def _word_block(body: Body, block: Block) -> None:
    if isinstance(block, Paragraph) and NUMBER.fullmatch(block.label):
        indent = round(NUMBER_MM * TWIPS_PER_MM)
        properties = (
            f'<w:tabs><w:tab w:val="left" w:pos="{indent}"/></w:tabs><w:ind w:left="{indent}" w:hanging="{indent}"/>'
        )
        body.add(paragraph("Normal", run(block.label, BOLD) + "<w:r><w:tab/></w:r>" + run(block.text), properties))
    else:
        body.block(block)


def write_html(product: Product) -> bytes:
    """A whole page that needs nothing else."""
    of_label = _tints(product)
    class_of = {label: f"rating-{place}" for place, label in enumerate(of_label, start=1)}
    page = environment().get_template("product.html.j2")
    text = page.render(
        product=product,
        made_from=day_words(product.data_from),
        widths_of=widths_of,
        column_widths=column_widths(block for part in product.parts for block in part.blocks),
        head_left=css_text(product.title),
        head_right=css_text(f"{product.status}, {product.marking}"),
        css=(HERE / "exception_report.css").read_text(encoding="utf-8"),
        tints=[(class_of[label], tint) for label, tint in of_label.items()],
        class_of=class_of,
    )
    return text.encode()


def write_pdf(product: Product) -> bytes:
    """Tagged, as the report's. Raises NotTypeset."""
    of_label = _tints(product)
    spreads: list[Json] = []
    for part in product.parts:
        wide = part.wide or product.wide
        if not spreads or spreads[-1]["wide"] != wide:
            spreads.append({"sections": list[Json](), "wide": wide, "listed": 0})
        sections = cast("list[Json]", spreads[-1]["sections"])
        sections.append(section(part.heading if part.number else None, part.anchor, part.blocks, of_label))
    made_from = f"data of {day_words(product.data_from)}"
    return typeset(surroundings(product, "paper", made_from) | {"spreads": spreads}, product.as_at)


def _tints(product: Product) -> dict[str, Tint]:
    return {one.label: (tint_of if one.rating else stripe_of)(one.colour) for one in product.colours}


def write_json(product: Product) -> bytes:
    """The value itself; every block says what it is. UTF-8."""
    return (json.dumps(_as_json(product), ensure_ascii=False, indent=1) + "\n").encode()


def _as_json(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        named = {field.name: _as_json(getattr(value, field.name)) for field in fields(value)}
        return {"block": type(value).__name__.lower()} | named if isinstance(value, Block) else named
    if isinstance(value, dict):
        return {str(key): _as_json(item) for key, item in cast("dict[object, object]", value).items()}
    if isinstance(value, (tuple, list)):
        return [_as_json(item) for item in cast("tuple[object, ...]", value)]
    if isinstance(value, datetime):
        return value.astimezone(LONDON).isoformat()
    return value.isoformat() if isinstance(value, date) else value


FORMATS: dict[str, Callable[[Product], bytes]] = {
    "docx": write_word,
    "html": write_html,
    "pdf": write_pdf,
    "json": write_json,
}


def file_name(product: Product, extension: str) -> str:
    of = f"-{product.of}" if product.of else ""
    return f"{product.kind}-{product.plan.key}-{product.data_from.isoformat()}{of}.{extension}"


def write_products(products: tuple[Product, ...], folder: Path) -> list[Path]:
    """Makes the folder if need be, and replaces files of the same names."""
    folder.mkdir(parents=True, exist_ok=True)
    paths: list[Path] = []
    for product in products:
        for extension, write in FORMATS.items():
            path = folder / file_name(product, extension)
            path.write_bytes(write(product))
            paths.append(path)
    return paths
