"""Every form, everywhere: whatever goes by the form of an item knows each of them, or says so."""

from __future__ import annotations

import ast
import importlib
import inspect
import textwrap
from collections.abc import Iterator

import pytest

from citedeck.bank.forms import FORMS
from citedeck.model import Item, Retired
from test_floors import HOUSE

FORM_CLASSES = {name: form.kind for name, form in FORMS.items()}


def dispatchers() -> Iterator[tuple[str, str]]:
    """Every function of the house that goes by the class of an item: its module and its name."""
    for path in sorted(HOUSE.rglob("*.py")):
        module = ".".join(("citedeck", *path.relative_to(HOUSE).with_suffix("").parts))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            decorators = node.decorator_list if isinstance(node, ast.FunctionDef) else []
            if "singledispatch" in map(ast.unparse, decorators):
                yield module.removesuffix(".__init__"), node.name


def kinds_of(kind: type[Item]) -> Iterator[type[Item]]:
    """Every class of items below one; those that only share something name no form."""
    for lower in kind.__subclasses__():
        yield lower
        yield from kinds_of(lower)


DISPATCHERS = list(dispatchers())


def test_forms_are_the_classes_of_items() -> None:
    """An item that is retired has no form."""
    assert set(FORMS) == {kind.form for kind in kinds_of(Item)} - {Retired.form, Item.form}
    assert len(DISPATCHERS) > 6


@pytest.mark.parametrize(("module", "name"), DISPATCHERS, ids=lambda part: part)
def test_a_dispatcher_knows_every_form(module: str, name: str) -> None:
    """An unknown form is an error, never silently worth a point."""
    dispatcher = getattr(importlib.import_module(module), name)
    fallback = dispatcher.dispatch(object)
    unknown = [form for form, made in FORM_CLASSES.items() if dispatcher.dispatch(made) is fallback]
    assert not unknown


@pytest.mark.parametrize(("module", "name"), DISPATCHERS, ids=lambda part: part)
def test_a_form_nobody_thought_of_is_refused(module: str, name: str) -> None:
    dispatcher = getattr(importlib.import_module(module), name)
    tree = ast.parse(textwrap.dedent(inspect.getsource(dispatcher.dispatch(object))))
    assert ast.unparse(tree.body[0].body[-1]) == "raise NotImplementedError(item.form)"
