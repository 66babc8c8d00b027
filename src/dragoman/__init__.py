"""Dragoman: from dated news to coded events, interests and a cited brief.

```python
import dragoman as dm

coder = dm.Coder()
result = coder.code("Russia and North Korea signed a treaty.", date="2024-06-19")
result.reports, result.interests
dm.brief(result)
```

Names are imported when they are first used, so that `import dragoman` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dragoman.actors import ActorDictionary, ActorFinder
    from dragoman.brief import Brief, brief, compare
    from dragoman.coding import Coder
    from dragoman.documents import make_document, read_documents
    from dragoman.ontology import load_ontology
    from dragoman.records import Coded, Document, Event, Interest, Report
    from dragoman.store import Filters, Store

__version__ = "0.1.0"

_ROOMS = {
    "actors": ("ActorDictionary", "ActorFinder"),
    "brief": ("Brief", "brief", "compare"),
    "coding": ("Coder",),
    "documents": ("make_document", "read_documents"),
    "ontology": ("load_ontology",),
    "records": ("Coded", "Document", "Event", "Interest", "Report"),
    "store": ("Filters", "Store"),
}

__all__ = [
    "ActorDictionary",
    "ActorFinder",
    "Brief",
    "Coded",
    "Coder",
    "Document",
    "Event",
    "Filters",
    "Interest",
    "Report",
    "Store",
    "brief",
    "compare",
    "load_ontology",
    "make_document",
    "read_documents",
]


def __getattr__(name: str) -> Any:
    """A public name, from the room that has it."""
    for room, names in _ROOMS.items():
        if name in names:
            return getattr(import_module(f"dragoman.{room}"), name)
    raise AttributeError(f"module 'dragoman' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
