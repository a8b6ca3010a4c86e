"""Dashes, colons, blanks and backslashes that are not what YAML takes them for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citedeck.bank.slips.dashes import missing
from citedeck.bank.slips.page import LISTS, Keyed, Page, Slip, slip
from citedeck.quick import pattern

_ODD = "\xa0\u1680\u2000-\u200b\u202f\u205f\u3000"
_ODD_BLANKS = pattern(rf"^[ {_ODD}]*(?:-[ {_ODD}]*)?|(?<=[\w]:)[ {_ODD}]+|(?<=\w)[{_ODD}]+(?=:)")
_DASH = pattern(r"(?P<dash>-(?! )|[–—•·*] *|[0-9]+[.)] +|- +- +|- *\t[ \t]*)(?=[\w\"'{])")
_TIGHT = pattern(r"(?P<key>[\w-]+)(?P<colon>\s*:)(?=[^\s:/])")
_DRESSED = pattern(r"[\"'“”«»*_`]+(?P<key>[\w-]+)[\"'“”«»*_`]*(?P<colon>\s*:)[*_”»]*\s*")
_NO_COLON = pattern(r"(?P<key>[\w-]+)(?P<colon>\s*(?:=|：)\s*|\s+(?=[\"'«“\[{])|\s*$)")
_WHOLE = pattern(r'"(?:[^"\\]|\\.)*"|\{.*\} *,?', re.DOTALL)
_ESCAPE = pattern(r'\\(?![\\"0abtnvfre _NLPxuU/\n])')


def blanks(page: Page, entry: Keyed) -> Iterator[Slip]:
    """Blanks that do not break a line, where YAML wants ordinary ones."""
    line = page.text[entry.start : entry.end].partition("\n")[0]
    odd = re.search(f"[{_ODD}]", "".join(_ODD_BLANKS.findall(line)))
    if odd:
        new = _ODD_BLANKS.sub(lambda m: re.sub(f"[{_ODD}]", " ", m[0]), line)
        at = entry.start + next(i for i, (a, b) in enumerate(zip(line, new, strict=True)) if a != b)
        message = "this blank is none to YAML: it is a no-break space, or another odd one"
        indent = len(new) - len(new.lstrip())
        before = f", {indent} of them before" if re.match(f" *[{_ODD}]", line) else ""
        help_lines = (f"type the blanks anew, with the space bar{before}: {new.strip()}",)
        yield Slip(at, at + 1, message, help_lines, ((entry.start, entry.start + len(line), new),))


def dashes(page: Page, entry: Keyed) -> Iterator[Slip]:
    """A list that goes on with another mark than a dash and a blank, or with two dashes."""
    line = page.text[entry.start : entry.end]
    indent = len(line) - len(line.lstrip(" "))
    mark = _DASH.match(line, indent)
    if mark:
        new = f"- {line[mark.end() :]}"
        message = f"an entry of a list begins with a dash and a blank, not with `{mark[0].strip()}`"
        if mark[0][0] == "-":
            message = "one dash and one blank begin an entry of a list"
        at = entry.start + indent
        end = entry.start + mark.end()
        help_lines = (f"write: {entry_line(new)}",)
        yield Slip(at, max(end, at + 1), message, help_lines, ((at, end, "- "),))


def no_dash(page: Page, entry: Keyed) -> Iterator[Slip]:
    """A key without the dash that begins its entry of a list; an `id` further left than that too."""
    alike = [other for other in page.entries if other.is_dashed and other.key == entry.key]
    first = next((other for other in alike if other.indent == entry.indent), None)
    if first is None and entry.key == "id":
        first = next(iter(alike), None)
    if first is None or not entry.key or entry.is_dashed:
        return
    if entry.start < first.start or entry.indent <= first.indent:
        below = list(_keys_below(page, entry)) if entry.indent != first.column else []
        moved = [(other.start, other.start + other.indent, " " * first.column) for other in below]
        mends = ((entry.start, entry.start + entry.indent, first.lead), *moved)
        deeper = f", with {first.column} blanks before its other keys" if below else ""
        line = f"{first.lead}{entry.written(entry.value)}".strip()
        help_lines = (f"write a dash, as on line {first.number}{deeper}: {line}",)
        at = entry.start + entry.indent
        is_item = entry.key == "id" and first is page.dashes[0]
        message = missing("question" if is_item else "entry of the list", entry.key)
        yield Slip(at, at + len(entry.key), message, help_lines, mends, begins=is_item, code="yaml-dash")


def _keys_below(page: Page, entry: Keyed) -> Iterator[Keyed]:
    """The keys below one that stand as far left, down to the next entry of the list."""
    for other in page.entries:
        if other.start > entry.start:
            if other.is_dashed and other.indent <= entry.indent:
                return
            if other.key == "id" and not other.is_dashed:
                return
            if other.indent == entry.indent:
                yield other


def unlisted(page: Page, entry: Keyed) -> Iterator[Slip]:
    """Questions without the key of their list above them."""
    headed = any(other.key == "items" for other in page.above(entry))
    if page.is_top and entry.is_dashed and entry.key == "id" and not headed:
        at = entry.start + entry.indent
        mend = (entry.start, entry.start, "items:\n")
        message = "the list of questions has no `items:` above it"
        yield Slip(at, at + 1, message, ("write a line of its own above this one: items:",), (mend,))


def undashed(page: Page, entry: Keyed) -> Iterator[Slip]:
    """Words in quotes or keys in braces that are an entry of a list, and have no dash before them."""
    begun = _list_of(page, entry) if entry.is_bare and _WHOLE.fullmatch(entry.value) else None
    if begun is None:
        return
    indent, model = begun
    alike = [other for other in _block_of(page, entry) if other.is_bare and _WHOLE.fullmatch(other.value)]
    mends = tuple((other.start, other.end, f"{' ' * indent}- {other.value.rstrip(' ,')}") for other in alike)
    at = alike[0].start + alike[0].indent
    where = f", as on line {model.number}" if model else ""
    first = entry_line(alike[0].value).rstrip(" ,")
    numbers = [str(other.number) for other in alike[1:]]
    too = f"; and on line{'s' * (len(numbers) > 1)} {', '.join(numbers)} too" if numbers else ""
    help_lines = (f"write {indent} blanks and a dash before it{where}{too}: - {first}",)
    yield Slip(at, at + 1, "an entry of a list begins with a dash", help_lines, mends, code="yaml-dash")


def _list_of(page: Page, entry: Keyed) -> tuple[int, Keyed | None] | None:
    """How far in the dashes stand of the list that an entry is of, and another entry of it."""
    key = next(
        (other for other in page.above(entry) if other.key and not other.value and not other.is_dashed), None
    )
    model = next((other for other in _block_of(page, entry) if other.is_dashed), None)
    if key is None or key.key not in LISTS or key.indent > entry.indent:
        return None
    return (model.indent, model) if model else (entry.indent, None)


def _block_of(page: Page, entry: Keyed) -> list[Keyed]:
    """The entries in a row around one that are no keys: those of its list, each in its lines."""
    entries = list(page.entries)
    first = last = entries.index(entry)
    while first and not entries[first - 1].key:
        first -= 1
    while last + 1 < len(entries) and not entries[last + 1].key:
        last += 1
    return entries[first : last + 1]


def colons(page: Page, entry: Keyed) -> Iterator[Slip]:
    """A key with no blank after its colon, with no colon, or with another mark in its place."""
    if entry.key:
        return
    at = entry.start + entry.column
    if (dressed := _DRESSED.match(entry.value)) is not None:
        message = f"the key `{dressed['key']}` stands there with no marks around it"
        yield _keyed(entry, dressed, message, "write it", at)
    elif (tight := _TIGHT.match(entry.value)) is not None:
        place = at + len(tight["key"]) + len(tight["colon"]) - 1
        message = "a blank is missing after this colon"
        yield _keyed(entry, tight, message, "write it", place)
    elif (bare := _NO_COLON.match(entry.value)) is not None:
        place = at + len(bare["key"]) - 1
        yield _keyed(entry, bare, f"a colon is missing after `{bare['key']}`", "write it", place)


def _keyed(entry: Keyed, match: re.Match[str], message: str, advice: str, place: int) -> Slip:
    value = f"{match['key']}: {entry.value[match.end() :]}".rstrip()
    mend = (entry.words_at, entry.words_at + len(entry.value), value)
    return Slip(place, place + 1, message, (f"{advice}: {entry.written(value)}",), (mend,))


def two_keys(page: Page, entry: Keyed) -> Iterator[Slip]:
    """Another key and its value on the line of one."""
    keys = {other.key for other in page.entries if other.key} - {entry.key}
    code = entry.key in ("id", "type", "source", "category", "level")
    for second in re.finditer(r"\s+(?P<key>[\w-]+):\s+(?=\S)", entry.value) if entry.key else ():
        whole = entry.value[: second.start()].count('"') % 2 == 0
        if whole and (code or second["key"] in keys or entry.value[second.start() - 1] == '"'):
            line = entry.value[second.start("key") :].partition("\n")[0]
            start, end = (entry.words_at + at for at in second.span("key"))
            mend = (entry.words_at + second.start(), start, f"\n{' ' * entry.column}")
            message = f"a second key, `{second['key']}`, stands on the line of `{entry.key}`"
            yield Slip(start, end, message, (f"write it on a line of its own: {line}",), (mend,))


def listed(page: Page, entry: Keyed) -> Iterator[Slip]:
    """A list that begins on the line of its key, or is said to be empty there and is not."""
    if entry.key and re.fullmatch(r"\[ *\]|\{ *\}|\"\"|''|~|null", entry.value):
        message = f"`{entry.key}` is said to be empty, and something stands below"
        mend = (entry.colon_at + 1, entry.words_at + len(entry.value), "")
        help_lines = (f"delete {entry.value}: {entry.written('')}",)
        yield Slip(entry.words_at, entry.words_at + len(entry.value), message, help_lines, (mend,))
    if entry.key and re.match(r"- +[\w-]+:(?:\s|$)", entry.value):
        message = f"the list of `{entry.key}` begins on a line of its own"
        words = entry.value.partition("\n")[0]
        inset = " " * (entry.column + 2)
        below = next((other for other in page.entries if other.start > entry.start and other.is_dashed), None)
        inset = below.lead.partition("-")[0] if below else inset
        mend = (entry.colon_at + 1, entry.words_at, f"\n{inset}")
        help_lines = (f"end the line after the colon, and write {len(inset)} blanks before: {words}",)
        yield Slip(entry.words_at, entry.words_at + 1, message, help_lines, (mend,))


def escapes(page: Page, entry: Keyed) -> Iterator[Slip]:
    """A backslash that was meant as one, in double quotes."""
    odd = _ESCAPE.search(entry.value) if '"' in entry.value else None
    if odd:
        new = re.sub(r'\\(?!")', r"\\\\", entry.value.replace("\\\\", "\\"))
        message = "a backslash in double quotes is written twice"
        yield slip(entry, message, "write \\\\", new, odd.span())


def entry_line(words: str) -> str:
    """The first line of words, as it is shown."""
    return words.splitlines()[0].strip()
