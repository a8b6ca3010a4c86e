"""What a whole course gives away: keys that are long, statements that are true."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from citedeck.bank.forms import Choice, TrueFalse
from citedeck.checks.linking import Link
from citedeck.messages import diagnostics
from citedeck.model import NOT_SAID, Course, Diagnostic, Item, Numbered
from citedeck.text.reading import Reading

ENOUGH = 10
"""Fewer items than this are no sample."""

LEAST_TRUE, MOST_TRUE = 0.4, 0.6

# Half as often again as chance would have it.
_MARGIN = 1.5

Readings = Mapping[str, Reading]
Texts = Mapping[str, Numbered]


def longest_key(course: Course, readings: Readings, items: Sequence[Item]) -> Iterator[Diagnostic]:
    """Over the course, the key is not the longest option more often than chance."""
    choices = _choices(items)
    longest = [item for item in choices if _key_is_longest(item)]
    if _are_long(len(longest), Counter(len(item.options) for item in choices)):
        yield diagnostics.make(
            "keys-longest",
            f"in {len(longest)} of {len(choices)} choices the answer is the longest option",
            longest[0].id.at,
            item=longest[0].id,
            help=[f"shorten some of: {', '.join(item.id for item in longest[:8])}"],
        )


def true_share(course: Course, readings: Readings, items: Sequence[Item]) -> Iterator[Diagnostic]:
    """Of the statements that are true or false, two to three in five are true."""
    judged = _judged(items)
    true = sum(item.answer == "true" for item in judged)
    if _is_lopsided(true, len(judged)):
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


def _choices(items: Sequence[Item]) -> list[Choice]:
    """The choices with one right option."""
    return [item for item in items if isinstance(item, Choice) and sum(o.right for o in item.options) == 1]


def _are_long(longest: int, offered: Mapping[int, int]) -> bool:
    """Whether so many keys are the longest option; `offered` counts choices by their number of options."""
    chance = sum(count / options for options, count in sorted(offered.items()))
    return sum(offered.values()) >= ENOUGH and longest > _MARGIN * chance


def _judged(items: Sequence[Item]) -> list[TrueFalse]:
    """The statements that are true or false."""
    return [item for item in items if isinstance(item, TrueFalse) and item.answer != NOT_SAID]


def _is_lopsided(true: int, judged: int) -> bool:
    return judged >= ENOUGH and not LEAST_TRUE <= true / judged <= MOST_TRUE


# Of banks apart


def _lengths(course: Course, texts: Texts, items: Sequence[Item]) -> list[list[int]]:
    """Of each choice of a bank how many options it has, and whether the key is the longest of them."""
    return [[len(item.options), int(_key_is_longest(item))] for item in _choices(items)]


def _are_not_long(banks: Sequence[Sequence[Sequence[int]]]) -> bool:
    choices = [choice for bank in banks for choice in bank]
    return not _are_long(sum(long for _, long in choices), Counter(options for options, _ in choices))


def _verdicts(course: Course, texts: Texts, items: Sequence[Item]) -> list[int]:
    """How many statements of a bank are true, and how many are judged."""
    judged = _judged(items)
    return [sum(item.answer == "true" for item in judged), len(judged)]


def _are_level(banks: Sequence[Sequence[int]]) -> bool:
    return not _is_lopsided(sum(true for true, _ in banks), sum(judged for _, judged in banks))


LONGEST_KEY = Link(_lengths, _are_not_long)
TRUE_SHARE = Link(_verdicts, _are_level)
