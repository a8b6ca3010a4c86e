"""The files of a course as they were read: bytes by path."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import field
from functools import cached_property

from citedeck.bank import decoding, pictures
from citedeck.model import Diagnostic, Document
from citedeck.quick import dataclass

MANIFEST = "seeds/sources.yaml"
COURSE = "questions/course.yaml"
LOCK = "questions/citedeck.lock"


@dataclass(frozen=True)
class Inputs:
    """The files of a course: bytes by path, and when a bank was last written (epoch seconds)."""

    files: Mapping[str, bytes] = field(repr=False)
    written: int = 0
    refused: Mapping[str, Diagnostic] = field(default_factory=dict, repr=False)
    """What is said of each file, and link to a folder, that was not read."""

    @cached_property
    def digests(self) -> Mapping[str, bytes]:
        """The SHA-256 of each file's bytes."""
        return {path: hashlib.sha256(data).digest() for path, data in self.files.items()}

    @property
    def banks(self) -> list[str]:
        """Every YAML file under questions/ but the course's own."""
        written = [path for path in self.files if path.endswith((".yaml", ".yml"))]
        unread = [path for path in self.refused if not path.lower().endswith((".lock", *pictures.SUFFIXES))]
        return sorted(p for p in {*written, *unread} if p.startswith("questions/") and p != COURSE)

    def read(self, path: str) -> tuple[Document, Diagnostic | None]:
        """A file as a document, and what keeps it from being used."""
        if path in self.refused:
            return Document(path, ""), self.refused[path]
        return decoding.read(path, self.files[path])

    def refusal(self, path: str) -> Diagnostic | None:
        """Why a file, or a folder it is in, was not read."""
        return next((d for name, d in self.refused.items() if f"{path}/".startswith(f"{name}/")), None)


def leads_out(path: str) -> bool:
    """Whether a path leaves its folder, on any system: what is outside is neither read nor written."""
    is_rooted = path.startswith(("/", "\\")) or ":" in path[:3]
    return is_rooted or "\0" in path or ".." in path.replace("\\", "/").split("/")
