"""The nouns: documents and places, quotations and items, what is proven and what is rendered."""

from __future__ import annotations

from citedeck.model.compiled import Compilation, Output
from citedeck.model.courses import Course, Extract, Line, Numbered, Origin, Picture, Source, Worksheet
from citedeck.model.findings import Diagnostic, Edit, Label, Severity
from citedeck.model.items import (
    BOTH,
    GAP,
    NOT_SAID,
    Claim,
    Item,
    Part,
    Quotation,
    Retired,
    own_words,
    present,
)
from citedeck.model.locks import MAX_TIME, Lock, NoteRecord, SourceRecord, SpanRecord
from citedeck.model.places import LINE_END, Document, Span, Text
from citedeck.model.proven import Absence, Passage, Proof, ResolvedItem, Whole
from citedeck.model.sheets import Entry, Question, Sheet, exact

__all__ = [
    "BOTH",
    "GAP",
    "LINE_END",
    "MAX_TIME",
    "NOT_SAID",
    "Absence",
    "Claim",
    "Compilation",
    "Course",
    "Diagnostic",
    "Document",
    "Edit",
    "Entry",
    "Extract",
    "Item",
    "Label",
    "Line",
    "Lock",
    "NoteRecord",
    "Numbered",
    "Origin",
    "Output",
    "Part",
    "Passage",
    "Picture",
    "Proof",
    "Question",
    "Quotation",
    "ResolvedItem",
    "Retired",
    "Severity",
    "Sheet",
    "Source",
    "SourceRecord",
    "Span",
    "SpanRecord",
    "Text",
    "Whole",
    "Worksheet",
    "exact",
    "own_words",
    "present",
]
