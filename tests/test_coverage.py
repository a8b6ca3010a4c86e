"""Which sentences an answer rests on, which are only given; and where a sentence ends."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

import courses
from citedeck.bank.forms import FORMS
from citedeck.cli import app
from citedeck.commands import build
from citedeck.proof import coverage
from citedeck.proof.coverage import Covered
from citedeck.text import sentences

VILLAGE = """\
-- seeds/t.txt --
Au village
La ville vote le budget en 1912. M. Macron cite l’art. 5 et 13,5 points. Le conseil demande deux écoles.
Une bagarre éclate sur la place. Le pont date de 50 av. J.-C. selon le maire. Photo : archives de la ville.
-- seeds/sources.yaml --
t:
  file: t.txt
  label: "le texte"
  headings: ["Au village"]
  skipped: ["Photo : archives de la ville."]
-- questions/b.yaml --
source: t
items:
  - id: vote
    type: short
    category: date
    prompt: "Selon le texte, quand la ville vote-t-elle le budget ?"
    answer: "en 1912"
    evidence: "La ville vote le budget en 1912."
  - id: budget
    type: short
    category: date
    prompt: "Selon le texte, que vote la ville en 1912 ?"
    answer: "le budget"
    evidence: "vote le budget en 1912"
  - id: conseil
    type: true-false
    category: demand
    prompt: "Selon le texte, le conseil demande quelque chose."
    answer: true
    evidence: ["Le conseil demande deux", "demande deux écoles."]
  - id: place
    type: short
    sensitive: "Une bagarre."
    prompt: "Selon le texte, où éclate la bagarre ?"
    answer: "sur la place"
    evidence: "Une bagarre éclate sur la place"
"""

SAID = """\
t: 2 of 4 sentences asked about (50%), 1 of them once, 0 only given, 2 untouched
  items: - 1, date 2, demand 1
  untouched:
    l. 2: M. Macron cite l’art. 5 et 13,5 points.
    l. 4: Le pont date de 50 av. J.-C. selon le maire.
  left out:
    l. 1: Au village (a heading)
    l. 4: Une bagarre éclate sur la place. (only sensitive items)
    l. 5: Photo : archives de la ville. (skipped in sources.yaml)
"""

COUNTS = """\
questions in all, the rarest first:
  forms: choice (0), cloze (0), who-says-it (0), match (0), order (0), classify (0), comparison (0), \
open (0), true-false (1), short (3)
  levels: 1 (0), 2 (0), 3 (0), - (4)
  categories: demand (1), - (1), date (2)
