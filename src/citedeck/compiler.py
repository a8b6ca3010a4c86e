"""The whole pipeline on one page, pure: texts in, a compilation out."""

from __future__ import annotations

from citedeck import checks
from citedeck.bank import banks, files
from citedeck.bank.files import Inputs
from citedeck.messages import progress
from citedeck.messages.diagnostics import lenient
from citedeck.model import Compilation, Diagnostic
from citedeck.proof import claims, edits
from citedeck.sheets import layout, mistakes
from citedeck.text.reading import Reading


def compile(inputs: Inputs) -> Compilation:  # noqa: A001 - the pipeline's own verb
    """A course compiled: what is proven, what is laid out, and everything there is to say."""
    diagnostics: list[Diagnostic] = []
    texts, unread = files.texts(inputs, diagnostics)
    course = files.manifest(inputs, texts, unread, diagnostics)
    lock = files.released(inputs, course, diagnostics)
    if course is None:
        return Compilation(course=None, lock=lock, diagnostics=tuple(diagnostics))

    documents = progress.through("reading banks", files.banks(inputs, course, diagnostics))
    loaded = [banks.load(document, course.language) for document in documents]
    diagnostics += [diagnostic for bank in loaded for diagnostic in bank.diagnostics]
    authored = [item for bank in loaded for item in bank.items]
    whole = all(bank.whole for bank in loaded) and files.UNREAD.isdisjoint(d.code for d in diagnostics)

    readings = {name: Reading.of(source, course.language) for name, source in texts.items()}
    diagnostics += checks.said(checks.AUTHORED, "checking items", course, readings, authored)
    asked = banks.asked(authored)
    resolved, unproven = claims.resolve(asked, readings, course.format)
    diagnostics += edits.explained(unproven, asked, lock)
    diagnostics += checks.said(checks.PROVEN, "checking evidence", course, readings, resolved)
    diagnostics += edits.moved(resolved, readings, lock)
    sheets = layout.ready(course, resolved)
    numbered = {name: reading.numbered for name, reading in readings.items()}
    diagnostics += mistakes.find(course, sheets, authored, numbered, whole=whole)

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
