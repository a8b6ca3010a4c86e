"""The shape of a mapping, as data: what the loader reads by and what an editor completes by.

To add a kind: give it `read`, which complains or returns the value, and `schema`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import field
from functools import cache
from itertools import takewhile
from typing import Any, Protocol

from citedeck import diagnostics, normalize, scalars
from citedeck.model import Diagnostic, Edit, Span, Text
from citedeck.nodes import Mapping as MappingNode
from citedeck.nodes import Node, Refused, Sequence, quoted
from citedeck.quick import dataclass
from citedeck.spelling import near


class Broken(Exception):  # noqa: N818 - a way out of a value, not an error
    """A value that has been complained of."""


@dataclass(slots=True)
class Reading:
    """What is being read: whose it is, and what was found so far."""

    found: list[Diagnostic] = field(default_factory=list)
    item: str = ""

    def complain(self, code: str, message: str, at: Span, **more: Any) -> None:
        """Note a diagnostic and read on."""
        self.found.append(diagnostics.make(code, message, at, item=self.item, **more))

    def refuse(self, code: str, message: str, at: Span, **more: Any) -> Broken:
        """Note a diagnostic; the caller raises what this returns."""
        self.complain(code, message, at, **more)
        return Broken(message)


class Kind(Protocol):
    """What a value may be."""

    def read(self, node: Node, reading: Reading) -> Any:
        """The value, or Broken after a complaint."""

    def schema(self) -> dict[str, Any]:
        """The same as JSON Schema."""


def respelt(text: Text, known: Iterable[str]) -> dict[str, Any]:
    """Help and edit for a word that is nearly a known one."""
    help_lines = near(text, known)
    if not help_lines:
        return {}
    return {"help": help_lines, "edit": Edit(text, help_lines[0].split("`")[1])}


# Kinds of words


_COMMENT = re.compile(r"[ \t]+#[^\r\n]*")
_OPENING, _CLOSING = "“„”«‘", '”“»’"'


BLANK = "…"
"""What stands in a template for words that are still to be written."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words for people: any text that is not empty."""

    quoted: bool = False
    """Whether they are a text's: what they hold is judged where they are looked for."""

    def read(self, node: Node, reading: Reading) -> Text:
        """The words; a tail that YAML takes for a comment is warned of."""
        text = _text(node, reading)
        if not text.strip():
            help_lines = _unwritten(text)
            raise reading.refuse("value-invalid", "there are no words here", _shown(text), help=help_lines)
        if text.strip() == BLANK and not self.quoted:
            message = f"{BLANK} stands here for words that are still to be written"
            raise reading.refuse(
                "value-invalid", message, _shown(text), help=[f"write them in the place of {BLANK}"]
            )
        first = text.document.text[text.start]
        if first not in "\"'|>" and first == text[0]:
            _check_quotes(text, reading)
            _warn_of_comment(text, reading)
        return text

    def schema(self) -> dict[str, Any]:
        """Words, or a number that is meant as words."""
        return {"type": ["string", "number"], "pattern": r"\S"}


def _unwritten(text: Text) -> list[str]:
    """Help for words that are not there: YAML may have taken them for a comment."""
    tail = _COMMENT.match(text.document.text, text.end)
    words = quoted(tail[0].strip()) if tail else "…"
    return [f"to keep the words after #, put them in quotes: {words}" if tail else 'write them, in "…"']


def _check_quotes(text: Text, reading: Reading) -> None:
    """Bare words that end with a quote which YAML takes for a letter."""
    if text[-1] not in _CLOSING:
        return
    words = text.strip(_CLOSING + _OPENING).strip()
    straight = f"put the words in straight quotes: {quoted(words)}"
    if text[-1] == '"' and text.count('"') == 1 and text[0] not in _OPENING:
        message, help_lines = "this last quote has no first one", [straight, "or delete the last quote"]
    elif text[0] in _OPENING and not set(text[1:-1]) & set(_CLOSING.replace("’", "") + _OPENING):
        message = f"{text[0]} and {text[-1]} are letters to YAML, not quotes around the words"
        help_lines = [straight, f"or, where they belong to the words: {quoted(text)}"]
        help_lines = help_lines[:1] if text[-1] == '"' else help_lines
    else:
        return
    edit = None if text[0] == "«" else Edit(text, words)
    help_lines += ["`citedeck fix` makes them straight"] if edit and text[0] in _OPENING else []
    raise reading.refuse("yaml-quote", message, text.at, help=help_lines, edit=edit)


