"""CAMEO's actor codes: three letters each for state, organisation or region, then role."""

from __future__ import annotations

from dragoman.store.importing.crosswalk import Crosswalk, Meaning
from dragoman.store.importing.source import Party, Span

_BODIES = frozenset({"IGO", "NGO", "NGM", "MNC", "IMG"})
_ROLES_OF_BODIES = {"IGO": "IGO", "NGO": "NGO", "NGM": "NGO", "MNC": "MNC", "IMG": "IMG"}


def cameo_party(code: str, known: Crosswalk) -> Party:
    """Whose a CAMEO actor code is: `RUSMIL`, `IGOEUREEC`, `MNCUSA`, `kur`.

    An organisation of a state (a firm) is that state's; one of several states is IGOUNO, IGOEUR, IGONAT or IGO.
    Lower-case codes are peoples, which have no state.
    """
    pieces = [code[i : i + 3] for i in range(0, len(code), 3)]
    head = pieces[0]
    if head in _BODIES:
        return _body(head, pieces[1:], known)
    sector = next((known.sector("cameo", one) for one in pieces if known.sector("cameo", one)), None)
    found = known.meanings("cameo", head) if head.isupper() else ()
    if found:
        return party_of(found, sector)
    if known.sector("cameo", head) or not head.isupper():
        return Party(sector=sector)
    return Party(sector=sector, why="unknown code")


def party_of(found: tuple[Meaning, ...], sector: str | None = None) -> Party:
    """A party from the meanings of its code."""
    spans = tuple(Span(one.country, one.since, one.until) for one in found)
    why = next((one.why for one in found if one.why), None)
    return Party(spans, sector, why)


def _body(head: str, rest: list[str], known: Crosswalk) -> Party:
    named = [one for piece in rest for one in known.meanings("cameo", piece)[:1] if one.country]
    role = _ROLES_OF_BODIES[head]
    bodies = [one.country for one in named if one.country and len(one.country) > 3]
    if head == "IGO" or bodies:
        return Party((Span(bodies[0] if bodies else "IGO"),), role)
    return Party((Span(named[0].country if named else role),), role)
