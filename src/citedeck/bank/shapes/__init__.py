"""The shape of a mapping, as data: what the loader reads by and what an editor completes by.

To add a kind: give it `read`, which complains or returns the value, and `schema`.
"""

from __future__ import annotations

from citedeck.bank.shapes.complaints import Broken, Kind, Report, respelt
from citedeck.bank.shapes.kinds import (
    BLANK,
    COUNT,
    FILE_ID,
    FORM,
    ID,
    LINES,
    NAME,
    POINTS,
    Code,
    Flag,
    OneOf,
    Words,
)
from citedeck.bank.shapes.shapes import Either, Key, ListOf, Named, Several, Shape, Shared, need, read_all

__all__ = [
    "BLANK",
    "COUNT",
    "FILE_ID",
    "FORM",
    "ID",
    "LINES",
    "NAME",
    "POINTS",
    "Broken",
    "Code",
    "Either",
    "Flag",
    "Key",
    "Kind",
    "ListOf",
    "Named",
    "OneOf",
    "Report",
    "Several",
    "Shape",
    "Shared",
    "Words",
    "need",
    "read_all",
    "respelt",
]
