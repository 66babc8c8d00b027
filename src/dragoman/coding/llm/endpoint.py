"""A server that speaks OpenAI's chat protocol: where it is, and asking it one thing well.

Waiting and asking again after 408, 429, 5xx, a timeout or a broken connection is the `openai` client's work: it
waits as long as `Retry-After` says (up to two minutes), else twice as long each time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import Any, Protocol, cast

from dragoman.coding.llm.answers import Answer, AnswerError, read_answer
from dragoman.coding.llm.prompt import Message, Prompt
from dragoman.errors import InputError, MissingExtraError

_FORMS = ("json_schema", "json_object", "text")
_OTHERWISE = {"max_tokens": "max_completion_tokens", "seed": None, "temperature": None}
"""Settings that some servers refuse, and what they take instead."""


@dataclass(frozen=True)
class Endpoint:
    """Which server and model to ask, and how.

    `timeout` is in seconds a request; `retries` follow a request that failed, `attempts` are at an answer that can
    be read; `at_once` requests are under way together; `answer_tokens` is the longest answer asked for.
    """

    base_url: str
    model: str
    api_key: str = field(default="", repr=False)
    timeout: float = 120.0
    retries: int = 4
    attempts: int = 3
    at_once: int = 4
    answer_tokens: int = 4096

    def __post_init__(self) -> None:
        if not self.base_url.startswith(("http://", "https://")):
            raise InputError(
                f"{without_password(self.base_url)!r} is no address of a server",
                hint="Give one such as http://localhost:8000/v1.",
            )
        if not self.model:
            raise InputError(
                "no model is named", hint="Give the name by which the server knows it (--model)."
            )


@dataclass(frozen=True, slots=True)
class Reply:
    """What asking gave: the answer, or why there is none; and the tokens that it took.

    `mute` tells that the server did not answer at all, so that others would fare no better.
    """

    answer: Answer | None
    tokens: int
    failure: str = ""
    detail: str = ""
    mute: bool = False


class Model(Protocol):
    """Whoever answers a prompt."""

    def ask(self, messages: Sequence[Message], prompt: Prompt) -> Reply:
        """The reply to a conversation."""


@dataclass(frozen=True, slots=True)
class _Dialect:
    """How this server wants to be asked: form of the answer, and settings by the names it takes."""

    form: int = 0
    names: Mapping[str, str | None] = field(default_factory=lambda: {name: name for name in _OTHERWISE})

    def settings(self, schema: Mapping[str, Any], tokens: int) -> dict[str, Any]:
        values = {"max_tokens": tokens, "seed": 0, "temperature": 0}
        out: dict[str, Any] = {new: values[name] for name, new in self.names.items() if new}
        if _FORMS[self.form] == "json_schema":
            form = {"name": "coded", "strict": True, "schema": schema}
            out["response_format"] = {"type": "json_schema", "json_schema": form}
        elif _FORMS[self.form] == "json_object":
            out["response_format"] = {"type": "json_object"}
        return out

    def after(self, complaint: str) -> _Dialect | None:
        """The next thing to try once a server has complained; None when everything was tried."""
        if "response_format" not in complaint and "schema" not in complaint:
            for name, new in self.names.items():
                if new == name and name in complaint:
                    return replace(self, names={**self.names, name: _OTHERWISE[name]})
        return replace(self, form=self.form + 1) if self.form + 1 < len(_FORMS) else None


class Client:
    """Asks one endpoint; threads may share it. Raises MissingExtraError without the `openai` client."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self._openai: Any = _openai()
        self._dialect = _Dialect()
        self._client = self._openai.OpenAI(
            base_url=endpoint.base_url,
            api_key=endpoint.api_key or "none",
            timeout=endpoint.timeout,
            max_retries=endpoint.retries,
        )

    def ask(self, messages: Sequence[Message], prompt: Prompt) -> Reply:
        """The reply; an answer that is cut off or cannot be read is asked for again, with the reason.

        Raises InputError where the server knows neither key nor model: no other document would fare better.
        """
        said, spent, limit = list(messages), 0, self.endpoint.answer_tokens
        problem = ""
        for _ in range(self.endpoint.attempts):
            try:
                got = self._complete(said, prompt, limit)
            except self._openai.APIError as error:
                return self._failed(error, spent)
            except ValueError as error:  # the body calls itself JSON and is none
                problem = f"the server's answer is no JSON: {_short(error)}"
                continue
            text, cut, used = _read(got)
            spent += used or (sum(len(m["content"]) for m in said) + len(text)) // 4
            if cut:
                limit, problem = limit * 2, f"the answer was cut off after {limit} tokens"
                continue
            try:
                return Reply(read_answer(text), spent)
            except AnswerError as error:
                problem = f"the answer cannot be read: {error}"
            said = [
                *messages,
                {"role": "assistant", "content": text},
                {"role": "user", "content": _again(problem)},
            ]
        return Reply(None, spent, "no answer that can be used", problem)

    def _complete(self, messages: Sequence[Message], prompt: Prompt, limit: int) -> Any:
        """One completion, in the best form that the server takes; the form is kept for the next."""
        dialect = self._dialect
        while True:
            try:
                got = self._client.chat.completions.create(
                    model=self.endpoint.model,
                    messages=list(messages),
                    **dialect.settings(prompt.schema, limit),
                )
            except (self._openai.BadRequestError, self._openai.UnprocessableEntityError) as error:
                other = dialect.after(str(error))
                if other is None:
                    raise
                dialect = other
            else:
                self._dialect = dialect
                return got

    def _failed(self, error: Exception, spent: int) -> Reply:
        name, parts = type(error).__name__, self._openai
        if isinstance(error, parts.AuthenticationError | parts.NotFoundError):
            raise InputError(
                f"{without_password(self.endpoint.base_url)} refuses: {_short(error)}",
                hint="Check --base-url (it often ends in /v1), --model and the key in DRAGOMAN_LLM_API_KEY.",
            ) from error
        if isinstance(error, parts.APITimeoutError):
            return Reply(None, spent, "no answer", f"none within {self.endpoint.timeout:g} s", mute=True)
        # a 403 may be about this document alone (moderation), or about all
        silent = (parts.APIConnectionError, parts.RateLimitError, parts.InternalServerError)
        mute = isinstance(error, (*silent, parts.PermissionDeniedError))
        return Reply(None, spent, "no answer", f"{name}: {_short(error)}", mute=mute)


