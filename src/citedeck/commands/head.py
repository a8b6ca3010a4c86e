"""Values of course.yaml set by a command, every other byte where it was."""

from __future__ import annotations

from citedeck.bank import course, decoding
from citedeck.bank.raw import COURSE
from citedeck.commands import fix
from citedeck.model import Course, Edit, Text


def with_value(course_yaml: bytes, name: str, written: str, value: str) -> bytes:
    """`course.yaml` with another value of a key that was read as `written`; a last line where none was."""
    if isinstance(written, Text):
        return fix.edited(course_yaml, [Edit(written, value)])
    newline = b"\r\n" if b"\r\n" in course_yaml else b"\n"
    end = b"" if course_yaml.endswith(b"\n") else newline
    return course_yaml + end + f"{name}: {value}".encode() + newline


def read(course_yaml: bytes) -> Course:
    """The course that a course.yaml without mistakes describes, without its sources."""
    document, _ = decoding.read(COURSE, course_yaml)
    loaded, _ = course.load(document, {})
    assert loaded is not None  # it was read before
    return loaded


def language(course_yaml: bytes) -> str:
    """The language that a course.yaml names; nothing where it cannot be read."""
    document, _ = decoding.read(COURSE, course_yaml)
    loaded, _ = course.load(document, {})
    return loaded.language if loaded else ""
