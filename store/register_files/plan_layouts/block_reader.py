"""Blocks of labels, one after the other: which lines belong to which."""

from __future__ import annotations

from collections.abc import Sequence

from store.register_files.plan_layouts.area_headings import read_headings
from store.register_files.plan_layouts.block_labels import SEVERAL_LINES, Piece
from store.register_files.plan_layouts.block_settling import BlockSettling, Value
from store.register_files.plan_layouts.draft import Place
from store.register_files.plan_layouts.headings import enter_heading, leading_ref
from store.register_files.plan_layouts.layout import Reading


class BlockReader:
    def __init__(self, source: str, reading: Reading) -> None:
        self._reading = reading
        self._settling = BlockSettling(source, reading)
        self._value: Value | None = None
        self._values: list[Value] = []  # of the block under way
        self._opener = ""  # the label that every block begins with

    def read(self, found: Sequence[Piece]) -> None:
        self._opener = next((piece.label for piece in found if piece.kind == "label" and piece.field), "")
        for piece, after in zip(found, (*found[1:], None), strict=True):
            match piece.kind:
                case "label":
                    self._label(piece)
                case "action":
                    self._begin(piece.ref, piece.text, piece.place)
                case "heading":
                    self._end_block()
                    self._heading(piece)
                case _:
                    self._text(piece, after)
        self._end_block()
        self._settling.say_what_was_numbered()

    def _label(self, piece: Piece) -> None:
        if not piece.field and self._value is not None and self._value.meant in SEVERAL_LINES:
            self._value.lines.append(f"{piece.label}: {piece.text}")  # "Phase one: recruit" among the criteria
            return
        if piece.label == self._opener and any(value.label == piece.label for value in self._values):
            self._end_block()
        self._value = Value(piece.label, piece.field, piece.place, piece.text.split("\n") if piece.text else [])
        self._values.append(self._value)

    def _text(self, piece: Piece, after: Piece | None) -> None:
        opens = after is not None and after.kind == "label" and after.label == self._opener
        printed = leading_ref(piece.text)
        ended = self._value is None or not self._value.goes_on
        if opens and (printed or ended):
            self._begin(printed.ref if printed else "", printed.text if printed else piece.text, piece.place)
        elif self._value is not None and self._value.goes_on:
            self._value.lines.append(piece.text)
        elif not enter_heading(piece.text, piece.place, self._reading):
            self._settling.leave(piece.place, f'"{piece.text}" stands under no label.')

    def _heading(self, piece: Piece) -> None:
        for text in read_headings([piece.text], piece.place, self._reading):
            self._settling.leave(piece.place, f'"{text}" stands under no label.')

    def _begin(self, ref: str, title: str, place: Place) -> None:
        self._end_block()
        self._settling.begin(ref, title, place)

    def _end_block(self) -> None:
        values, self._values, self._value = self._values, [], None
        self._settling.settle(values)
