"""What readers of Word files and OpenDocument texts do alike: blocks in order, boxes after their paragraph.

To add such a format: a reader whose `ways` say what it does with each element, and what is `silent`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, ClassVar
from xml.etree.ElementTree import Element

from citedeck.commands.intake.draft import Pen

Way = Callable[[Any, Element], None]


class BlockReader:
    """Reads the blocks of a document with a pen."""

    ways: ClassVar[Mapping[str, Way]]
    """What is done with an element, by its tag; of any other the blocks in it are read."""
    silent: ClassVar[Collection[str]]
    """Tags of elements that hold no words."""

    def __init__(self) -> None:
        self.pen = Pen()
        self._boxes: list[Element] = []
        """Boxes with words that hang on the paragraph that is read."""

    def blocks(self, parent: Element) -> None:
        """Paragraphs, tables, and what holds them."""
        for child in parent:
            way = self.ways.get(child.tag)
            if way is not None:
                way(self, child)
            elif child.tag not in self.silent:
                self.blocks(child)

    def _say_list(self) -> None:
        self.pen.say("a list begins: the marks or numbers before its entries are no part of the text")

    def _empty_boxes(self) -> None:
        while self._boxes:
            box = self._boxes.pop(0)
            self.pen.say("the words of a text box begin: they stand after the paragraph that it hangs on")
            self.blocks(box)
            self.pen.end()
