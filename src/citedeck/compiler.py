"""The whole pipeline on one page, pure: texts in, a compilation out."""

from __future__ import annotations

from collections.abc import Collection

from citedeck import checks
from citedeck.bank import banks, files
from citedeck.bank.raw import Inputs
from citedeck.messages import progress
from citedeck.messages.diagnostics import lenient
from citedeck.model import Compilation, Diagnostic
from citedeck.proof import claims, edits
from citedeck.sheets import layout, mistakes
from citedeck.text.reading import Reading


def compile(inputs: Inputs, among: Collection[str] | None = None) -> Compilation:  # noqa: A001 - the pipeline's own verb
    """A course compiled: what is proven, what is laid out, and everything there is to say.

    With `among`, of these banks alone: what takes others to know is not said, and worksheets are
    laid out where all their items are there.
    """
    diagnostics: list[Diagnostic] = []
    texts, unread = files.texts(inputs, diagnostics)
    course = files.manifest(inputs, texts, unread, diagnostics)
    lock = files.released(inputs, course, diagnostics)
    if course is None:
        return Compilation(course=None, lock=lock, diagnostics=tuple(diagnostics))

    documents = progress.through("reading banks", files.banks(inputs, course, diagnostics, among))
    loaded = [banks.load(document, course.language) for document in documents]
    diagnostics += [diagnostic for bank in loaded for diagnostic in bank.diagnostics]
    authored = [item for bank in loaded for item in bank.items]
    whole = all(bank.whole for bank in loaded) and files.UNREAD.isdisjoint(d.code for d in diagnostics)

    readings = {name: Reading.of(source, course.language) for name, source in texts.items()}
    diagnostics += checks.said(checks.AUTHORED, "checking items", course, readings, authored, among)
    asked = banks.asked(authored)
    resolved, unproven = claims.resolve(asked, readings, course.format)
    diagnostics += edits.explained(unproven, asked, lock)
    diagnostics += checks.said(checks.PROVEN, "checking evidence", course, readings, resolved, among)
    diagnostics += edits.moved(resolved, readings, lock)
    worksheets = course.worksheets if among is None else layout.within(course, authored)
    sheets = layout.ready(course, worksheets, resolved)
    numbered = {name: reading.numbered for name, reading in readings.items()}
    diagnostics += mistakes.find(course, worksheets, sheets, authored, numbered, whole=whole)

    return Compilation(
        course=course,
        items=tuple(resolved),
        retired=tuple(item for item in authored if item.retired is not None),
        sheets=tuple(sheets),
        texts=numbered,
        source_records={name: edits.source_record(reading) for name, reading in readings.items()},
        lock=lock,
        clock=max(inputs.written, lock.released + 1),
        diagnostics=tuple(checks.allowed(lenient(diagnostics, course.format), authored)),
        ids=frozenset(str(item.id) for item in authored),
        whole=whole,
    )