def _warn_of_comment(text: Text, reading: Reading) -> None:
    """Words after a blank and a # that are not read."""
    document = text.document
    tail = _COMMENT.match(document.text, text.end)
    if tail:
        reading.complain(
            "yaml-comment",
            "the words after # are a comment, not part of the value",
            Span(document, tail.start(), tail.end()),
            help=[f"to keep them: {quoted(text + tail[0])}"],
        )


_compiled = cache(re.compile)


@dataclass(frozen=True, slots=True)
class Code:
    """A bare word of a fixed form; a whole number from `least` to `most` where it may be one."""

    pattern: str
    what: str

    def matches(self, words: str) -> bool:
        """Whether words have the form."""
        return _compiled(self.pattern).fullmatch(words) is not None

    least: int = 0
    most: int = -1
    code: str = "value-invalid"

    def read(self, node: Node, reading: Reading) -> Text:
        """The word, where it has the form."""
        text = _text(node, reading)
        if not text:
            raise reading.refuse("value-invalid", f"nothing stands here, but {self.what}", _shown(text))
        if not self.matches(text):
            more = self._plain(text) if self.code == "id-invalid" else {}
            raise reading.refuse(self.code, f"`{text}` is not {self.what}", _shown(text), **more)
        return text

    def _plain(self, text: Text) -> dict[str, Any]:
        """Help and edit that make an id of words, where they have letters that it may have."""
        slug = normalize.slug(text, _LONGEST)
        if not self.matches(slug):
            return {"help": ["write a short name of a to z, digits and hyphens: vote-1912"]}
        return {"help": [f"write `{slug}`"], "edit": Edit(text, slug)}

    def schema(self) -> dict[str, Any]:
        """The form as a pattern, and the numbers that have it."""
        made = {"type": "string", "pattern": f"^(?:{self.pattern})$"}
        if self.most < self.least:
            return made
        return {**made, "type": ["string", "integer"], "minimum": self.least, "maximum": self.most}


def _typed(words: str) -> list[bool | int]:
    """What YAML makes of a bare word, where it makes something else of it."""
    if words in ("true", "false"):
        return [words == "true"]
    return [int(words)] if re.fullmatch("0|[1-9][0-9]{0,14}", words) else []


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of some words."""

    values: tuple[str, ...]

    def read(self, node: Node, reading: Reading) -> Text:
        """The word, where it is one of them."""
        text = _text(node, reading)
        if text not in self.values:
            known = ", ".join(self.values)
            more = respelt(text, self.values) or {"help": [f"it is one of: {known}"]}
            raise reading.refuse("value-invalid", f"`{text}` is none of {known}", _shown(text), **more)
        return text

    def schema(self) -> dict[str, Any]:
        """The words; `true`, `false` and numbers are not words to an editor."""
        typed = [bare for value in self.values for bare in _typed(value)]
        return {"enum": [*typed, *self.values]}


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no."""

    def read(self, node: Node, reading: Reading) -> bool:
        """Whether it is `true`."""
        return OneOf(("true", "false")).read(node, reading) == "true"

    def schema(self) -> dict[str, Any]:
        """A boolean, in quotes or not."""
        return OneOf(("true", "false")).schema()


_LONGEST = 60
_ANY = 10**15
"""No name is a greater number than this."""

ID = Code(
    r"(?=.{1,60}$)[a-z0-9]+(?:-[a-z0-9]+)*",
    "an id: small letters, digits and single hyphens, at most 60",
    most=_ANY,
    code="id-invalid",
)
FILE_ID = Code(
    r"(?!(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$)" + ID.pattern,
    f"{ID.what}; nor a name that Windows keeps for itself",
    most=_ANY,
    code="id-invalid",
)
NAME = Code(r"[a-z0-9]+(?:[-_][a-z0-9]+)*", "a name: small letters, digits and hyphens", most=_ANY)
FORM = Code(r"\S+(?: \S+)*", "the name of a form")
COUNT = Code(r"[1-9][0-9]{0,2}", "a whole number from 1 to 999", least=1, most=999)


