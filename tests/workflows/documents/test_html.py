"""The web page, read as a browser or a screen reader would."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from tests.workflows.documents.greyscale import contrast
from tests.workflows.documents.sample_exceptions import EXCEPTIONS
from tests.workflows.documents.sample_plan import COLOURS
from tests.workflows.documents.sample_report import a_report, a_report_of, an_empty_report
from workflows.documents.colours import INK, NIGHT, tints
from workflows.documents.html import write_html

VOID = {"meta", "br", "col", "link", "img", "input"}


class Page(HTMLParser):
    """Every element with its attributes and text, and a complaint where the tags do not nest."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str], list[str]]] = []
        self._open: list[tuple[str, dict[str, str], list[str]]] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = (tag, {name: value or "" for name, value in attrs}, list[str]())
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element[2].append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes, _ in self.elements if name == tag]

    def texts(self, tag: str) -> list[str]:
        return [" ".join("".join(words).split()) for name, _, words in self.elements if name == tag]


@pytest.fixture(scope="module")
def text() -> str:
    return write_html(a_report())


@pytest.fixture(scope="module")
def page(text: str) -> Page:
    return Page(text)


def test_the_page_names_its_language_its_title_and_has_one_first_heading(page: Page) -> None:
    assert page.all("html") == [{"lang": "en-GB"}]
    assert page.texts("title") == ["WSOA Exception Report: SEND Strategic Partnership Board: Edition 4, DRAFT"]
    assert page.texts("h1") == ["WSOA Exception Report: SEND Strategic Partnership Board"]


def test_headings_skip_no_level(page: Page) -> None:
    levels = [int(tag[1]) for tag, _, _ in page.elements if re.fullmatch(r"h[1-6]", tag)]
    assert all(now <= before + 1 for before, now in itertools.pairwise(levels))


def test_there_are_landmarks_and_a_way_past_the_contents(page: Page) -> None:
    assert [len(page.all(tag)) for tag in ("header", "nav", "main", "footer")] == [1, 1, 1, 1]
    first_link = page.all("a")[0]
    assert first_link["href"] == f"#{page.all('main')[0]['id']}"


def test_every_table_has_a_caption_and_every_header_cell_a_scope(page: Page) -> None:
    assert len(page.all("caption")) == len(page.all("table")) > 20
    assert all(page.texts("caption"))
    assert {cell.get("scope") for cell in page.all("th")} == {"col", "row"}


def test_no_cell_is_empty(page: Page) -> None:
    assert all(page.texts("td"))
    assert all(page.texts("th"))


def test_every_link_leads_to_a_place_on_the_page_and_every_place_is_named_once(page: Page) -> None:
    places = [attributes["id"] for _, attributes, _ in page.elements if "id" in attributes]
    assert len(places) == len(set(places))
    assert {link["href"].removeprefix("#") for link in page.all("a")} <= set(places)
    labels = {attributes["aria-labelledby"] for _, attributes, _ in page.elements if "aria-labelledby" in attributes}
    assert labels <= set(places)


def test_the_contents_name_every_section(page: Page) -> None:
    assert set(page.texts("h2")) - {"Contents"} <= set(page.texts("a"))


def test_nothing_is_fetched_and_nothing_runs(page: Page, text: str) -> None:
    assert not [tag for tag in ("script", "link", "img", "iframe") if page.all(tag)]
    assert "url(" not in text
    assert "@import" not in text
    assert not [attributes for _, attributes, _ in page.elements if "style" in attributes]


def test_a_tinted_cell_always_holds_the_word_of_its_rating(page: Page) -> None:
    rated = [
        "".join(words)
        for tag, attributes, words in page.elements
        if tag in {"td", "tr"} and "rating-" in attributes.get("class", "")
    ]
    assert len(rated) > 40
    assert all(any(label in words for label in COLOURS) for words in rated)


def test_text_can_be_read_on_every_tint_by_day_and_by_night() -> None:
    for tint in tints(a_report()).values():
        assert contrast(INK, tint.light) >= 4.5
        assert contrast("EEF1F4", tint.dark) >= 4.5
        assert contrast("B9D6F2", tint.dark) >= 4.5
        assert contrast(tint.dark_bar, NIGHT) >= 3


def test_the_page_cares_for_the_dark_for_paper_and_for_forced_colours(text: str) -> None:
    for query in ("prefers-color-scheme: dark", "@media print", "size: A4", "forced-colors: active"):
        assert query in text


def test_what_people_wrote_cannot_become_markup() -> None:
    nasty = replace(EXCEPTIONS[0], title="<script>alert(1)</script>", update_text='"><img src=x>\nnext & last')
    page = Page(write_html(a_report(exceptions=(nasty,), data_notes=("<b>bold</b>",))))
    assert not page.all("script")
    assert not page.all("img")
    assert not page.all("b")
    assert "2.1.1 <script>alert(1)</script>" in page.texts("h3")


def test_a_missing_recovery_plan_is_printed_in_bold(page: Page) -> None:
    assert "No recovery plan received" in page.texts("strong")


def test_an_empty_report_is_a_whole_page_of_sentences() -> None:
    page = Page(write_html(an_empty_report()))
    assert "No decisions are asked of the Board." in page.texts("p")
    assert "No actions are reported by exception." in page.texts("p")
    assert "No dates were changed or requested in this period." in page.texts("p")


def test_the_same_value_gives_the_same_text(text: str) -> None:
    assert write_html(a_report()) == text


def test_a_thousand_actions_stand_in_the_register() -> None:
    page = Page(write_html(a_report_of(1000)))
    assert page.texts("th").count("9.999") == 1
