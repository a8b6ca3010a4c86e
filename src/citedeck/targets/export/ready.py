"""What a release writes for a school's platform: each ready worksheet, and the whole course."""

from __future__ import annotations

from collections.abc import Iterator

from citedeck.languages import catalogue
from citedeck.messages import progress
from citedeck.model import Compilation, Course, Output, Sheet, Worksheet
from citedeck.sheets import choice
from citedeck.sheets.choice import Wish
from citedeck.targets import export
from citedeck.targets.export import questions
from citedeck.targets.export.questions import Quiz, Setting
from citedeck.targets.paper.bundles import EXPORTS
from citedeck.targets.word import WHOLE

READY = ("moodle", "pronote", "gift")


def render(compilation: Compilation, course: Course, mark: str) -> Iterator[Output]:
    """The files of a course; `mark` stands in each, and says what course they were made of."""
    for stem, quiz in progress.through("writing for platforms", list(_quizzes(compilation, course))):
        for name in READY:
            exported = export.export(name, quiz, mark)
            if exported.count:
                yield Output(path(stem, name), exported.data)


def path(stem: str, name: str) -> str:
    """Where a quiz stands in a format."""
    return f"{EXPORTS}{stem}{export.of(name).ENDING}"


def stem_of(worksheet: Worksheet) -> str:
    """The name of a worksheet's files without their endings: all its versions ask the same."""
    return str(worksheet.id)


def whole(course: Course) -> str:
    """The name of the files with all questions."""
    return f"{course.id}{WHOLE}{catalogue.of(course.language)['all_questions_name']}"


def _quizzes(compilation: Compilation, course: Course) -> Iterator[tuple[str, Quiz]]:
    """The worksheets that are not kept for assessments, and all questions."""
    setting = Setting(compilation, course)
    first = {str(sheet.worksheet.id): sheet for sheet in reversed(compilation.sheets)}
    for worksheet in course.worksheets:
        if not worksheet.reserve and (sheet := first.get(worksheet.id)):
            yield stem_of(worksheet), _of_sheet(sheet, course, setting)
    chosen = choice.choose(compilation.items, Wish(everything=True), course)
    if chosen.items:
        yield (
            whole(course),
            questions.of_items(chosen.items, setting, questions.left_out(chosen.left_out, setting)),
        )


def _of_sheet(sheet: Sheet, course: Course, setting: Setting) -> Quiz:
    kept = [entry for entry in sheet.entries if not course.reserves(entry.resolved.item)]
    others = [str(entry.resolved.item.id) for entry in sheet.entries if entry not in kept]
    title = str(sheet.worksheet.title)
    return questions.quiz(kept, setting, title, questions.left_out(others, setting))
