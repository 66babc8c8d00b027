"""Two short articles in our own words, and what a good coder finds in them."""

from __future__ import annotations

from brief_builders import Told, Wants, Who, coded

from dragoman.records import Coded, DateSpan

TUR, SWE = Who("TUR", "Turkey", "Turkey"), Who("SWE", "Sweden", "Sweden")
RUS, UKR = Who("RUS", "Russia", "Russia"), Who("UKR", "Ukraine", "Ukraine")
USA, PRK = Who("USA", "United States", "Washington"), Who("PRK", "North Korea", "North Korea")
ERDOGAN = Who("TUR", "Recep Tayyip Erdogan", "Erdogan", "person", role="president")
KREMLIN = Who("RUS", "Russia", "The Kremlin")
HIM = Who("TUR", "Recep Tayyip Erdogan", "him", "person", role="president")
HUNGARY = Who("HUN", "Hungary", "Hungary")
KIM = Who("PRK", "Kim Jong Un", "Kim Jong Un", "person", role="leader")
PUTIN = Who("RUS", "Vladimir Putin", "Vladimir Putin", "person", role="president")
KOR = Who("KOR", "South Korea", "Seoul")


def year(number: int) -> DateSpan:
    """A date known by its year."""
    return DateSpan(f"{number}-01-01", f"{number}-12-31", "year", "text")


NATO_TEXT = (
    "ANKARA, July 11, 2023 — Erdogan has agreed to put Sweden's application before the assembly. "
    "In 2019 Sweden banned arms sales to Turkey. "
    "Turkey, which Washington expelled from the jet programme, wants new aircraft. "
    "Washington could transfer 40 jets to Turkey, and it has aircraft to spare. "
    "The Kremlin accused him of breaking a promise. "
    "Hungary has not ratified the protocol. "
    "Russia invaded Ukraine in 2022. "
    "Erdogan received a delegation from Ukraine and praised Ukraine."
)

KOREA_TEXT = (
    "The meeting between Kim Jong Un and Vladimir Putin is expected next week. "
    "Russia seeks shells, and North Korea has shells in store. "
    "North Korea may supply Russia with shells in exchange for food. "
    "Russia may threaten Seoul over its help for Ukraine. "
    "Since 2019 Russia has supported North Korea."
)


def nato() -> Coded:
    """An accession, a sale that may come, a war in the background."""
    told = (
        Told(0, "AGREE", (ERDOGAN,), (SWE,), "agreed"),
        Told(1, "SANCTION", (SWE,), (TUR,), "banned", date=year(2019)),
        Told(2, "SANCTION", (USA,), (TUR,), "expelled"),
        Told(3, "AID", (USA,), (TUR,), "transfer", "possible"),
        Told(4, "ACCUSE", (KREMLIN,), (HIM,), "accused"),
        Told(5, "AGREE", (HUNGARY,), (), "ratified", "denied"),
        Told(6, "ASSAULT", (RUS,), (UKR,), "invaded", date=year(2022)),
        Told(7, "CONSULT", (ERDOGAN,), (UKR,), "received"),
        Told(7, "SUPPORT", (ERDOGAN,), (UKR,), "praised"),
    )
    wants = (
        Wants(2, TUR, "seeks", "arms", "new aircraft"),
        Wants(3, USA, "holds", "arms", "aircraft to spare"),
    )
    return coded(NATO_TEXT, "2023-07-11", told, wants)


def korea(meeting: str = "planned") -> Coded:
    """A meeting to come, a possible supply, a possible threat."""
    told = (
        Told(0, "CONSULT", (KIM,), (PUTIN,), "meeting", meeting),  # type: ignore[arg-type]
        Told(2, "AID", (PRK,), (RUS,), "supply", "possible"),
        Told(3, "THREATEN", (RUS,), (KOR,), "threaten", "possible"),
        Told(4, "SUPPORT", (RUS,), (PRK,), "supported", date=year(2019)),
    )
    wants = (
        Wants(1, RUS, "seeks", "ammunition", "shells"),
        Wants(1, PRK, "holds", "ammunition", "shells in store"),
        Wants(2, PRK, "seeks", "food", "food"),
    )
    return coded(KOREA_TEXT, "2023-11-09", told, wants)