# Kinds made of others


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of values, `least` or more of them."""

    kind: Kind
    least: int = 1
    once: bool = False
    """Whether no value may stand twice."""

    def read(self, node: Node, reading: Reading) -> tuple[Any, ...]:
        """The values that could be read; Broken where any could not."""
        if not isinstance(node, Sequence):
            raise _wrong(node, "shape-list", "a list stands here", reading, _as_list(self.kind, node))
        values = tuple(read_all(self.kind, node, reading))
        if len(node) < self.least:
            at = node.at
            needed = "one value is" if self.least == 1 else f"{self.least} values are"
            raise reading.refuse("value-invalid", f"at least {needed} needed here", at)
        if len(values) < len(node):
            raise Broken
        if self.once and len(set(values)) < len(values):
            twice = next(value for number, value in enumerate(values) if value in values[:number])
            raise reading.refuse("value-invalid", f"`{twice}` stands twice", twice.at)
        return values

    def schema(self) -> dict[str, Any]:
        """An array."""
        made = {"type": "array", "items": self.kind.schema(), "minItems": self.least}
        return {**made, "uniqueItems": True} if self.once else made


@dataclass(frozen=True, slots=True)
class Several:
    """One value, or a list of them."""

    kind: Kind

    def read(self, node: Node, reading: Reading) -> tuple[Any, ...]:
        """The values as a tuple, however they were written."""
        if isinstance(node, Sequence):
            return Listed(self.kind, least=0).read(node, reading)
        if isinstance(self.kind, Code) and isinstance(node, Text) and _COMMAS.search(node):
            raise _wrong(
                node, "shape-list", "several values stand in a list", reading, _as_list(self.kind, node)
            )
        return (self.kind.read(node, reading),)

    def schema(self) -> dict[str, Any]:
        """Either."""
        return {"anyOf": [self.kind.schema(), Listed(self.kind, least=0).schema()]}


@dataclass(frozen=True, slots=True)
class Named:
    """A mapping of names the author chooses."""

    kind: Kind
    key: Kind = field(default_factory=Words)

    def read(self, node: Node, reading: Reading) -> Mapping[Text, Any]:
        """The values under their names."""
        if not isinstance(node, MappingNode):
            raise _wrong(node, "shape-mapping", "names with values stand here", reading)
        values = {}
        broken = False
        for name, value in node.items():
            try:
                values[self.key.read(name, reading)] = self.kind.read(value, reading)
            except Broken:
                broken = True
        if broken:
            raise Broken
        return values

    def schema(self) -> dict[str, Any]:
        """An object of keys of one kind."""
        names = {"pattern": self.key.schema()["pattern"]}
        return {"type": "object", "propertyNames": names, "additionalProperties": self.kind.schema()}


@dataclass(frozen=True, slots=True)
class Either:
    """Words alone, or a mapping that says more."""

    words: Kind
    mapping: Kind

    def read(self, node: Node, reading: Reading) -> Any:
        """What stands here, by its own kind."""
        kind = self.mapping if isinstance(node, MappingNode) else self.words
        return kind.read(node, reading)

    def schema(self) -> dict[str, Any]:
        """Either."""
        return {"anyOf": [self.words.schema(), self.mapping.schema()]}


@dataclass(frozen=True, slots=True)
class Shared:
    """A kind that many shapes have: written once in a schema, under its name."""

    name: str
    kind: Kind

    def read(self, node: Node, reading: Reading) -> Any:
        """What the kind reads."""
        return self.kind.read(node, reading)

    def schema(self) -> dict[str, Any]:
        """A reference to the definition of that name."""
        return {"$ref": f"#/definitions/{self.name}"}


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a shape: its kind, what an editor says of it, and how much hangs on it.

    Without a vital value nothing can be made of the mapping; any other broken value is
    left out after its complaint, so that the rest is still checked in the same run.
    """

    kind: Kind
    hover: str = ""
    required: bool = False
    vital: bool = False


