"""Official publishers: the states and organisations that tell of their own acts, `data/publishers.csv`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from dragoman.actors import ActorDictionary
from dragoman.coding.tables import DATA, rows
from dragoman.errors import DictionaryError
from dragoman.records import Actor, Document

COLUMNS = ("site", "country", "sector", "names")


@dataclass(frozen=True, slots=True)
class Publishers:
    """Owners by the end of a host's name, and by the publisher's name in lower case."""

    by_site: Mapping[str, Actor]
    by_name: Mapping[str, Actor]

    def owner(self, document: Document) -> Actor | None:
        """The actor whose publication the document is; None where it is nobody's mouthpiece."""
        host = urlsplit(document.url or "").hostname or ""
        parts = host.split(".")
        for i in range(len(parts)):
            found = self.by_site.get(".".join(parts[i:]))
            if found is not None:
                return found
        return self.by_name.get((document.publisher or "").strip().lower())


def load_publishers(dictionary: ActorDictionary, extra: Path | None = None) -> Publishers:
    """The shipped publishers with a user's `publishers.csv` over them.

    Raises DictionaryError for the first line whose country nobody has.
    """
    sites: dict[str, Actor] = {}
    names: dict[str, Actor] = {}
    for path in (DATA / "publishers.csv", *([extra / "publishers.csv"] if extra else [])):
        if not path.is_file():
            continue
        for line, row in rows(path, COLUMNS):
            code = row["country"]
            if code not in dictionary.codes:
                raise DictionaryError(path, line, f"country: unknown code {code!r}")
            actor = Actor(code, dictionary.country_name(code), code, row["sector"] or None, None, "")
            sites[row["site"].lower()] = actor
            names |= {name.strip().lower(): actor for name in row["names"].split("|") if name.strip()}
    return Publishers(sites, names)
