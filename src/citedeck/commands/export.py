"""Questions for a platform: chosen as for a worksheet, in one file with the report of what does not go."""

from __future__ import annotations

from pathlib import Path

from citedeck.commands import build, disk, worksheet
from citedeck.model import Compilation
from citedeck.quick import dataclass
from citedeck.sheets import choice
from citedeck.sheets.choice import Chosen, Wish
from citedeck.targets import export as formats
from citedeck.targets.export import questions


@dataclass(frozen=True, slots=True)
class Done:
    """What was written where, and its report; nothing where `refused` says why."""

    compilation: Compilation
    target: Path = Path()
    report: tuple[str, ...] = ()
    refused: str = ""


def export(
    root: Path, name: str, target: Path | None, wish: Wish, *, with_essays: bool = False, force: bool = False
) -> Done:
    """Write the questions that a wish asks for in a format, to a file that is not there yet.

    Raises UsageError where it is there and nobody says `force`, and where the wish names what the
    course has not.
    """
    compilation = build.compile_only(root)
    course = compilation.course
    if compilation.broken or course is None:
        return Done(compilation)
    path = target or Path(f"{course.id}{formats.of(name).ENDING}")
    if not force and (path.exists() or path.is_symlink()):
        raise disk.UsageError(f"{path} is there already: name another file with --output, or add --force")
    worksheet.check_names(wish, compilation, course)
    worksheet.check_ids(wish, compilation)
    chosen = choice.choose(compilation.items, wish, course)
    if reason := worksheet.refused(chosen, wish):
        return Done(compilation, refused=reason)
    setting = questions.Setting(compilation, course, with_essays)
    left_out = questions.left_out(_left_out(chosen, wish, compilation), setting)
    exported = formats.export(name, questions.of_items(chosen.items, setting, left_out))
    if not exported.count:
        return Done(compilation, report=exported.report, refused=f"none of these can go to {name}")
    disk.replace_files({path: exported.data}, path.parent)
    return Done(compilation, path, exported.report)


def _left_out(chosen: Chosen, wish: Wish, compilation: Compilation) -> list[str]:
    """The ids of questions that were asked for and are not taken; of drawn ones nobody asks."""
    asked_for = [str(r.item.id) for r in compilation.items if wish.everything and choice.is_of(r, wish)]
    return [name for name in asked_for if name in chosen.left_out and name not in wish.without]
