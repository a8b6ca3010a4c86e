"""What editors know of YAML, for tests: yaml-language-server, spoken to over stdio as they do."""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from browser import NODE, program

_SERVER = NODE / "yaml-language-server" / "bin" / "yaml-language-server"
_PATIENCE = 300
"""Seconds until a server that hangs is ended, so that its test fails."""


class Server:
    """A language server that has been started, and the settings it asks its editor for."""

    def __init__(self, process: subprocess.Popen[bytes], settings: Mapping[str, Any]) -> None:
        self.process, self.settings = process, settings
        self.asked = 0

    def ask(self, method: str, **params: Any) -> Any:
        """The answer to a request."""
        self.asked += 1
        self._send({"id": self.asked, "method": method, "params": params})
        return self._until(lambda said: said.get("id") == self.asked and "method" not in said)["result"]

    def tell(self, method: str, **params: Any) -> None:
        """A notification."""
        self._send({"method": method, "params": params})

    def opened(self, path: Path, text: str) -> list[tuple[int, str]]:
        """What is said of a file that was opened: lines, from 1, with messages."""
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", textDocument=document)
        said = self._until(
            lambda said: (
                said.get("method") == "textDocument/publishDiagnostics"
                and said["params"]["uri"] == document["uri"]
            )
        )
        found = said["params"]["diagnostics"]
        return [(one["range"]["start"]["line"] + 1, one["message"]) for one in found]

    def at(self, method: str, path: Path, line: int, column: int) -> Any:
        """The answer to a request about a place of an opened file, line and column from 1."""
        place = {"line": line - 1, "character": column - 1}
        return self.ask(f"textDocument/{method}", textDocument={"uri": path.as_uri()}, position=place)

    def _until(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        while True:
            said = self._heard()
            if wanted(said):
                return said
            if "method" in said and "id" in said:
                self._send({"id": said["id"], "result": self._wanted_by(said)})

    def _wanted_by(self, said: Mapping[str, Any]) -> Any:
        if said["method"] != "workspace/configuration":
            return None
        return [self.settings.get(item["section"]) for item in said["params"]["items"]]

    def _send(self, message: Mapping[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(data) + data)
        self.process.stdin.flush()

    def _heard(self) -> dict[str, Any]:
        """The next message: its headers, an empty line, its words."""
        assert self.process.stdout is not None
        length = 0
        while (line := self.process.stdout.readline()) != b"\r\n":
            assert line, "the language server is gone"
            name, _, value = line.partition(b":")
            length = int(value) if name == b"Content-Length" else length
        return json.loads(self.process.stdout.read(length))


@contextmanager
def editor(root: Path, settings: Mapping[str, Any]) -> Iterator[Server]:
    """A language server for a folder; a skip that names what is missing."""
    node = program("node")
    if not _SERVER.is_file():
        pytest.skip("yaml-language-server is not installed: make test installs it where npm is")
    command = [node, str(_SERVER), "--stdio"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        watch = threading.Timer(_PATIENCE, process.kill)
        watch.start()
        server = Server(process, settings)
        folder = {"uri": root.as_uri(), "name": root.name}
        able = {"workspace": {"configuration": True, "workspaceFolders": True}}
        server.ask(
            "initialize", processId=None, rootUri=folder["uri"], workspaceFolders=[folder], capabilities=able
        )
        server.tell("initialized")
        server.tell("workspace/didChangeConfiguration", settings=settings)
        try:
            yield server
        finally:
            watch.cancel()
            process.kill()
