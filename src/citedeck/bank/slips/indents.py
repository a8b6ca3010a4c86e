"""Lines that are indented unlike those they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citedeck.bank.slips import dashes
from citedeck.bank.slips.page import Keyed, Page, Slip
from citedeck.quick import pattern

_BLOCK = pattern(r"[|>][-+0-9]*$")


def lines(page: Page, entry: Keyed) -> Iterator[Slip]:
    """A key or a dash that stands beside its column; with it the lines below that do so too."""
    if entry.is_bare or not _is_odd(page, entry):
        return
    below = list(_same(page, entry))
    for column, model in _columns(page, entry):
        if below:
            yield _moved(page, [entry, *below], column, model)
        yield _moved(page, [entry], column, model)


def _is_odd(page: Page, entry: Keyed) -> bool:
    """Whether a line may have slipped: a parser gave up there, or below on one that is further in."""
    stopped = page.reached[0]
    if "\t" in entry.lead or entry.indent <= page.entries[0].indent:
        return True
    if entry is not stopped:
        return entry.indent < stopped.indent
    above = page.above(entry)
    columns = (
        (other.indent for other in above if other.is_dashed)
        if entry.is_dashed
        else (other.column for other in above)
    )
    return entry.indent not in columns


def first_item(page: Page, entry: Keyed) -> Iterator[Slip]:
    """A first item that is indented unlike the next one."""
    ids = [other for other in page.dashes if other.key == "id"]
    if page.is_top and ids and entry is ids[0] and entry.indent != ids[-1].indent:
        yield _moved(page, [entry], ids[-1].indent, ids[-1])


def dash(page: Page, entry: Keyed) -> Iterator[Slip]:
    """A dash before a key of an entry that has begun already."""
    begun = [other for other in page.above(entry) if other.is_dashed]
    keys_above = {other.key for other in begun}
    slipped = entry.is_dashed and "\t" not in entry.lead
    if slipped and entry.key and begun and entry.key not in keys_above and entry.key != "id":
        message = dashes.parting("entry", entry.key)
        column = begun[0].column
        line = f"{entry.key}{entry.colon}{entry.value}"
        help_lines = (dashes.instead(blanks(column), entry.key, line),)
        at = entry.start + entry.indent
        mend = (entry.start, entry.start + len(entry.lead), " " * column)
        yield Slip(at, at + 1, message, help_lines, (mend,))


def _columns(page: Page, entry: Keyed) -> list[tuple[int, Keyed | None]]:
    """Where the line may have been meant to stand, the nearest first, with a line that stands there."""
    if "\t" in entry.lead and entry.is_dashed and (key := page.above(entry)[:1]) and _is_head(key[0]):
        return [_first_of(page, entry, key[0])]
    columns: dict[int, Keyed | None] = {}
    for other in page.above(entry):
        fits = (other.is_dashed or not entry.is_dashed) and other.lead.count("-") < 2  # noqa: PLR2004 - twice
        if fits and not other.is_bare and "\t" not in other.lead:
            columns.setdefault(other.indent if entry.is_dashed else other.column, other)
    if page.is_top and not any(other.is_dashed for other in page.above(entry)):
        columns = {} if entry.indent == 0 else columns
        columns.setdefault(0, None)
    columns.pop(entry.indent if "\t" not in entry.lead else -1, None)
    return sorted(columns.items(), key=lambda column: abs(column[0] - len(entry.lead.expandtabs(4))))


def _is_head(entry: Keyed) -> bool:
    """Whether a key has its value on the lines below."""
    return bool(entry.key) and not entry.value


def _first_of(page: Page, entry: Keyed, key: Keyed) -> tuple[int, Keyed | None]:
    """Where the first entry of a key's list stands: as the next one does, or further in than the key."""
    below = next(
        (other for other in page.dashes if other.start > entry.start and "\t" not in other.lead), None
    )
    if below is not None and below.indent >= key.column:
        return below.indent, below
    return key.column + 2, None


def _same(page: Page, entry: Keyed) -> Iterator[Keyed]:
    """The lines below that are indented as this key is, down to the next entry of a list; of tabs, all."""
    last = entry
    for other in page.entries:
        if other.start > entry.start:
            tabbed = "\t" in entry.lead and other.lead == entry.lead
            begins = other.is_dashed and other.indent <= max(entry.indent, page.entries[0].indent)
            alike = not other.is_bare and other.lead.replace("-", " ") == entry.lead.replace("-", " ")
            if (begins and not tabbed) or not (alike or (other.indent > entry.indent and not last.value)):
                return
            if alike:
                yield (last := other)


