"""What Anki shows of a note: the templates of its note type, filled in."""

from __future__ import annotations

import re

from citedeck.model import GAP
from citedeck.targets.anki import note_types
from citedeck.targets.anki.notes import Note

_IF_FILLED = re.compile(r"\{\{#(.+?)\}\}(.*?)\{\{/\1\}\}", re.DOTALL)
_FIELD = re.compile(r"\{\{(cloze:)?(.+?)\}\}")


def side(note: Note, which: str, ordinal: int) -> str:
    """The HTML of a side (`front` or `back`) of one of a note's cards; a back without its front."""
    values = note.values

    def filled(field: re.Match[str]) -> str:
        words = values.get(field[2], "")
        return GAP.sub(lambda gap: _gap(gap, which, ordinal), words) if field[1] else words

    template = note_types.template(note.note_type.kind, which)
    kept = _IF_FILLED.sub(lambda block: block[2] if values[block[1]] else "", template)
    return _FIELD.sub(filled, kept)


def _gap(gap: re.Match[str], which: str, ordinal: int) -> str:
    """A gap as its card shows it: closed or solved; those of other cards are words like any."""
    if int(gap["number"]) != ordinal + 1:
        return gap["answer"]
    return f"[{gap['hint'] or '...'}]" if which == "front" else f"<mark><b>{gap['answer']}</b></mark>"
