"""How this very program gets an extra, `pdf` or `word`: the command that can be pasted.

A program that came from a folder cannot be had by its name: an index may not have it, or another one.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

NAME = "citedeck"


_HERE = "."


def command(extra: str) -> str:
    """What to type for an extra: in the environment this program is in, from where it came."""
    origin = _origin()
    wanted = _wanted(origin)
    where = f" (in the folder of {NAME})" if wanted == _HERE else ""
    named = f"{NAME}[{extra}] @ {wanted}" if "://" in wanted else f"{wanted}[{extra}]"
    return " ".join([*_installer(origin), f'"{named}"{where}'])


def _origin() -> Mapping[str, Any]:
    """Where this program was installed from, as its installer noted it; nothing where from an index."""
    try:
        noted = distribution(NAME).read_text("direct_url.json")
    except PackageNotFoundError:
        return {"url": ""}  # run from its sources
    return json.loads(noted) if noted else {}


def _wanted(origin: Mapping[str, Any]) -> str:
    """The program as an installer takes it: its name, its address, its folder."""
    if not origin:
        return NAME
    url = origin["url"]
    if vcs := origin.get("vcs_info"):
        revision = f"@{vcs['requested_revision']}" if vcs.get("requested_revision") else ""
        return f"{vcs['vcs']}+{url}{revision}"
    if urlsplit(url).scheme != "file":
        return url or _HERE
    path = Path(url2pathname(urlsplit(url).path))
    return str(path) if path.exists() else _HERE


def _installer(origin: Mapping[str, Any]) -> list[str]:
    """What installs into the environment of this program: pipx and uv keep one for each."""
    environment = Path(sys.prefix)
    if (environment / "pipx_metadata.json").is_file():
        return ["pipx", "install", "--force"]
    if (environment / "uv-receipt.toml").is_file():
        return ["uv", "tool", "install", "--force"]
    editable = ["--editable"] if origin.get("dir_info", {}).get("editable") else []
    return [*_pip(), *editable]


def _pip() -> list[str]:
    """The pip of this Python: by its short name where that is what the name means here; uv without one."""
    here = shutil.which("pip")
    if here and Path(here).parent == Path(sys.executable).parent:
        return ["pip", "install"]
    if find_spec("pip") is None:
        return ["uv", "pip", "install", "--python", f'"{sys.executable}"']
    return [f'"{sys.executable}"', "-m", "pip", "install"]
