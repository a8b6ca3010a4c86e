"""Every form of item, a file each: its class, its keys, how it is made of them, and what it claims.

To add one: its file, named in FORMS; then its functions in `proof/`, `sheets/` and `targets/`, which a
test misses.
"""

from __future__ import annotations

from citedeck.bank.forms import (
    choice,
    classify,
    cloze,
    comparison,
    match,
    open_question,
    order,
    short,
    true_false,
    who_says_it,
)
from citedeck.bank.forms.choice import Choice
from citedeck.bank.forms.classify import Classify, Statement
from citedeck.bank.forms.cloze import Blank, Cloze
from citedeck.bank.forms.common import COMMON, Form
from citedeck.bank.forms.comparison import Cell, Comparison, Row
from citedeck.bank.forms.evidence import EVIDENCE
from citedeck.bank.forms.match import Match, Pair
from citedeck.bank.forms.open_question import Criterion, Element, Open
from citedeck.bank.forms.options import DISTRACTOR, Offering, Option
from citedeck.bank.forms.order import Order, Step
from citedeck.bank.forms.short import Short
from citedeck.bank.forms.true_false import TrueFalse
from citedeck.bank.forms.who_says_it import WhoSaysIt

__all__ = [
    "COMMON",
    "DISTRACTOR",
    "EVIDENCE",
    "FORMS",
    "Blank",
    "Cell",
    "Choice",
    "Classify",
    "Cloze",
    "Comparison",
    "Criterion",
    "Element",
    "Form",
    "Match",
    "Offering",
    "Open",
    "Option",
    "Order",
    "Pair",
    "Row",
    "Short",
    "Statement",
    "Step",
    "TrueFalse",
    "WhoSaysIt",
]

FORMS = {
    form.kind.form: form
    for form in (
        short.FORM,
        choice.FORM,
        true_false.FORM,
        cloze.FORM,
        who_says_it.FORM,
        match.FORM,
        order.FORM,
        classify.FORM,
        comparison.FORM,
        open_question.FORM,
    )
}
