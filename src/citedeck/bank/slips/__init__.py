"""What the hand slipped at: mistakes told by what was meant, and read on over.

The strict readers know nothing of it. What stands here is imported once a mistake is met.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from citedeck.bank import nodes, shapes
from citedeck.bank.nodes import MappingNode, Node, SequenceNode
from citedeck.model import Diagnostic, Document, Edit, Span, Text
from citedeck.quick import pattern


def parse(document: Document, language: str = "") -> tuple[MappingNode | None, list[Diagnostic], bool]:
    """The mapping a YAML file holds, everything that was refused in it, and whether all of it was read.

    Nothing is returned where the file as a whole cannot be read. Items that cannot be mended are left out,
    each with a diagnostic, in whose help quotes are those of the language.
    """
    if _is_ordinary(document.text):
        try:
            tree, refused = nodes.parse(document, advice=_ADVICE)
        except (nodes.NotYaml, nodes.Stop, nodes.Unreadable):
            pass
        else:
            whole = not any(refusal.code == "yaml-document" for refusal in refused)
            if whole or not any(chars.search(document.text) for chars in nodes.FORBIDDEN):
                return tree, refused, whole
    from citedeck.bank.slips import mending

    return mending.parse(document, language)


def _is_ordinary(text: str) -> bool:
    """Whether a file has nothing that is to be mended though a parser reads it."""
    if "\ufeff" in text:
        return False
    # Most files have no such quote, or none after a blank: that is found sooner than a pattern.
    return not (any(quote in text and f" {quote}" in text for quote in "“”„") and _CURLY.search(text))


_CURLY = pattern("[-:] +[“”„]")

_LAST_QUOTES = ("”", "“", "»", "’", '"')


def _repeated(mapping: MappingNode, twice: list[Text]) -> list[Diagnostic]:
    from citedeck.bank.slips import dashes

    return dashes.repeated(mapping, twice)


def _on_feature(at: Span) -> list[str]:
    from citedeck.bank.slips import features

    return features.advice(at)


_ADVICE = nodes.Advice(_repeated, _on_feature)


def _has_keys(entry: Node, shape: shapes.Shape, kind: shapes.Kind) -> bool:
    """Whether an entry has a key of its shape, or may be words alone."""
    if isinstance(entry, MappingNode):
        return not shape.keys.keys().isdisjoint(entry)
    return shape is not kind


class AdvisedReport(shapes.Report):
    """Where complaints go that say what may have been meant."""

    __slots__ = ()

    def unknown_keys(
        self, shape: Any, node: MappingNode, names: list[Text], missing: list[str]
    ) -> tuple[dict[str, Node | None], bool]:
        """As below, with the keys that are nearly spelt so, or called so in another language."""
        from citedeck.bank.slips import keys

        return keys.unknown(shape, node, names, missing, self)

    def entries(self, kind: shapes.Kind, listed: SequenceNode) -> Sequence[Node]:
        """As below, those in shorthand told once for all."""
        shape = kind.mapping if isinstance(kind, shapes.Either) else kind
        if not isinstance(shape, shapes.Shape) or all(_has_keys(entry, shape, kind) for entry in listed):
            return listed
        from citedeck.bank.slips import bare

        return bare.without(shape, listed, self, words_too=shape is kind)

    def listed(self, kind: shapes.Kind, node: Node) -> list[str]:
        """As below, with the list itself where it can be made out."""
        from citedeck.bank.slips import lists

        return lists.as_list(kind, node, self)

    def likely(self, text: Text, values: Collection[str]) -> dict[str, Any]:
        """As below, and true and false as people say them."""
        from citedeck.bank.slips import naming

        value = naming.verdict(text)
        return (
            {"help": [f"write `{value}`"], "edit": Edit(text, value)}
            if value in values
            else super().likely(text, values)
        )

    def named(self, node: Node) -> list[str]:
        """As below, the names of a list each with a place for its value."""
        from citedeck.bank.slips import lists

        return lists.as_names(node)

    def check_bare(self, text: Text) -> None:
        """Raises Broken where words end with a quote that is a letter to YAML, after a complaint."""
        if text.endswith(_LAST_QUOTES):
            from citedeck.bank.slips import curly

            curly.check_bare(text, self)
