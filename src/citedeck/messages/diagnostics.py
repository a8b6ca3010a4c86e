"""What we say: the codes, how bad each is, and how a diagnostic is made.

To add one: name it in CODES, and explain it in `explanations.md`; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from citedeck.messages.visible import visible
from citedeck.model import Diagnostic, Edit, Label, Severity, Span
from citedeck.quick import pattern

_ERRORS = """
    file-missing file-unread file-encoding file-outside bank-unlisted
    yaml-syntax yaml-dash yaml-quote yaml-duplicate-key yaml-feature yaml-tab
    yaml-depth yaml-document yaml-character
    shape-mapping shape-list shape-words key-unknown key-missing value-invalid format-unknown
    id-invalid source-unknown source-unclear category-unknown item-unknown form-unknown id-duplicate
    answer-is-distractor answer-missing cloze-syntax
    quote-absent quote-ambiguous quote-cut quote-paragraph quote-empty context-wrong
    evidence-missing answer-unproven mark-absent number-unproven order-unproven
    not-said-unproven absent-present guillemets-unquoted statement-elsewhere
    passage-gone sentence-changed passage-elsewhere
    quote-parted answer-parted absent-alike absent-source absent-mixed guillemets-paragraph
    answer-unsaid name-unsaid mark-bare statement-stands verdict-wrong
    worksheet-total worksheet-extract
    lock-damaged lock-changed lock-missing course-changed key-changed id-vanished id-reused kind-changed
"""

_WARNINGS = """
    yaml-comment heading-unknown front-unattributed
    evidence-heading evidence-short evidence-dropped distractor-in-evidence
    options-count options-punctuation option-catch-all key-long keys-longest
    stem-long stem-bare stem-several answer-long question-repeated cloze-gaps true-share
    answer-outdone answer-given accept-unsaid
    typography-straight guillemets-beside guillemets-dropped absent-unrelated
    deck-moved deck-renamed worksheet-long worksheet-answered worksheet-alike worksheet-open
    item-tall place-named course-unkeyed label-repeated row-empty row-repeated row-short row-unclear
    text-tagged text-garbled text-printed
"""

_NOTES = """
    language-unspoken borders-unchecked
"""

CODES: dict[str, Severity] = {
    **dict.fromkeys(_ERRORS.split(), Severity.ERROR),
    **dict.fromkeys(_WARNINGS.split(), Severity.WARNING),
    **dict.fromkeys(_NOTES.split(), Severity.NOTE),
}

_FROM_FORMAT_2 = """
    quote-parted answer-parted absent-alike absent-source absent-mixed guillemets-paragraph
    answer-unsaid name-unsaid mark-bare statement-stands verdict-wrong
"""

FROM_FORMAT_2 = frozenset(_FROM_FORMAT_2.split())
"""Errors of a course of format 2; in one of format 1, which compiled before they were found, warnings."""


def lenient(diagnostics: Iterable[Diagnostic], version: int) -> list[Diagnostic]:
    """Diagnostics as severe as the format of the course has them."""
    return [
        replace(diagnostic, severity=Severity.WARNING)
        if diagnostic.is_error and is_warning(diagnostic.code, version)
        else diagnostic
        for diagnostic in diagnostics
    ]


def is_warning(code: str, version: int) -> bool:
    """Whether a code is a warning in a course of this format; what is no code is none."""
    return CODES.get(code) is Severity.WARNING or (version == 1 and code in FROM_FORMAT_2)


def make(
    code: str,
    message: str,
    at: Span,
    *,
    label: str = "",
    item: str = "",
    related: Iterable[Label] = (),
    help: Iterable[str] = (),  # noqa: A002 - the field's name
    edit: Edit | None = None,
    also: Iterable[Edit] = (),
) -> Diagnostic:
    """A diagnostic of a known code, as severe as CODES says."""
    return Diagnostic(
        code=code,
        severity=CODES[code],
        message=visible(on_one_line(message)),
        label=Label(at, visible(on_one_line(label))),
        item=item,
        related=tuple(related),
        help=tuple(visible(on_one_line(line)) for line in help),
        edit=edit,
        also=tuple(also),
    )


def of_item(diagnostic: Diagnostic, name: str) -> Diagnostic:
    """The same, said of an item."""
    return replace(diagnostic, item=name)


def on_one_line(words: str) -> str:
    """Words without line ends: a headline is one line, whatever an author wrote."""
    return _LINE_END.sub(" ", words)


_LINE_END = pattern(r"(?<!\s)\s*[\r\n]\s*")
