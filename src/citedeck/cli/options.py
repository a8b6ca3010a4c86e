"""Bundles of options: a verb takes one parameter, its command line has every field of it.

Verbs that ask for the same things share a bundle, and so the same names, words and defaults.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import wraps
from inspect import Parameter, signature
from typing import Any, get_type_hints

import typer

Verb = Callable[..., None]


def apart(verb: Verb) -> Verb:
    """A verb whose bundles, dataclasses of annotated options, stand on the command line one by one."""
    hints = get_type_hints(verb, include_extras=True)
    bundles = {name: kind for name, kind in hints.items() if is_dataclass(kind)}

    @wraps(verb)
    def run(**given: Any) -> None:
        made = {name: _made(kind, given) for name, kind in bundles.items()}
        verb(**made, **given)

    parameters = [each for name in signature(verb).parameters for each in _apart(name, verb, hints)]
    own = signature(verb).replace(parameters=parameters, return_annotation=None)
    vars(run).update(__signature__=own)
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return run


def _made(kind: Any, given: dict[str, Any]) -> Any:
    """A bundle of what was given, which is taken out."""
    return kind(**{field.name: given.pop(field.name) for field in fields(kind)})


def _apart(name: str, verb: Verb, hints: Mapping[str, Any]) -> Iterator[Parameter]:
    """A parameter of a verb, or those of the bundle it is."""
    if not is_dataclass(hints[name]):
        default = signature(verb).parameters[name].default
        yield Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=hints[name])
        return
    of_bundle = get_type_hints(hints[name], include_extras=True)
    for field in fields(hints[name]):
        yield Parameter(
            field.name, Parameter.KEYWORD_ONLY, default=field.default, annotation=of_bundle[field.name]
        )


def one_of(word: str, words: tuple[str, ...], option: str) -> None:
    """Raises BadParameter where a word that is there is none of some words."""
    if word and word not in words:
        raise typer.BadParameter(f"one of {', '.join(words)}", param_hint=option)
