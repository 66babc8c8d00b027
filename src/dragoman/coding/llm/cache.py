"""Answers kept in a directory, by a hash of what was asked of which model."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from dragoman.coding.llm.answers import Answer, read_answer
from dragoman.coding.llm.prompt import Message, Prompt


class AnswerCache:
    """A directory of answers, one file each; several processes may share it.

    A file appears whole or not at all; one that cannot be read counts as absent and is written anew. Raises
    OSError where the directory cannot be made.
    """

    def __init__(self, directory: Path, model: str) -> None:
        self.directory = directory
        self.model = model
        directory.mkdir(parents=True, exist_ok=True)

    def key(self, messages: Sequence[Message], prompt: Prompt) -> str:
        """The hash of the document's text, the prompt's version and the model."""
        asked = [self.model, prompt.version, messages[-1]["content"]]
        return hashlib.sha256(json.dumps(asked, ensure_ascii=False).encode()).hexdigest()

    def get(self, key: str) -> Answer | None:
        """The answer kept under that key."""
        try:
            kept = json.loads(self._path(key).read_text(encoding="utf-8"))
            return read_answer(kept["answer"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None  # absent, or not a file of ours

    def put(self, key: str, answer: Answer) -> None:
        """Keep an answer. Raises OSError where the directory cannot be written."""
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
        try:
            with os.fdopen(number, "w", encoding="utf-8") as file:
                json.dump({"model": self.model, "answer": answer.text}, file, ensure_ascii=False)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def _path(self, key: str) -> Path:
        return self.directory / key[:2] / f"{key}.json"