def need(kind: Kind, hover: str = "") -> Key:
    """A key that must be there."""
    return Key(kind, hover, required=True, vital=True)


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """A mapping of fixed keys, and what is made of their values."""

    what: str
    keys: Mapping[str, Key]
    build: Callable[..., Any] = dict

    def read(self, node: Node, reading: Reading) -> Any:
        """What `build` makes of the values; it is given `at`, the place of the mapping, too."""
        if not isinstance(node, MappingNode):
            raise _wrong(node, "shape-mapping", f"{self.what} is a mapping of keys to values", reading)
        return self.build(**self.values(node, reading), at=node.at)

    def values(self, node: MappingNode, reading: Reading) -> dict[str, Any]:
        """The values of the keys that are there; Broken after all complaints."""
        named, needed = _known(self)
        values: dict[str, Any] = {}
        unknown: list[Text] = []
        broken = False
        for name, value in node.items():
            known = named.get(name)
            if known is None:
                unknown.append(name)
                continue
            plain, key = known
            try:
                values[plain] = key.kind.read(value, reading)
            except Broken:
                broken = broken or key.vital
        missing = [plain for plain in needed if plain not in node]
        meant = self._complain_of_unknown(node, unknown, missing, reading) if unknown else {}
        for plain in (plain for plain in missing if plain not in meant):
            message, way_out = f"{self.what} needs `{plain}`", _added(plain, self.keys[plain])
            reading.complain("key-missing", message, _start(node), help=[way_out])
        for plain, stand_in in meant.items():
            try:
                if stand_in is not None:
                    values[plain] = self.keys[plain].kind.read(stand_in, reading)
            except Broken:
                broken = broken or self.keys[plain].vital
        torn = any(_is_piece(name, node) for name in unknown) or (unknown and self._left(node))
        if broken or torn or any(plain not in values for plain in missing):
            raise Broken
        return values

    def _complain_of_unknown(
        self, node: MappingNode, unknown: list[Text], missing: list[str], reading: Reading
    ) -> dict[str, Node | None]:
        """A complaint of each key that there is not; the keys that were meant, with what is surely theirs."""
        meant: dict[str, Node | None] = {}
        left = self._left(node)
        for name in unknown:
            if _is_piece(name, node):
                meant |= self._complain_of_piece(node, name, reading, again="," in meant)
            elif name in left:
                self._complain_of_entry(node, name, left, reading)
            elif instead := self._called(node, name, missing) or self._meant(name, missing):
                there = instead in node or instead in meant
                more = _instead(name, instead, there=there)
                meant.setdefault(instead, None if there else node[name])
                reading.complain("key-unknown", f"{self.what} has no `{name}`", name.at, **more)
            else:
                meant |= dict.fromkeys(self._complain_of_strange(node, name, unknown, missing, reading))
        return meant

    def _meant(self, name: str, missing: list[str]) -> str:
        """The key that is nearly spelt so, first of those that are missing."""
        found = near(name.strip(), missing) or near(name.strip(), self.keys)
        return found[0].split("`")[1] if found else ""

    def _called(self, node: MappingNode, name: Text, missing: list[str]) -> str:
        """The key that is called so in another language: one of which the value is, or that is missing."""
        from citedeck import naming  # most files have no such key, and need not wait for it

        called = [key for key in naming.keys(name) if key in self.keys]
        fit = (key for key in called if _readable(self.keys[key].kind, node[name]))
        return next(fit, next((key for key in called if key in missing), ""))

    def _left(self, node: MappingNode) -> dict[Text, Text]:
        """The keys that left a list because the dash of their entry is missing, with the list above them."""
        left: dict[Text, Text] = {}
        above = None
        for name in node:
            if name in self.keys:
                above = name
            elif above is not None and self._lacks(node, above, name):
                left[name] = above
        return left

    def _lacks(self, node: MappingNode, above: Text, name: Text) -> bool:
        """Whether a list, with dashes or with nothing below it, may lack an entry that begins with a key."""
        kind, listed = self.keys[above].kind, node[above]
        begun = isinstance(listed, Sequence) and listed.at.text[:1] == "-"
        empty = isinstance(kind, Listed) and isinstance(listed, Text) and not listed
        return (begun or empty) and name in _keys_inside(kind)

    def _complain_of_entry(
        self, node: MappingNode, name: Text, left: Mapping[Text, Text], reading: Reading
    ) -> None:
        """A complaint of the first key of an entry whose dash is missing, so that it left its list."""
        above = left[name]
        entry = [key for key in left if left[key] is above]
        if name is not entry[0]:
            return  # it goes with the one above it
        dash = node[above].at if node[above] else name.at
        line, column = dash.document.position(dash.start)
        where = f", as on line {line}" if node[above] else ""
        deeper = f", with {column + 1} blanks before its other keys" if entry[1:] else ""
        way_out = f"write {column - 1} blanks and a dash before it{where}{deeper}: - {_line_from(name)}"
        message = f"an entry of `{above}` begins with `- {name}:`"
        reading.complain("yaml-dash", message, name.at, help=[way_out])

    def _complain_of_piece(
        self, node: MappingNode, name: Text, reading: Reading, *, again: bool
    ) -> dict[str, Node | None]:
        """A complaint of words in a bracket that are no key; the key they begin with, or a comma."""
        key, colon, rest = name.partition(":")
        if colon and key in self.keys:
            message = f"a blank is missing after the colon of `{key}`"
            reading.complain("key-unknown", message, name.at, help=[f"write it: {key}: {rest}"])
            return {key: None}
        if not again and scalars.style(name):
            row = self._row(node, name)
            help_lines = [f"write it: {row}" if row else 'write several values in brackets: ["…", "…"]']
            reading.complain(
                "key-unknown", "a comma ends the value before this one", name.at, help=help_lines
            )
        elif not again:
            message = "a comma ends words without quotes, and these are left alone"
            help_lines = ['put the words before and after the comma in straight quotes: "…, …"']
            reading.complain("key-unknown", message, name.at, help=help_lines)
        return {",": None}

    def _row(self, node: MappingNode, name: Text) -> str:
        """A key with its words and the others that commas part from them, as a list or as one text."""
        keys = list(node)
        key, *row = keys[max(keys.index(name) - 1, 0) :]
        if key is name or not isinstance(node[key], Text):
            return ""
        rest = takewhile(lambda one: _is_piece(one, node), row)
        words = [str(node[key]), *rest]
        known = self.keys.get(key)
        listed = known is not None and isinstance(known.kind, (Listed, Several, Shared))
        return f"{key}: [{', '.join(map(quoted, words))}]" if listed else f"{key}: {quoted(', '.join(words))}"

    def _complain_of_strange(
        self, node: MappingNode, name: Text, unknown: list[Text], missing: list[str], reading: Reading
    ) -> set[str]:
        """A complaint of a key that resembles none, and of the missing one that it may be."""
        message = f"{self.what} has no `{name}`"
        needed = missing[unknown.index(name)] if len(unknown) == len(missing) else ""
        if needed and _readable(self.keys[needed].kind, node[name]):
            message += f", and needs `{needed}`"
            help_lines = [f"write `{needed}` instead of `{name}`, if that is what it says"]
            reading.complain("key-unknown", message, name.at, help=help_lines)
            return {needed}
        help_lines = [f"{self.what} has: {', '.join(self.keys)}"]
        reading.complain("key-unknown", message, name.at, help=help_lines)
        return set()

    def schema(self) -> dict[str, Any]:
        """An object that knows its keys."""
        properties = {name: _described(key) for name, key in self.keys.items()}
        required = [name for name, key in self.keys.items() if key.required]
        schema = {"type": "object", "properties": properties, "additionalProperties": False}
        return {**schema, "required": required} if required else schema


