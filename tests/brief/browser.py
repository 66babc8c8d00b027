"""A page in a real headless Chromium: what it shows, what it asks for, what it complains of.

The page comes from a server on the loopback interface with a policy that allows nothing but what stands in
the page itself: whatever it asks of any host, its own included, is refused and told on the console. The
browser resolves no name, so that it stays off the network too.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
SECONDS = 60
_PROBE = """<script>addEventListener("load", () => {
  const out = document.createElement("pre"); out.id = "probe";
  const asked = performance.getEntriesByType("resource").map(e => e.name);
  out.textContent = JSON.stringify({asked, found: (%s)()}); document.body.append(out); });</script>"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
_FOUND = re.compile(r'<pre id="probe">(.*?)</pre>', re.DOTALL)
_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-default-apps", "--disable-extensions", "--window-size=1000,1400",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--enable-logging=stderr",
    "--virtual-time-budget=5000", "--dump-dom",
)  # fmt: skip


@dataclass(frozen=True)
class Seen:
    """What the probe returned, the addresses that the page tried to load, and the console's lines."""

    found: Any
    asked: list[str]
    console: list[str]


def look(page: str, probe: str) -> Seen:
    """Open the page and run `probe`, a JavaScript function of no arguments whose result is JSON.

    Skips the test where no Chromium is installed.
    """
    browser = next(filter(None, map(shutil.which, NAMES)), None)
    if browser is None:
        pytest.skip(f"no Chromium here (looked for {', '.join(NAMES)}); apt-get install chromium")
    page = page.replace("</body>", _PROBE % probe + "</body>")
    with _served(page) as port, tempfile.TemporaryDirectory() as profile:
        command = [browser, *_FLAGS, f"--user-data-dir={profile}", f"http://127.0.0.1:{port}/"]
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=SECONDS, check=True, stdin=subprocess.DEVNULL
        )
    match = _FOUND.search(done.stdout)
    assert match, f"the page did not load: {done.stdout[:300]} {done.stderr[-600:]}"
    text = match[1].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    console = [line for line in done.stderr.splitlines() if ":CONSOLE" in line]
    seen = json.loads(text)
    return Seen(seen["found"], seen["asked"], console)


@contextmanager
def _served(page: str) -> Iterator[int]:
    """A server of one page on the loopback interface; the port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = page.encode() if self.path == "/" else b""
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Security-Policy", _POLICY)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