def _moved(page: Page, same: list[Keyed], column: int, model: Keyed | None) -> Slip:
    """A line, and with it others, moved to a column in which a model stands."""
    entry, shift = same[0], column - same[0].indent
    tab = "\t" in entry.lead
    message = f"`{_name(entry)}` {_stands(entry.indent)}"
    if tab:
        message = "a tab indents this line, and YAML wants blanks"
        shift = column - (entry.indent if entry.is_dashed else len(entry.lead))
    help_lines = (_advice(same, column, model),)
    moved = tuple((other.start, other.start + other.indent, " " * (other.indent + shift)) for other in same)
    at = entry.start + (entry.lead.index("\t") if tab else entry.indent)
    end = at + 1 if tab else entry.start + len(entry.lead) + len(entry.key)
    return Slip(at, max(end, at + 1), message, help_lines, moved, code="yaml-tab" if tab else "yaml-syntax")


def _name(entry: Keyed) -> str:
    return f"- {entry.key}".strip() if entry.is_dashed else entry.key


def _stands(indent: int) -> str:
    return f"is indented by {blanks(indent)}" if indent else "is not indented"


def _advice(same: list[Keyed], column: int, model: Keyed | None) -> str:
    """Where a line is to stand, and those that go with it."""
    entry = same[0]
    advice = f"write {blanks(column)} before `{_name(entry)}`"
    advice = advice if column else f"write `{_name(entry)}` at the very left"
    if model is not None:
        under = model.is_dashed and not entry.is_dashed
        advice += f", under `{model.key}` of line {model.number}" if under else f", as on line {model.number}"
    numbers = [other.number for other in same[1:]]
    if not numbers:
        return advice
    below = f"lines {numbers[0]} to {numbers[-1]}" if numbers[1:] else f"line {numbers[0]}"
    return f"{advice}; and move {below} along"


def blanks(count: int) -> str:
    """So many blanks, in words."""
    return f"{count} blank{'s' * (count != 1)}"


def blocks(page: Page, entry: Keyed) -> Iterator[Slip]:
    """The words of a | or > block that are not indented more than its key, or unlike each other."""
    above = page.above(entry)
    if entry.is_bare and above and above[0].key and _BLOCK.match(above[0].value.partition("\n")[0]):
        block = above[0]
        first = re.search(r"\n( *)", block.value)
        column = len(first[1]) if first else block.column + 2
        message = f"these words are not indented as the words of `{block.key}` are"
        bare = [other for other in page.entries if other.start >= entry.start]
        yield _inset(bare, column, message)
    elif entry.key and _BLOCK.match(entry.value.partition("\n")[0]):
        yield from _uneven(page, entry)


def _inset(entries: list[Keyed], column: int, message: str) -> Slip:
    """Words moved to where their block stands, down to the next key."""
    inset = []
    for other in entries:
        if not other.is_bare:
            break
        inset.append(other)
    first = inset[0]
    help_lines = (f"write {column} blanks before: {first.value.partition(chr(10))[0]}",)
    mends = tuple((other.start, other.start + other.indent, " " * column) for other in inset)
    at = first.start + first.indent
    return Slip(at, at + 1, message, help_lines, mends)


def _uneven(page: Page, entry: Keyed) -> Iterator[Slip]:
    """A block whose first line is indented more than another."""
    starts = [m.start(1) for m in re.finditer(r"\n( *)(?=\S)", entry.value)]
    indents = [len(m[1]) for m in re.finditer(r"\n( *)(?=\S)", entry.value)]
    if not indents or indents[0] == min(indents):
        return
    least = min(indents)
    at = entry.words_at + starts[0]
    message = "the first line of the block is indented more than the others"
    below = page.number(entry.words_at + starts[indents.index(least)])
    help_lines = (f"write {least} blanks before it, as on line {below}",)
    words = at + indents[0]
    yield Slip(words, words + 1, message, help_lines, ((at, words, " " * least),))


def bare(page: Page, entry: Keyed) -> Iterator[Slip]:
    """A line that is no key and no entry of a list: a value, the rest of one, or a note."""
    if not entry.is_bare:
        return
    above = next(iter(page.above(entry)), None)
    at = entry.start + entry.indent
    if above and above.key and not above.value:
        message = f"this value of `{above.key}` is not indented more than its key"
        help_lines = (f"write it on the line of its key: {above.key}: {entry.value}",)
        yield Slip(at, at + 1, message, help_lines, ((above.end, entry.end, f" {entry.value}"),))
    elif above and above.key and above.value[:1] not in tuple("\"'[{|>") and entry.value[0].islower():
        words = f'"{above.value} {entry.value}"'
        message = "these words go on with those above, but are not indented"
        help_lines = (f"write them on one line: {above.written(words)}",)
        yield Slip(at, at + 1, message, help_lines, ((above.words_at, entry.end, words),))
    yield _note(entry, at)


def _note(entry: Keyed, at: int) -> Slip:
    words = re.sub(r"^\W+", "", entry.value.partition("\n")[0])
    help_lines = (f"delete it, or make it a note to yourself: # {words}" if words else "delete it",)
    if entry.value[0] in "\"'{[“„«":
        help_lines = ("write before it the key whose value it is, or a dash",)
    message = "this line has no key, and is no entry of a list"
    return Slip(at, at + 1, message, help_lines, ((at, at, "# "),), sure=False)
