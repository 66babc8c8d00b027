"""Text to events and interests."""

from dragoman.coding.coder import Coder

__all__ = ["Coder"]
