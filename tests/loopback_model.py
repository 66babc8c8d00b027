"""A server on 127.0.0.1 that speaks OpenAI's chat protocol, with a scripted model behind it and scripted faults.

What it says of a sentence stands in a table, so that it is as steady as no model is. Before that answer it can do
whatever a test queues with `then`: be slow, break off, answer with 429 or 500, or with something that is no JSON.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Item = dict[str, Any]
Fault = Callable[["Handler", dict[str, Any]], None]
_NUMBERED = re.compile(r"^\[(\d+)\] (.*)$", re.MULTILINE)


def who(text: str, country: str | None = None, sector: str | None = None) -> Item:
    """An actor as the model tells it."""
    return {"text": text, "country": country, "sector": sector}


def act(trigger: str, kind: str, source: Item, *target: Item, **more: Any) -> Item:
    """A report as the model tells it, without the sentence's number."""
    told = {"trigger": trigger, "type": kind, "mode": None, "modality": "actual"}
    return {**told, "source": [source], "target": list(target), "confidence": 0.8, **more}


def wish(actor: Item, stance: str, what: str, kind: str, **more: Any) -> Item:
    """An interest as the model tells it, without the sentence's number."""
    told = {"actor": actor, "stance": stance, "what": what, "class": kind, "counterpart": None}
    return {**told, "modality": "actual", "confidence": 0.6, **more}


class Loopback:
    """The running server; `requests` are the bodies it got, `headers` their headers, `at` when each came."""

    def __init__(self, told: Mapping[str, Sequence[Item]] | None = None) -> None:
        self.told = told or {}
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.at: list[float] = []
        self.faults: deque[Fault] = deque()
        self.always: Fault | None = None
        self.lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Handler,), {"loopback": self}))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def url(self) -> str:
        """The base URL."""
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def then(self, *faults: Fault) -> None:
        """What the next requests get, one each, before the model is asked again."""
        self.faults.extend(faults)

    def __enter__(self) -> Loopback:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Stop; nobody listens at the address any more."""
        self._server.shutdown()
        self._server.server_close()

    def content(self, body: dict[str, Any]) -> str:
        """What the scripted model says to a request."""
        question = next(m["content"] for m in body["messages"] if m["role"] == "user")
        out: dict[str, list[Item]] = {"reports": [], "interests": []}
        for number, sentence in _NUMBERED.findall(question):
            for item in self.told.get(sentence, ()):
                kind = "interests" if "stance" in item else "reports"
                out[kind].append({"sentence": int(number), **item})
        return json.dumps(out)


class Handler(BaseHTTPRequestHandler):
    """Answers `POST /v1/chat/completions`."""

    loopback: Loopback

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        server = self.loopback
        with server.lock:
            server.requests.append(body)
            server.headers.append({name.lower(): value for name, value in self.headers.items()})
            server.at.append(time.monotonic())
            fault = server.faults.popleft() if server.faults else server.always
        if fault is None:
            self.say(server.content(body))
        else:
            fault(self, body)

    def say(self, content: str, finish: str = "stop", tokens: int | None = 100) -> None:
        """Answer as a model that wrote `content`."""
        choice = {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": content}}
        body: dict[str, Any] = {"id": "x", "object": "chat.completion", "created": 0, "model": "scripted"}
        body["choices"] = [choice]
        if tokens is not None:
            body["usage"] = {"prompt_tokens": tokens - 1, "completion_tokens": 1, "total_tokens": tokens}
        self.send(200, body)

    def send(self, status: int, body: object, headers: Mapping[str, str] | None = None) -> None:
        """Answer with a status, and JSON or raw text."""
        raw = body.encode() if isinstance(body, str) else json.dumps(body).encode()
        try:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(raw)))
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(raw)
        except OSError:
            self.close_connection = True  # the client has gone

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def status(code: int, message: str = "no", headers: Mapping[str, str] | None = None) -> Fault:
    """An error of the server."""
    return lambda handler, _: handler.send(code, {"error": {"message": message}}, headers)


def says(content: str, finish: str = "stop", tokens: int | None = 100) -> Fault:
    """A model that writes this."""
    return lambda handler, _: handler.say(content, finish, tokens)


def raw(text: str) -> Fault:
    """A body that is this text and calls itself JSON."""
    return lambda handler, _: handler.send(200, text)


def slow(seconds: float) -> Fault:
    """The model's answer, late."""

    def fault(handler: Handler, body: dict[str, Any]) -> None:
        time.sleep(seconds)
        handler.say(handler.loopback.content(body))

    return fault


def hang_up(handler: Handler, body: dict[str, Any]) -> None:
    """No answer: the connection is closed."""
    handler.close_connection = True


def refusing(*names: str) -> Fault:
    """A server that does not know these settings of a request, and says so."""

    def fault(handler: Handler, body: dict[str, Any]) -> None:
        for name in names:
            here = json.dumps({k: v for k, v in body.items() if k != "messages"})
            if f'"{name}"' in here:
                handler.send(400, {"error": {"message": f"Unsupported parameter: {name}"}})
                return
        handler.say(handler.loopback.content(body))

    return fault
