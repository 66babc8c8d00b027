"""Why something that a model told is not believed."""

from __future__ import annotations

WORDS = "words that the sentence does not have"
CODES = "a code that nobody has"
WHO = "an actor that cannot be told"
SENTENCE = "a sentence that was not asked about"
PARTIES = "parties that do not suffice"
SHAPE = "an item of the wrong shape"


class RefusedError(Exception):
    """What a model told does not stand; `reason` is one of this module's, `detail` says what was wrong."""

    def __init__(self, reason: str, detail: str) -> None:
        self.reason = reason
        self.detail = detail
        super().__init__(f"{reason}: {detail}")
