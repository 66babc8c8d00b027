"""A coder that asks a language model, and believes nothing that the text does not bear out."""

from dragoman.coding.llm.coder import LlmCoder
from dragoman.coding.llm.endpoint import Endpoint

__all__ = ["Endpoint", "LlmCoder"]
