"""A learner with the real Anki: imports packages, looks at cards, studies, tags and edits."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest


class Learner:
    """One learner's collection."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.col = Collection(str(folder / "collection.anki2"))

    def imports(self, package: Path | bytes) -> dict[str, int]:
        """Import a package as Anki does by default; what its log counts."""
        if isinstance(package, bytes):
            path = Path(self.col.path).with_name("deck.apkg")
            path.write_bytes(package)
            package = path
        options = ImportAnkiPackageOptions(merge_notetypes=False, with_scheduling=False)
        request = ImportAnkiPackageRequest(package_path=str(package), options=options)
        log = self.col.import_anki_package(request).log
        names = ("new", "updated", "duplicate", "conflicting", "missing_notetype", "missing_deck")
        return {name: len(getattr(log, name)) for name in names}

    def cards(self):
        """Every card in the order of its deck and place."""
        cards = [self.col.get_card(card_id) for card_id in self.col.find_cards("")]
        return sorted(cards, key=lambda card: (self.col.decks.name(card.did), card.due, card.ord))

    def note(self, item: str):
        """The note of an item, by its first field."""
        (note_id,) = self.col.find_notes(f'"ID:{item}"')
        return self.col.get_note(note_id)

    def answers(self, ease: int) -> None:
        """Answer the next card, and not at the end of a second.

        Anki notes when that was with the card and in its log. Answers that come faster than people
        give them are logged later than they were; across the end of a second its own check then
        mends the one by the other, and is not clean.
        """
        if (late := time.time() % 1) > 0.9:
            time.sleep(1 - late)
        card = self.col.sched.getCard()
        card.start_timer()
        self.col.sched.answerCard(card, ease)

    def decks(self) -> list[str]:
        """The names of all decks with cards or sub-decks of ours."""
        return [deck.name for deck in self.col.decks.all_names_and_ids() if deck.name != "Default"]

    def note_types(self) -> list[str]:
        """The names of the note types that are ours, or came of them."""
        return sorted(m.name for m in self.col.models.all_names_and_ids() if m.name.startswith("citedeck"))

    def integrity(self) -> bool:
        """Whether Anki's own check of the collection finds nothing to mend."""
        problems, clean = self.col.fix_integrity()
        print(problems)  # pytest shows it where a test fails
        return clean


@contextmanager
def learner(folder: Path) -> Iterator[Learner]:
    """A learner whose collection is closed in the end."""
    person = Learner(folder)
    try:
        yield person
    finally:
        person.col.close()


def shown(html: str) -> str:
    """The words a side of a card shows."""
    import html as entities

    without_style = re.sub(r"<style.*?</style>", "", html, flags=re.DOTALL)
    return entities.unescape(re.sub(r"<br>|<[^>]+>", " ", without_style)).strip()