"""


def run(course: Path, *options: str, code: int = 0) -> str:
    done = CliRunner().invoke(app, ["coverage", str(course), *options], catch_exceptions=False)
    assert done.exit_code == code, done.output
    return done.output


def measured(text: str) -> Covered:
    """The coverage of the one source of a course."""
    compilation = courses.compiled(text)
    assert not compilation.broken
    (covered,) = coverage.measure(compilation)
    return covered


def changed(old: str, new: str) -> Covered:
    assert VILLAGE.count(old) == 1
    return measured(VILLAGE.replace(old, new))


def without(item: str) -> Covered:
    """The coverage where an item is not asked."""
    head, *items = VILLAGE.split("  - id: ")
    return measured("  - id: ".join([head, *(one for one in items if not one.startswith(item))]))


def unasked(covered: Covered) -> list[str]:
    return [span.text for span, _ in covered.unasked]


def left_out(covered: Covered) -> dict[str, str]:
    return {span.text: reason for span, reason in covered.left_out}


# What is printed


def test_coverage_is_printed_with_lines_and_reasons(tmp_path: Path) -> None:
    assert run(courses.on_disk(tmp_path, VILLAGE)) == SAID + COUNTS


def test_any_folder_of_a_course_will_do(tmp_path: Path) -> None:
    assert run(courses.on_disk(tmp_path, VILLAGE) / "questions") == SAID + COUNTS


def test_each_source_is_measured(tmp_path: Path) -> None:
    two = VILLAGE.replace(
        "-- questions/b.yaml", "lettre: {file: l.txt, label: une lettre}\n-- questions/b.yaml"
    )
    course = courses.on_disk(tmp_path, f"{two}-- seeds/l.txt --\nBonjour à tous. Merci d’avance.\n")
    assert run(course) == (
        f"{SAID}lettre: 0 of 2 sentences asked about (0%), 0 of them once, 0 only given, 2 untouched\n"
        "  items: none\n"
        "  untouched:\n"
        "    l. 1: Bonjour à tous.\n"
        f"    l. 1: Merci d’avance.\n{COUNTS}"
    )


def test_where_all_is_asked_nothing_is_listed(tmp_path: Path) -> None:
    course = courses.on_disk(
        tmp_path,
        "-- seeds/t.txt --\nLa ville vote le budget.\n"
        "-- questions/b.yaml --\nsource: t\nitems:\n  - id: vote\n    type: true-false\n"
        '    prompt: "Selon le texte, oui."\n    answer: true\n    evidence: "La ville vote le budget."\n',
    )
    figures = "t: 1 of 1 sentences asked about (100%), 1 of them once, 0 only given, 0 untouched\n"
    assert run(course).startswith(f"{figures}  items: - 1\nquestions in all")
    assert run(course, "--given") == figures


def test_what_one_question_alone_asks_about_is_told_with_it(tmp_path: Path) -> None:
    """Two passages of one question are one question."""
    course = courses.on_disk(tmp_path, VILLAGE)
    assert run(course, "--rare") == (
        "t: 2 of 4 sentences asked about (50%), 1 of them once, 0 only given, 2 untouched\n"
        "  asked about once:\n"
        "    l. 3: Le conseil demande deux écoles. (conseil)\n"
        f"{COUNTS}"
    )


def test_what_is_given_and_what_is_rare_are_two_questions(tmp_path: Path) -> None:
    run(courses.on_disk(tmp_path, VILLAGE), "--rare", "--given", code=2)


def test_a_long_sentence_is_shown_cropped(tmp_path: Path) -> None:
    long = f"Le pont date{20 * ' encore et'} toujours de 50 av. J.-C. selon le maire."
    course = courses.on_disk(tmp_path, VILLAGE.replace("Le pont date de 50 av. J.-C. selon le maire.", long))
    (line,) = [line for line in run(course).splitlines() if "Le pont" in line]
    words = line.partition(": ")[2]
    assert words.endswith("…")
    assert len(words) <= 90
    assert long.startswith(words[:-1])


def test_a_course_with_mistakes_is_not_measured(tmp_path: Path) -> None:
    course = courses.on_disk(tmp_path, VILLAGE.replace('"en 1912"', '"en 1921"'))
    assert run(course, code=1) == "there are mistakes: run citedeck check first\n"


def test_outside_a_course_is_a_wrong_command_line(tmp_path: Path) -> None:
    run(tmp_path, code=2)


# What counts


def test_the_share_is_of_the_sentences_that_count() -> None:
    covered = measured(VILLAGE)
    assert (len(covered.asked), len(covered.unasked), len(covered.left_out)) == (2, 2, 3)
    assert covered.share == 0.5


@pytest.mark.parametrize("item", ["vote", "budget"])
def test_overlapping_evidence_counts_once(item: str) -> None:
    assert measured(VILLAGE).share == without(item).share == 0.5


def test_a_sentence_that_nobody_asks_about_is_named() -> None:
    names = unasked(without("conseil"))
    assert "Le conseil demande deux écoles." in names
    assert len(names) == 3


def test_a_part_of_a_sentence_is_enough() -> None:
    covered = changed('"La ville vote le budget en 1912."', '"le budget en 1912"')
    assert "La ville vote le budget en 1912." in [span.text for span in covered.asked]


def test_evidence_over_two_sentences_asks_about_the_one_that_holds_the_answer() -> None:
    covered = changed('"La ville vote le budget en 1912."', '"budget en 1912. M. Macron cite"')
    assert [span.text[:9] for span in covered.asked] == ["La ville ", "Le consei"]
    assert [(span.text[:9], ids) for span, ids in covered.given] == [("M. Macron", ("vote",))]


def test_what_is_given_is_told_with_the_items_that_give_it(tmp_path: Path) -> None:
    """Each item once, in the order of the banks; a sensitive one gives nothing."""
    over = '"budget en 1912. M. Macron cite l\'art. 5"'
    given = VILLAGE.replace('"La ville vote le budget en 1912."', over)
    given = given.replace('"vote le budget en 1912"', f"[{over}, 'La ville vote le budget']")
    course = courses.on_disk(tmp_path, given)
    assert run(course, "--given") == (
        "t: 2 of 4 sentences asked about (50%), 1 of them once, 1 only given, 1 untouched\n"
        "  only given:\n"
        "    l. 2: M. Macron cite l’art. 5 et 13,5 points. (vote, budget)\n"
    )
    assert "M. Macron" not in run(course)


def test_what_a_sensitive_item_asks_and_another_gives_is_given() -> None:
    """It counts as before: an item that is not sensitive quotes it."""
    covered = changed('"Le conseil demande deux", ', '{quote: "Une bagarre éclate", mark: "bagarre"}, ')
    assert "Une bagarre éclate sur la place." in [span.text for span in covered.asked]
    covered = changed(
        'evidence: "vote le budget en 1912"', 'evidence: ["vote le budget en 1912", "Une bagarre éclate"]'
    )
    assert [(span.text, ids) for span, ids in covered.given] == [
        ("Une bagarre éclate sur la place.", ("budget",))
    ]


def test_a_sentence_without_a_word_does_not_count() -> None:
    """No evidence can quote it."""
    assert measured(VILLAGE.replace("\nAu village\n", "\nAu village\n\n* * *\n\n")).counted == 4


def test_a_sensitive_item_beside_another_leaves_nothing_out() -> None:
    covered = changed('    sensitive: "Une bagarre."\n', "")
    assert covered.share == 0.6
    assert "Une bagarre éclate sur la place." not in left_out(covered)


def test_a_sensitive_item_takes_nothing_from_what_others_ask() -> None:
    covered = changed(
        '    category: date\n    prompt: "Selon le texte, que',
        '    sensitive: "x"\n    prompt: "Selon le texte, que',
    )
    assert "La ville vote le budget en 1912." in [span.text for span in covered.asked]


def test_a_retired_item_asks_nothing() -> None:
    covered = changed("    type: true-false\n", '    retired: "2026, faux"\n    type: true-false\n')
    assert covered.share == 0.25


def test_silence_and_the_whole_text_are_no_sentences() -> None:
    covered = changed('["Le conseil demande deux", "demande deux écoles."]', '{whole: "on le voit partout"}')
    assert covered.share == 0.25


# What an answer rests on

FOUR = """\
-- seeds/sources.yaml --
t: {file: t.txt, label: "le texte"}
lettre: {file: l.txt, label: "la lettre"}
-- seeds/t.txt --
La ville vote le budget. Le maire refuse la loi. Le conseil demande deux écoles. Le préfet attend un avis.
Toute ville paie en or. Nulle ville n’a assez d’or.
-- seeds/l.txt --
Le port attire des marins. La loi est votée.
-- questions/b.yaml --
source: t
items:
"""
PASSAGE = '"La ville vote le budget. Le maire refuse la loi."'
BOTH = '["La ville vote le budget", "Le maire refuse"]'

RESTING = {
    "short: where the answer stands": (
        f"""
    type: short
    answer: "la loi"
    evidence: {PASSAGE}""",
        ["Le maire"],
        ["La ville"],
    ),
    "short: where the mark stands": (
        f"""
    type: short
    answer: "il dit non"
    evidence: {{quote: {PASSAGE}, mark: "refuse"}}""",
        ["Le maire"],
        ["La ville"],
    ),
    "choice: word for word": (
        f"""
    type: choice
    answer: "le budget"
    distractors: ["une école", "un port"]
    evidence: {PASSAGE}""",
        ["La ville"],
        ["Le maire"],
    ),
    "choice: in other words": (
        f"""
    type: choice
    answer: "le refus de cette loi"
    distractors: ["une école", "un port"]
    evidence: {BOTH}""",
        ["Le maire"],
        ["La ville"],
    ),
    "choice: in other words of both": (
        f"""
    type: choice
    answer: "la ville a voté, et le maire a refusé"
    distractors: ["une école", "un port"]
    evidence: {BOTH}""",
        ["La ville", "Le maire"],
        [],
    ),
    "choice: words that several have tell none from the others": (
        """
    type: choice
    answer: "cette ville et ce qu’elle paie"
    distractors: ["une école", "un port"]
    evidence: ["La ville vote", "Toute ville paie"]""",
        ["Toute vi"],
        ["La ville"],
    ),
    "choice: or all of them where they tell nothing else": (
        """
    type: choice
    answer: "cette ville"
    distractors: ["une école", "un port"]
    evidence: ["La ville vote", "Toute ville paie", "Le maire refuse"]""",
        ["La ville", "Toute vi"],
        ["Le maire"],
    ),
    "choice: nothing where no word of it stands": (
        f"""
    type: choice
    answer: "tout"
    distractors: ["une école", "un port"]
    evidence: {BOTH}""",
        [],
        ["La ville", "Le maire"],
    ),
    "choice: words too short to tell, where they stand": (
        """
    type: choice
    answer: "l’or"
    distractors: ["une école", "un port"]
    evidence: ["La ville vote", "Toute ville paie en or."]""",
        ["Toute vi"],
        ["La ville"],
    ),
    "choice: the first place of a passage": (
        """
    type: choice
    answer: "l’or"
    distractors: ["une école", "un port"]
    evidence: "Toute ville paie en or. Nulle ville n’a assez d’or." """,
        ["Toute vi"],
        ["Nulle vi"],
    ),
    "choice: what is marked, whatever else tells of it": (
        """
    type: choice
    answer: "il refuse le budget de la ville"
    distractors: ["une école", "un port"]
    evidence: ["La ville vote le budget", {quote: "Le maire refuse", mark: "refuse"}]""",
        ["Le maire"],
        ["La ville"],
    ),
    "choice: what is marked for one answer, and where the other stands": (
        """
    type: choice
    answers: ["non", "le budget"]
    distractors: ["une école", "un port"]
    evidence: ["La ville vote le budget", {quote: "Le maire refuse", mark: "refuse"}]""",
        ["La ville", "Le maire"],
        [],
    ),
    "choice: all that proves it": (
        """
    type: choice
    answer: "non"
    distractors: ["oui", "peut-être"]
    evidence: {quote: "Le maire refuse", mark: "refuse"}""",
        ["Le maire"],
        [],
    ),
    "choice: each of two answers": (
        f"""
    type: choice
    answers: ["le budget", "un refus de la loi"]
    distractors: ["une école", "un port"]
    evidence: {BOTH}""",
        ["La ville", "Le maire"],
        [],
    ),
    "choice: evidence that no answer needs": (
        """
    type: choice
    answers: [{text: "le budget", evidence: "vote le budget"}, {text: "la loi", evidence: "refuse la loi"}]
    distractors: ["une école", "un port"]
    evidence: "Le conseil demande deux écoles" """,
        ["La ville", "Le maire"],
        ["Le conse"],
    ),
    "choice: not said": (
        """
    type: choice
    answer: not-said
    distractors: ["dix", "cent"]
    evidence: {quote: "Le conseil demande deux écoles", absent: ["prix"]}""",
        [],
        ["Le conse"],
    ),
    "true-false: all that the statement is held against": (
        f"""
    type: true-false
    answer: true
    evidence: {BOTH}
    also: "Le préfet attend" """,
        ["La ville", "Le maire", "Le préfe"],
        [],
    ),
    "true-false: or what is marked": (
        f"""
    type: true-false
    answer: false
    correction: "Il refuse."
    evidence: {{quote: {PASSAGE}, mark: "refuse"}}""",
        ["Le maire"],
        ["La ville"],
    ),
    "true-false: not said": (
        """
    type: true-false
    answer: not-said
    evidence: {quote: "Le maire refuse la loi", absent: ["trois"]}""",
        [],
        ["Le maire"],
    ),
    "cloze: where its gaps are": (
        """
    type: cloze
    text: "La ville vote le budget. Le maire refuse {{c1::la loi}}." """,
        ["Le maire"],
        ["La ville"],
    ),
    "cloze: where its gaps are, though their words stand before": (
        """
    type: cloze
    text: "Le maire refuse la loi. {{c1::Le}} conseil demande deux {{c2::écoles}}. Le préfet attend" """,
        ["Le conse"],
        ["Le maire", "Le préfe"],
    ),
    "cloze: of one's own": (
        f"""
    type: cloze
    text: "Au maire il ne plaît pas, {{{{c1::la loi}}}}."
    evidence: {PASSAGE}""",
        ["Le maire"],
        ["La ville"],
    ),
    "who-says-it: the statement, and the name": (
        """
    type: who-says-it
    statement: "Le conseil demande deux écoles. Le préfet attend"
    answer: "le maire"
    evidence: ["La ville vote le budget", "Le maire refuse"]""",
        ["Le maire", "Le conse", "Le préfe"],
        ["La ville"],
    ),
    "match: the right side": (
        f"""
    type: match
    pairs:
      - {{id: a, left: "la ville", right: "refuser la loi", evidence: {PASSAGE}}}
      - {{id: b, left: "le maire", right: "attendre un avis", evidence: ["Le maire", "attend un avis"]}}
    evidence: "Le conseil demande deux écoles" """,
        ["Le maire", "Le préfe"],
        ["La ville", "Le conse"],
    ),
    "classify: each statement": (
        """
    type: classify
    classes: {fait: "un fait", avis: "un avis"}
    statements:
      - {id: a, class: fait, text: "La ville vote le budget. Le maire refuse la loi.", mark: "vote"}
      - {id: b, class: avis, text: "Le conseil demande deux écoles."}
    evidence: "Le préfet attend" """,
        ["La ville", "Le conse"],
        ["Le maire", "Le préfe"],
    ),
    "order: each step": (
        """
    type: order
    by: text
    steps:
      - {text: "le vote du budget", evidence: "La ville vote le budget. Le maire refuse"}
      - {text: "la demande", evidence: "Le conseil demande"}
    evidence: "Le préfet attend" """,
        ["La ville", "Le conse"],
        ["Le maire", "Le préfe"],
    ),
    "order: the passage that states it": (
        f"""
    type: order
    by: stated
    steps: [{{text: "le vote"}}, {{text: "le refus", evidence: "Le maire refuse"}}]
    evidence: {PASSAGE}""",
        ["La ville", "Le maire"],
        [],
    ),
    "open: each element": (
        f"""
    type: open
    elements:
      - {{points: 1, text: "Le maire ne veut pas.", evidence: {PASSAGE}}}
      - {{points: 1, text: "On attend.", evidence: "Le préfet attend"}}
    evidence: "Le conseil demande" """,
        ["Le maire", "Le préfe"],
        ["La ville", "Le conse"],
    ),
    "comparison: each cell": (
        f"""
    type: comparison
    source: [t, lettre]
    rows:
      - id: loi
        criterion: "La loi"
        cells:
          t: {{answer: "on n’en veut pas : refus", evidence: {PASSAGE}}}
          lettre: {{answer: "elle est votée", evidence: "attire des marins. La loi est votée"}}
        verdict: differ
      - id: port
        criterion: "Le port"
        cells:
          t: {{answer: not-said, evidence: {{quote: "Le préfet attend", absent: ["port"]}}}}
          lettre: {{answer: not-said, evidence: {{absent: ["bateau"]}}}}
    evidence: {{quote: "Le conseil demande", source: t}}""",
        ["Le maire", "La loi e"],
        ["La ville", "Le conse", "Le préfe", "Le port "],
    ),
    "choice: of two texts, a passage of each": (
        """
    type: choice
    source: [t, lettre]
    answer: "l’un et l’autre"
    distractors: ["aucun", "un seul"]
    evidence: [{quote: "Le maire refuse", source: t}, {quote: "La loi est votée", source: lettre}]""",
        ["Le maire", "La loi e"],
        [],
    ),
}


@pytest.mark.parametrize(("item", "asked", "given"), RESTING.values(), ids=RESTING)
def test_an_answer_rests_on(item: str, asked: list[str], given: list[str]) -> None:
    prompt = "" if "who-says-it" in item else '\n    prompt: "Selon le texte, quoi ?"'
    compilation = courses.compiled(f"{FOUR}  - id: a{item}{prompt}\n")
    assert [found.message for found in compilation.diagnostics if found.is_error] == []
    held = coverage.measure(compilation)
    assert [span.text[:8] for covered in held for span in covered.asked] == asked
    assert [span.text[:8] for covered in held for span, _ in covered.given] == given
    assert {ids for covered in held for _, ids in covered.given} <= {("a",)}


def test_every_item_of_ours_asks_about_something() -> None:
    """But for what the text does not say, what is judged as a whole, and what is sensitive."""
    compilation = build.compile_only(courses.ROOT)
    quoting = [
        resolved
        for resolved in compilation.items
        if resolved.item.sensitive is None
        and any(not (proof.absences or proof.wholes) for proof in resolved.proofs)
    ]
    assert len(quoting) > 70
    for resolved in quoting:
        alone = coverage.measure(replace(compilation, items=(resolved,)))
        assert any(covered.asked for covered in alone), resolved.item.id


def test_every_form_is_told() -> None:
    assert {name.partition(":")[0] for name in RESTING} == set(FORMS)


# What is left out


@pytest.mark.parametrize(
    "skipped",
    [
        "Photo : archives de la ville.",
        "Photo : archives de la ville",
        "Photo: archives de la ville",
        "J.-C. selon le maire. Photo : archives de la ville.",
    ],
    ids=["word for word", "without its full stop", "typed", "with words before"],
)
def test_a_skipped_sentence_is_left_out(skipped: str) -> None:
    covered = changed('["Photo : archives de la ville."]', f'["{skipped}"]')
    assert left_out(covered)["Photo : archives de la ville."] == "skipped in sources.yaml"
    assert len(covered.unasked) == 2


def test_a_skipped_sentence_is_left_out_wherever_it_stands() -> None:
    twice = "Photo : archives de la ville."
    covered = changed("\nAu village\n", f"\n{twice}\nAu village\n")
    assert [span.text for span, _ in covered.left_out].count(twice) == 2
    assert twice not in unasked(covered)


def test_a_part_of_a_sentence_skips_nothing() -> None:
    covered = changed('["Photo : archives de la ville."]', '["archives de la ville."]')
    assert len(covered.unasked) == 3


def test_a_heading_that_asks_is_left_out() -> None:
    assert left_out(changed("Au village\n", "Au village ?\n"))["Au village ?"] == "a heading"


def test_a_heading_right_over_its_paragraph_is_left_out() -> None:
    """Where blank lines part paragraphs, and it has none after it; in a line the same words are text."""
    covered = changed("\nAu village\n", "\nAu village il pleut.\n\nAu village\n")
    assert [span.text for span, reason in covered.left_out if reason == "a heading"] == ["Au village"]
    assert "Au village il pleut." in unasked(covered)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", " \n\t"])
def test_a_heading_that_fills_its_lines_is_a_paragraph(end: str) -> None:
    text = f"Une rue{end}Le{end}pont{end}Le pont est là.{end}{end}Le pont"
    places = [
        (at, at + len(words)) for words in (f"Le{end}pont", "Le pont", "rue") if (at := text.find(words))
    ]
    held = sentences.headed(text, "blank", places)
    assert [text[slice(*place)] for place in held] == [
        "Une rue",
        f"Le{end}pont",
        "Le pont est là.",
        "Le pont",
    ]


@pytest.mark.parametrize("place", [(0, 3), (0, 7), (4, 7), (4, 14), (0, 14)])
def test_words_that_fill_no_line_or_a_paragraph_part_none(place: tuple[int, int]) -> None:
    text = "Une rue longue\n\nLà"
    assert sentences.headed(text, "blank", [place]) == sentences.paragraphs(text, "blank")


def test_words_of_a_heading_in_the_text_stay() -> None:
    covered = changed("Le pont date de", "Le pont au village date de")
    assert list(left_out(covered)).count("Au village") == 1
    assert len(covered.unasked) == 2


# Where a sentence ends


@pytest.mark.parametrize(
    "sentence",
    [
        "M. Macron cite le texte.",
        "MM. Alder et Roche, avec Mme. Roche et Mlle. Brun, partent.",
        "M. J. Alder vote.",
        "Selon l’art. 5 de la loi, c’est permis.",
        "Voir p. 3, chap. 2, t. 1 et fig. 4 du livre.",
        "Il habite au n° 5 du quai.",
        "Il y a 13,5 points et 1 500 salarié·es.",
        "Le pont date de 50 av. J.-C. selon le maire.",
        "En 52 av. J.-C. Rome prend la ville.",
        "J.-C. Brun écrit au maire.",
        "Des pommes, des poires, etc. sont vendues.",
        "Il hésite… puis part.",
        "Il hésite... puis part.",
        "« Où va-t-on ? » demande le maire.",
        "« Assez ! » crie-t-elle.",
        "Le texte d’example.org est long.",
        "Mr. Alder and Mrs. Roche met Dr. Brun.",
        "See fig. 3, vol. 2, for 13.5 points.",
        "Some, e.g. the mayor, agreed, i.e. they voted.",
        "The U.S. army came.",
        "“Why?” asked the mayor.",
        '"Stop!" he cried.',
        "St. John ran to no. 5.",
        "Am 3. März legten sie im 19. Jahrhundert die Arbeit nieder.",
        "Seit dem 19. Jh. stehen dort z. B. Mühlen, z.B. Sägen, u. a. Banken, d. h. Geld.",
        "I. d. R. Mühlen, z. T. Sägen.",
        "Prof. Weiß und Dr. h. c. Alder wohnen bzw. Roche wohnt in der Bahnhofstr. 5 oder Talstr. 7.",
        "Nach Nr. 5, Abs. 2, S. 12, Kap. 3 und Bd. 4 kostet es ca. 12 Mio. Euro, inkl. Mrd. Cent.",
        "Vgl. Hrsg. Roche, geb. Brun, aus Bad St. Georg, lt. Hr. Weiß und vgl. Fr. Alder.",
        "Es war 44 v. Chr. ein Rat, wie bei Tieren usw. auch.",
        "El Sr. Alder, la Sra. Roche, D. Juan y Dña. Ana leen la pág. 5, núm. 2 y cap. 3, p. ej. hoy.",
        "En EE. UU. viven unos, en el 44 a. C. Roma cae.",
        "Il dott. Rossi e il Sig. Verdi, nel 44 a.C. a Roma, leggono pag. 5, n. 3 e art. 2, avv. Bianchi.",
        "A Dra. Ana, o Sr. Alder e a Profa. Rute leem a pág. 5 do n.º 3.",
        "Bijv. Jan, dhr. Alder, mevr. Roche, o.a. Piet en d.w.z. Ans lezen blz. 5, nr. 3, t.o.v. Kees.",
        "La Sra. Roca, p. ex. Anna, llegeix la pàg. 5 i el núm. 2.",
        "See No. 5 and Fig. 3, said Prof. Alder, Sen. Roche, Rev. Brun and the U.S. Mint, approx. May.",
        "„Wer kommt?“ fragte sie.",
        "»Wer kommt?« fragte sie.",
    ],
)
@pytest.mark.parametrize("mode", ["lines", "blank"])
def test_this_is_one_sentence(sentence: str, mode: str) -> None:
    text = f"Il pleut. {sentence} Le maire rit."
    assert split(text, mode) == ["Il pleut.", sentence, "Le maire rit."]


@pytest.mark.parametrize(
    "parts",
    [
        ["Il part.", "Elle reste !", "Pourquoi ?", "Fin"],
        ["Il hésite…", "Il part...", "Londres."],
        ["« Pourquoi ? »", "Le maire se tait."],
        ["Il dit : « Non. »", "Puis il part."],
        ["Elle demande : « Qui vote ? »", "Nul ne sait."],
        ["“Why?”", "Nobody knew."],
        ['He said: "Stop."', "They ran."],
        ["Il part (enfin !).", "Elle reste."],
        ["Quoi ?!", "Rien."],
        ["Es waren 12.", "Dann kam der Rat.", "Das war 1911.", "März und April waren kalt."],
        ["Il vit en 1912.", "Elle naît en 1921.", "13 ans passent."],
        ["Il pleut.", "« Bien », dit-il."],
        ["Il pleut.", "(Enfin.)", "Il part."],
        ["C’est fini\xa0!", "Il part\u202f?", "Oui."],
        ["„Es ist gut.“", "Dann ging er.", "‚Nein.‘", "Er kam."],
        ["»Es ist gut.«", "Dann ging er.", "»So?«", "Er kam."],
        ["Er rief: „Die Stadt sagt: ‚Nein.‘“", "Dann ging er.", "„Ja.“"],
        ["Es gibt Äpfel, Birnen usw.", "Dann ging er.", "Das war 44 v. Chr.", "Er kam."],
        ["Er ändert das Gen.", "Es ist Nr.", "Er sog Luft ein.", "Er wohnt in der Str.", "Dort ist es."],
        ["¿Viene?", "Él dice que no.", "Vive en EE. UU.", "Allí hay ríos, etc.", "Ella va."],
        ["Sto bene, ecc.", "Lui dice di no.", "Non viene da me.", "Ma essi partono."],
        ["Han skammer sig.", "Så går han.", "Hij gaat, enz.", "Zij komt."],
        ["Come on.", "They left at 5 p.m.", "He said no.", "She met King Jr.", "It was a.", "Then b.", "So."],
        ["C’est mon prof.", "Il part au sud.", "Elle lit son journal."],
    ],
    ids=" | ".join,
)
def test_these_are_sentences(parts: list[str]) -> None:
    assert split(" ".join(parts)) == parts
    assert split("  ".join(parts) + "\n") == parts


@pytest.mark.parametrize(
    "parts",
    [
        ["市政府在1912年通过了预算。", "“没有钱的城市没有学校！”", "他走了？", "是的"],
        ["町長は反対した（強く）。", "「学校がない。」", "議会は二校を求めた。"],
    ],
    ids="|".join,
)
def test_full_width_marks_end_a_sentence_without_a_blank(parts: list[str]) -> None:
    assert split("".join(parts)) == parts


@pytest.mark.parametrize(
    "parts",
    [
        ["هل صوت المجلس؟", "نعم، في عام 1912.", "انتهى."],
        ["کیا کونسل نے ووٹ دیا؟", "ہاں۔", "ختم۔"],
        ["परिषद ने मतदान किया।", "महापौर चले गए॥", "अंत।"],
    ],
    ids=" | ".join,
)
def test_marks_of_other_scripts_end_a_sentence(parts: list[str]) -> None:
    assert split(" ".join(parts)) == parts


def test_a_small_letter_on_the_next_line_goes_on() -> None:
    text = "Es gibt Äpfel usw.\nund Birnen.\nUnd Nüsse."
    assert split(text, "blank") == ["Es gibt Äpfel usw.\nund Birnen.", "Und Nüsse."]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_paragraph_ends_a_sentence(end: str) -> None:
    text = f"Un titre{end}Une phrase qui{end}continue{end}{end}Une autre{end} \t{end}Fin."
    lines = ["Un titre", "Une phrase qui", "continue", "Une autre", "Fin."]
    assert split(text) == lines
    assert split(text, "blank") == [f"Un titre{end}Une phrase qui{end}continue", "Une autre", "Fin."]


def test_no_words_are_no_sentence() -> None:
    assert split("") == split(" \n\r\n\t") == split("\n", "blank") == []


def split(text: str, mode: str = "lines") -> list[str]:
    return [text[start:end] for start, end in sentences.sentences(text, mode)]
