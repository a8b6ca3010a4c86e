"""Sheets and keys that a teacher changes in a word processor."""

ENDING = ".docx"
WHOLE = "--"
"""What parts a course and « all questions » in a file's name: no id has two hyphens, so no sheet's name."""


class NoLibraryError(Exception):
    """python-docx is not there."""
