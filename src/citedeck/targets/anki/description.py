"""What a deck says of itself: what it asks about, where that is to be read, which version it is."""

from __future__ import annotations

from collections.abc import Sequence

from citedeck.languages import catalogue
from citedeck.languages.catalogue import sentence, typeset
from citedeck.model import Course, Source
from citedeck.targets.anki import fields as html
from citedeck.targets.anki import notes
from citedeck.targets.anki.ready import Written


def of(planned: Sequence[Written], course: Course) -> str:
    """The description of the deck, in simple Markdown."""
    words = catalogue.of(course.language)
    questions, cards = notes.counts(planned)
    asked_of = sentence(catalogue.counted(words["questions_count"], questions))
    counted = words["deck_version"].format(
        course.version, asked_of, catalogue.counted(words["cards_count"], cards)
    )
    about = html.markdown(course.about or "")
    texts = words["deck_read"].format(
        ", ".join(_linked(source, course.url) for source in course.sources.values())
    )
    paragraphs = [about, texts, counted, words["deck_update"], words["deck_keeps"]]
    return "\n\n".join(typeset(text, course.language) for text in paragraphs if text)


def _linked(source: Source, otherwise: str) -> str:
    """A text with a link to where it stands publicly, or `otherwise`, if there is one."""
    label = html.markdown(source.label)
    url = source.url if source.linkable else ""
    return f"[{label}](<{url or otherwise}>)" if url or otherwise else label
