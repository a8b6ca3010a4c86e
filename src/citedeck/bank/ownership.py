"""Whether a course and the lock beside it are of one another: learners' cards are known by both."""

from __future__ import annotations

from collections.abc import Iterator

from citedeck.messages import diagnostics
from citedeck.model import Course, Diagnostic, Lock, Span, Text

_FORK = "or, for a course of its own whose learners begin anew: citedeck fork"


def complaints(course: Course, lock: Lock) -> Iterator[Diagnostic]:
    """What is said where a released course has another id or key than its lock remembers.

    Before version 1.0.0 only a course with a key promises anything.
    """
    if not lock.version or not (lock.is_public or lock.key):
        return
    if course.id != lock.course:
        yield _another_course(course, lock)
    elif course.key != lock.key:
        yield _another_key(course, lock)


def _another_course(course: Course, lock: Lock) -> Diagnostic:
    if course.key != lock.key:
        message = f"the lock is of another course: of `{lock.course}`, not of `{course.id}`"
        way_out = "restore the course's own citedeck.lock from version control"
    else:
        message = f"`id` was `{lock.course}` in the last release: with another, every card is a new one"
        way_out = f"write `id: {lock.course}`"
    return diagnostics.make("course-changed", message, _at(course.id, course), help=[way_out, _FORK])


def _another_key(course: Course, lock: Lock) -> Diagnostic:
    way_out = f"write `key: {lock.key}`"
    if not lock.key:
        message = "the course was released without `key`: with one, every card is a new one"
        way_out = "take `key` out"
    elif not course.key:
        message = "the course was released with a `key`, which is gone: without it, every card is a new one"
    else:
        message = f"`key` was `{lock.key}` in the last release: with another, every card is a new one"
    return diagnostics.make("key-changed", message, _at(course.key, course), help=[way_out, _FORK])


def _at(words: str, course: Course) -> Span:
    return words.at if isinstance(words, Text) else course.at