def _added(name: str, key: Key) -> str:
    """How a missing key is added, and what it is for."""
    return (
        f"add `{name}`: {key.hover[:1].lower()}{key.hover[1:].rstrip('.')}" if key.hover else f"add `{name}`"
    )


def _keys_inside(kind: Kind) -> Collection[str]:
    """The keys that an entry of a list may have."""
    while isinstance(kind, (Listed, Several, Shared)):
        kind = kind.kind
    entry = kind.mapping if isinstance(kind, Either) else kind
    return entry.keys if isinstance(entry, Shape) else ()


def _line_from(node: Node) -> str:
    """A line from where a node starts on."""
    number, column = node.at.document.position(node.at.start)
    return node.at.document.line(number)[column - 1 :]


def _is_piece(name: Text, node: MappingNode) -> bool:
    """Whether a key in a bracket, with no value, is what is left of words or of a key with its value."""
    alone = node[name] == "" and node.at.text[:1] == "{"
    return alone and (bool(scalars.style(name)) or not re.fullmatch(r"[\w-]+", name))


def _instead(name: Text, instead: str, *, there: bool) -> dict[str, Any]:
    """Help and edit for a misspelt key; no key may stand twice."""
    if there:
        return {"help": [f"delete it, or what is wrong of the two: `{instead}` is there already"]}
    return {"help": [f"write `{instead}` instead of `{name}`"], "edit": Edit(name, instead)}


