"""The two note types, frozen: learners' collections hold them for years.

A field or template added, removed or moved makes Anki keep a second note type beside the
first and update no old note ever again. So there are spare fields, and every field and
template has an id of its own. Words of templates and CSS may change; then MODIFIED moves,
and a test holds it to their digest.
"""

from __future__ import annotations

from functools import cache

from citedeck.quick import dataclass

MODIFIED = 1796026703
"""When templates or CSS last changed (epoch seconds): newer than any older citedeck's."""

OF_FIRST_LOCKS = 1795348071
"""What it was as long as no lock said it."""

FIELD_END = "\x1f"
"""What parts the fields of a note in a collection."""

SPARES = ("Spare 1", "Spare 2", "Spare 3", "Spare 4")


@dataclass(frozen=True, slots=True)
class NoteType:
    """A note type: its constant ids, its fields in order, and which of them sorts."""

    kind: str
    id: int
    name: str
    template: str
    fields: tuple[str, ...]
    sort_field: str
    """What its notes are sorted by; a note in which it is empty has no card."""

    @property
    def is_cloze(self) -> bool:
        """Whether Anki makes its cards from the numbers of gaps."""
        return self.kind == "cloze"


QUESTION = NoteType(
    kind="question",
    id=1763769600101,
    name="citedeck question v1",
    template="Question",
    fields=("ID", "Prompt", "Choices", "Answer", "Why", "Explanation", "Passage", "Source", "Link", *SPARES),
    sort_field="Prompt",
)

CLOZE = NoteType(
    kind="cloze",
    id=1763769600202,
    name="citedeck cloze v1",
    template="Cloze",
    fields=("ID", "Lead", "Text", "Explanation", "Passage", "Source", "Link", *SPARES),
    sort_field="Text",
)

NOTE_TYPES = {QUESTION.kind: QUESTION, CLOZE.kind: CLOZE}


@cache
def template(note_type: str, side: str) -> str:
    """The HTML of a side (`front` or `back`) of a note type's card."""
    return _file(f"{note_type}-{side}.html")


@cache
def css() -> str:
    """The style both note types share."""
    return _file("card.css")


def _file(name: str) -> str:
    from importlib.resources import files

    return (files("citedeck.targets.anki") / "templates" / name).read_text(encoding="utf-8")
