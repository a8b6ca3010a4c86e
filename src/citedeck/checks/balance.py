"""What a whole course gives away: keys that are long, statements that are true."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from citedeck.bank.forms import Choice, TrueFalse
from citedeck.messages import diagnostics
from citedeck.model import NOT_SAID, Course, Diagnostic, Item
from citedeck.text.reading import Reading

ENOUGH = 10
"""Fewer items than this are no sample."""

LEAST_TRUE, MOST_TRUE = 0.4, 0.6

# Half as often again as chance would have it.
_MARGIN = 1.5

Readings = Mapping[str, Reading]


def longest_key(course: Course, readings: Readings, items: Sequence[Item]) -> Iterator[Diagnostic]:
    """Over the course, the key is not the longest option more often than chance."""
    choices = [item for item in items if isinstance(item, Choice) and sum(o.right for o in item.options) == 1]
    longest = [item for item in choices if _key_is_longest(item)]
    chance = sum(1 / len(item.options) for item in choices)
    if len(choices) >= ENOUGH and len(longest) > _MARGIN * chance:
        yield diagnostics.make(
            "keys-longest",
            f"in {len(longest)} of {len(choices)} choices the answer is the longest option",
            longest[0].id.at,
            item=longest[0].id,
            help=[f"shorten some of: {', '.join(item.id for item in longest[:8])}"],
        )


def true_share(course: Course, readings: Readings, items: Sequence[Item]) -> Iterator[Diagnostic]:
    """Of the statements that are true or false, two to three in five are true."""
    judged = [item for item in items if isinstance(item, TrueFalse) and item.answer != NOT_SAID]
    true = sum(item.answer == "true" for item in judged)
    if len(judged) >= ENOUGH and not LEAST_TRUE <= true / len(judged) <= MOST_TRUE:
        yield diagnostics.make(
            "true-share",
            f"{true} of {len(judged)} statements are true, not two to three in five",
            judged[0].id.at,
            item=judged[0].id,
            help=[
                f"put some of the {'true' if true > len(judged) / 2 else 'false'} ones the other way round"
            ],
        )


def _key_is_longest(item: Choice) -> bool:
    key = next(option for option in item.options if option.right)
    return all(len(option.text) < len(key.text) for option in item.options if option is not key)
