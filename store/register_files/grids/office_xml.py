"""XML of Word and Excel, read without entities, and named without namespaces: strict and transitional files differ.

lxml carries no types and is slow to import: it stays in here, and is imported when first used.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import IO, Any
from xml.parsers import expat

from store.register_files.errors import RegisterFileError

_SAFE: dict[str, Any] = {"resolve_entities": False, "no_network": True, "remove_comments": True, "remove_pis": True}


class XmlBroken(RegisterFileError):
    """A part of the file is no well-formed XML."""


def tree(stream: IO[bytes]) -> Any:
    """The root element. Raises XmlBroken."""
    etree: Any = import_module("lxml.etree")
    try:
        return etree.parse(stream, etree.XMLParser(**_SAFE)).getroot()
    except etree.LxmlError:
        raise XmlBroken from None


def elements(stream: IO[bytes], *names: str) -> Iterator[Any]:
    """The elements of these names one after the other, each forgotten once the next is asked for. Raises XmlBroken."""
    etree: Any = import_module("lxml.etree")
    try:
        for _, element in etree.iterparse(stream, tag=[f"{{*}}{name}" for name in names], **_SAFE):
            yield element
            element.clear()
            if (before := element.getprevious()) is not None:
                before.getparent().remove(before)
    except etree.LxmlError:
        raise XmlBroken from None


def name_of(element: Any) -> str:
    return str(element.tag).rsplit("}", 1)[-1]


def attribute(element: Any, name: str) -> str:
    """Of whichever namespace; blank where there is none."""
    return next((str(value) for key, value in element.attrib.items() if key.rsplit("}", 1)[-1] == name), "")


class _Reached(Exception):
    """Enough was read to know."""


def declares_document_type(stream: IO[bytes]) -> bool:
    """Whether a DTD stands before the root element: the one place where entities can be declared."""
    found: list[str] = []

    def document_type(name: str, *_rest: object) -> None:
        found.append(name)
        raise _Reached

    def root(_name: str, _attributes: object) -> None:
        raise _Reached

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = document_type
    parser.StartElementHandler = root
    try:
        while block := stream.read(4096):
            parser.Parse(block)
    except _Reached:
        pass
    except expat.ExpatError:
        raise XmlBroken from None
    return bool(found)
