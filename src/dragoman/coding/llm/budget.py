"""How many tokens a run may spend."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Budget:
    """Tokens allowed (None: any number), spent, and promised to requests under way.

    Once a request would pass the limit no later one is granted, smaller or not: what is left out is the end of
    the input, not whichever documents happen to be long.
    """

    limit: int | None
    spent: int = 0
    promised: int = 0
    closed: bool = False

    def grant(self, tokens: int) -> bool:
        """Whether a request that may take so many tokens can begin; if so they are promised to it."""
        if self.limit is not None and self.spent + self.promised + tokens > self.limit:
            self.closed = True
        if not self.closed:
            self.promised += tokens
        return not self.closed

    def settle(self, promised: int, spent: int) -> None:
        """A request has ended that was promised so many tokens and took so many."""
        self.promised -= promised
        self.spent += spent