def without_password(url: str) -> str:
    """An address without the name and password that may stand in it."""
    scheme, mark, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}{mark}{host.rpartition('@')[2]}{slash}{path}"


def _read(got: Any) -> tuple[str, bool, int]:
    """Text of a completion, whether it was cut off, and its tokens (0 where the server does not count)."""
    used = int(getattr(getattr(got, "usage", None), "total_tokens", None) or 0)
    choices = getattr(got, "choices", None)
    if not choices or choices[0].message is None:
        return "", False, used
    return choices[0].message.content or "", choices[0].finish_reason == "length", used


def _again(problem: str) -> str:
    return f"This could not be used: {problem}. Answer again, with the JSON object alone."


def _short(error: Exception) -> str:
    """An error as one line of bounded length, without what a server may have echoed at length."""
    line = " ".join(str(error).split())
    return line if len(line) <= 200 else f"{line[:199]}…"


def _openai() -> Any:
    try:
        return import_module("openai")
    except ModuleNotFoundError as error:
        raise MissingExtraError(
            "asking a language model needs the openai client, which is not installed",
            hint='Install the extra llm: pip install "dragoman[llm]".',
        ) from error


def client_for(endpoint: Endpoint) -> Model:
    """The client of an endpoint. Raises MissingExtraError without the extra `llm`."""
    return cast("Model", Client(endpoint))
