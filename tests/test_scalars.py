"""The caret: a place in a value is a place in the file, in all five styles."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from citedeck.bank import nodes, scalars
from citedeck.model import Document, Text

STYLES = {
    "plain": "a: le mot ici\n",
    "plain on two lines": "a: le mot\n  ici\n",
    "plain with a paragraph": "a: le mot\n\n  ici\n",
    "single": "a: 'l''autre mot ici'\n",
    "double": 'a: "le \\"mot\\" \\u00e9 ici"\n',
    "double on two lines": 'a: "le \\\n  mot\n  ici"\n',
    "literal": "a: |\n  le\n   mot\n  ici\n",
    "literal stripped": "a: |-\n  le mot\n\n  ici\n",
    "folded": "a: >\n  le\n  mot\n\n  ici\n",
    "folded with an indented line": "a: >-\n  le\n   mot\n  ici\n",
    "CRLF": "a: |\r\n  le\r\n  mot\r\n  ici\r\n",
    "folded CRLF": "a: >\r\n  le\r\n  mot\r\n  ici\r\n",
}


@pytest.mark.parametrize("yaml", STYLES.values(), ids=STYLES)
def test_each_letter_is_found(yaml: str) -> None:
    tree, found = nodes.parse(Document("b.yaml", yaml))
    assert not found
    text = tree.find("a")
    assert isinstance(text, Text)
    for index, char in enumerate(text):
        if char.isalpha() and char != "é":
            assert scalars.locate(text, index, index + 1).text == char
    place = scalars.locate(text, text.index("ici"), text.index("ici") + 3)
    assert place.text == "ici"


def test_an_escape_is_taken_whole() -> None:
    tree, _ = nodes.parse(Document("b.yaml", 'a: "un \\u00e9t\\u00e9"\n'))
    text = tree.find("a")
    assert scalars.locate(text, 3, 6).text == "\\u00e9t\\u00e9"


@given(st.text())
@example('\0\x07\x1b\x7f\x85\u2028\ufeff\U0001f600 « "é" » \\ \\n # : - {{c1::a}}\r\n\t')
def test_any_words_stand_in_double_quotes_on_one_line(words: str) -> None:
    written = scalars.quoted(words)
    assert len(re.split(r"[\r\n\x85\u2028\u2029]", written)) == 1
    tree, found = nodes.parse(Document("b.yaml", f"a: {written}  # why\n"))
    assert not found
    assert tree == {"a": words.replace("\0", "?")}
