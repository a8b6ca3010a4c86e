"""Firefox for tests, by its own remote protocol (Marionette), which needs no driver: messages of JSON."""

from __future__ import annotations

import json
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import browser as browsers

_PREFERENCES = """\
user_pref("marionette.port", 0);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("toolkit.telemetry.reportingpolicy.firstRun", false);
user_pref("app.update.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("ui.prefersReducedMotion", 1);
"""

_PATIENCE = 60
"""Seconds until it is there."""


class Firefox:
    """A window of it: pages opened, what they say, keys pressed."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=_PATIENCE)
        self._stream = self._socket.makefile("rb")
        self._number = 0
        self._read()  # what it calls itself
        self._call("WebDriver:NewSession", capabilities={})

    def _read(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            length += self._stream.read(1)
        return json.loads(self._stream.read(int(length[:-1])))

    def _call(self, command: str, **parameters: object) -> Any:
        self._number += 1
        message = json.dumps([0, self._number, command, parameters]).encode()
        self._socket.sendall(b"%d:%s" % (len(message), message))
        _, _, error, result = self._read()
        if error:
            raise RuntimeError(f"{command}: {error['message']}")
        return result

    def open(self, path: Path, hash: str = "") -> None:
        """A page, from its file; an empty one before, so that another hash is another visit."""
        self._call("WebDriver:Navigate", url="about:blank")
        self._call("WebDriver:Navigate", url=f"{path.as_uri()}{hash}")

    def run(self, script: str, *arguments: object) -> Any:
        """What a function's body returns within the page; the page's policy does not hold it."""
        return self._call("WebDriver:ExecuteScript", script=script, args=arguments, sandbox=None)["value"]

    def press(self, *keys: str) -> None:
        """Keys, by the characters WebDriver has for them, wherever the focus is."""
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self._call("WebDriver:PerformActions", actions=[{"type": "key", "id": "keys", "actions": actions}])

    def resize(self, width: int, height: int) -> None:
        """The page itself, without what stands around it."""
        self._call("WebDriver:SetWindowRect", width=width, height=height)
        inner = self.run("return [innerWidth, innerHeight]")
        self._call("WebDriver:SetWindowRect", width=2 * width - inner[0], height=2 * height - inner[1])

    def picture(self) -> str:
        """What is seen, as PNG in base 64."""
        return self._call("WebDriver:TakeScreenshot", full=False)["value"]

    def quit(self) -> None:
        self._call("Marionette:Quit", flags=["eForceQuit"])
        self._socket.close()


@contextmanager
def firefox(profile: Path) -> Iterator[Firefox]:
    """A headless Firefox with a profile of its own; a skip that names it where it is missing."""
    program = browsers.program("firefox-esr", "firefox")
    (profile / "user.js").write_text(_PREFERENCES, encoding="utf-8")
    command = [program, "--headless", "--marionette", "--no-remote", "--profile", str(profile)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            window = Firefox(_port(profile, process))
            yield window
            window.quit()
            process.wait(_PATIENCE)
        finally:
            process.kill()


def _port(profile: Path, process: subprocess.Popen[bytes]) -> int:
    """Where it listens: it writes that into its profile."""
    file = profile / "MarionetteActivePort"
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and process.poll() is None:
        if file.is_file() and (port := file.read_text(encoding="ascii").strip()):
            return int(port)
        time.sleep(0.05)
    raise RuntimeError("Firefox does not listen")
