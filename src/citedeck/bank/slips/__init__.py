"""What the hand slipped at: mistakes told by what was meant, and read on over.

The strict readers know nothing of it. What stands here is imported once a mistake is met.
"""

from __future__ import annotations

import re

from citedeck.bank import nodes
from citedeck.bank.nodes import MappingNode
from citedeck.model import Diagnostic, Document

# Two patterns, for one set that spans so much takes longer to make than a bank to read.
FORBIDDEN = (
    re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]"),
    re.compile("[\ufeff\ufffe\uffff]"),
)
"""Characters that cannot stand in a YAML file."""

_CURLY = re.compile("[-:] +[“”„]")


def parse(document: Document, language: str = "") -> tuple[MappingNode | None, list[Diagnostic], bool]:
    """The mapping a YAML file holds, everything that was refused in it, and whether all of it was read.

    Nothing is returned where the file as a whole cannot be read. Items that cannot be mended are left out,
    each with a diagnostic, in whose help quotes are those of the language.
    """
    if _is_ordinary(document.text):
        try:
            tree, refused = nodes.parse(document)
        except nodes.Stop:
            pass
        else:
            return tree, refused, not any(refusal.code == "yaml-document" for refusal in refused)
    from citedeck.bank.slips import mending

    return mending.parse(document, language)


def _is_ordinary(text: str) -> bool:
    """Whether a file has nothing that is to be mended before it is read."""
    readable = text.replace("\n", "").isprintable() or not any(chars.search(text) for chars in FORBIDDEN)
    return readable and not _CURLY.search(text)
