"""How long an author waits: from the moment a bank is saved until `check --watch` has said its verdict.

Example: python tests/bench/watch_bench.py COURSE questions/BANK.yaml
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from statistics import median

SAVES = 9
STILL = 0.5
"""Seconds of quiet before each save: the first look of the program after it comes when it comes."""


def waited(course: Path, bank: str, saves: int = SAVES) -> list[float]:
    """Seconds from save to verdict, of some saves of a bank; each adds a comment to it."""
    command = [sys.executable, "-m", "citedeck", "check", str(course), "--watch"]
    path, seconds = course / bank, []
    words = path.read_text(encoding="utf-8")
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        _verdict(process)
        for number in range(saves):
            time.sleep(STILL)
            beside = path.with_name(f".{path.name}.new")
            beside.write_text(f"{words}# {number}\n", encoding="utf-8")
            saved = time.perf_counter()
            beside.replace(path)
            _verdict(process)
            seconds.append(time.perf_counter() - saved)
        process.kill()
    path.write_text(words, encoding="utf-8")
    return seconds


def _verdict(process: subprocess.Popen[str]) -> None:
    """Wait until a check is done."""
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith("checked at"):
            return
    raise RuntimeError(process.args)


if __name__ == "__main__":
    of_course = waited(Path(sys.argv[1]), sys.argv[2])
    print(f"{median(of_course) * 1000:.0f} ms, at best {min(of_course) * 1000:.0f} ms")
