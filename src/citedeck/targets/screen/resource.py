"""What a course is, as JSON-LD of schema.org: what search engines and catalogues of schools read."""

from __future__ import annotations

import re

from citedeck.model import Course, Source
from citedeck.proof import passages

_DAY = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
"""A date as schema.org has it: other words of when a text was published are no date to a program."""


def described(course: Course) -> dict[str, object]:
    """A course as a learning resource: what nobody said of it is left out."""
    levels = list(dict.fromkeys(str(sheet.audience) for sheet in course.worksheets if sheet.audience))
    return {
        "@context": "https://schema.org",
        **_present(
            ("@type", "LearningResource"),
            ("name", course.title),
            ("description", course.about),
            ("inLanguage", course.language),
            ("version", course.version),
            ("url", course.url),
            ("license", course.license),
            ("educationalLevel", levels),
            ("isBasedOn", [_work(source, course) for source in course.sources.values()]),
        ),
    }


def _work(source: Source, course: Course) -> dict[str, object]:
    """A text as a work: what its bank says of it, in the words it says it in."""
    date = source.published if _DAY.fullmatch(source.published) else ""
    return _present(
        ("@type", "CreativeWork"),
        ("name", source.title or source.label),
        ("author", {"name": source.author} if source.author else ""),
        ("publisher", {"name": source.publisher} if source.publisher else ""),
        ("datePublished", date),
        ("genre", source.kind),
        ("inLanguage", passages.language_of(source, course)),
        ("url", source.url),
        ("usageInfo", source.rights),
    )


def _present(*values: tuple[str, object]) -> dict[str, object]:
    return {name: value for name, value in values if value}