def _readable(kind: Kind, node: Node) -> bool:
    """Whether a value is one of a kind."""
    try:
        kind.read(node, Reading())
    except Broken:
        return False
    return True


@cache
def _known(shape: Shape) -> tuple[dict[str, tuple[str, Key]], list[str]]:
    """The keys of a shape and those that it needs, each by the very name that functions are called with.

    Python finds an argument at once by that name, and by an equal Text only after all the others.
    """
    named = {name: (name, key) for name, key in shape.keys.items()}
    return named, [name for name, key in shape.keys.items() if key.required]


def _described(key: Key) -> dict[str, Any]:
    """A key's schema with what an editor shows; a bare reference may not have a neighbour."""
    schema = key.kind.schema()
    if "$ref" in schema:
        schema = {"allOf": [schema]}
    return {**schema, "description": key.hover} if key.hover else schema


def read_all(kind: Kind, nodes: Iterable[Node], reading: Reading) -> Iterable[Any]:
    """Every value that can be read; those that cannot have been complained of."""
    for node in nodes:
        try:
            yield kind.read(node, reading)
        except Broken:
            continue


def _text(node: Node, reading: Reading) -> Text:
    if type(node) is Text:  # and not one that was refused
        return node
    raise _wrong(node, "shape-words", "words stand here", reading)


def _as_list(kind: Kind, node: Node) -> list[str]:
    """Help that makes a list of a kind of what stands there without being one."""
    if isinstance(node, MappingNode) and _readable(kind, node):
        inline = node.at.text[:1] == "{"
        way = f"write it: {_key_before(node)}[{node.at.text}]" if inline else ""
        return [way or f"write a dash before it: - {_line_from(node)}"]
    words = kind.words if isinstance(kind, Either) else kind
    parts = _parts(node) if isinstance(node, Text) else []
    if isinstance(words, Code) and parts and all(map(words.matches, parts)):
        return [f"write it: {_key_before(node)}[{', '.join(parts)}]"]
    if not isinstance(node, Text) or not node or not _readable(kind, node):
        return ["write its values below it, each after a dash"]
    if "\n" in node.at.text:
        return [f"write a dash before each of these lines: - {_line_from(node)}"]
    return [f"write it: {_key_before(node)}[{', '.join(map(quoted, parts))}]"]


def _parts(text: Text) -> list[str]:
    """The values in a row of words; words in quotes are one."""
    return [text] if scalars.style(text) else [part for part in _COMMAS.split(text) if part]


def _key_before(node: Node) -> str:
    """The key on the line of its value, as it stands there."""
    number, column = node.at.document.position(node.at.start)
    key = re.search(r"[\w-]+: +$", node.at.document.line(number)[: column - 1])
    return key[0] if key else ""


_COMMAS = re.compile(r"\s*[,;]\s*")


def _wrong(node: Node, code: str, expected: str, reading: Reading, way_out: Iterable[str] = ()) -> Broken:
    """A complaint of the wrong kind of node, once; words that look like YAML want quotes."""
    if isinstance(node, Refused):
        return Broken()
    help_lines = list(way_out)
    if code == "shape-words" and re.match(r'[\[{](?!["\'])', node.at.text):
        line = node.at.document.position(node.at.start)[0]
        rest = node.at.document.line(line)[node.at.start - node.at.document.line_start(line) :]
        help_lines = [f"put the words in quotes: {quoted(rest.strip())}"]
    elif code == "shape-words":
        help_lines = ['write one text, in "…"']
    found = {"Mapping": "a mapping", "Sequence": "a list"}.get(type(node).__name__, "words")
    told = f"{expected}, not {found}" if node or found != "words" else f"{expected}, and nothing is written"
    return reading.refuse(code, told, _start(node), help=help_lines)


def _start(node: Node) -> Span:
    """The first line of a node: enough to point at."""
    if isinstance(node, Text):
        return _shown(node)
    at = node.at
    if isinstance(node, MappingNode) and node:
        return next(iter(node)).at
    return Span(at.document, at.start, min(at.start + 1, at.end))


def _shown(text: Text) -> Span:
    """The place of a scalar; of an empty one, the character before it."""
    if text.start == text.end:
        return Span(text.document, max(text.start - 1, 0), text.end)
    return text.at
