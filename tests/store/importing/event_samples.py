"""Small files of each source, authored: as many rows as `ROWS` says, all of them good, all acts of 2023 but KEDS's."""

from __future__ import annotations

from collections.abc import Callable, Mapping

ROWS = 6
COUNTRIES = ("RUS", "PRK", "USA", "CHN", "JPN", "IRN", "DEU")
NAMES = ("Russian Federation", "North Korea", "United States", "China", "Japan", "Iran", "Germany")
GW = ("365", "731", "2", "710", "740", "630", "260")
KEDS = ("RUS", "PRK", "USAGOV", "CHN", "JAP", "IRN", "GER")
ACLED = ("Russia", "North Korea", "United States", "China", "Japan", "Iran", "Germany")


def gdelt(rows: int = ROWS, first: int = 0) -> list[list[str]]:
    """GDELT 2.0."""
    out = []
    for n in range(first, first + rows):
        row = [""] * 61
        row[0], row[1] = str(900 + n), f"202311{n % 28 + 1:02d}"
        row[5] = row[7] = COUNTRIES[n % 7]
        row[15], row[17] = f"{COUNTRIES[(n + 1) % 7]}MIL", COUNTRIES[(n + 1) % 7]
        row[26], row[29], row[30], row[31], row[32], row[33], row[34] = (
            "042",
            "1",
            "1.9",
            "2",
            "1",
            "2",
            "-1.5",
        )
        row[52], row[53], row[56], row[57] = "Moscow, Russia", "RS", "55.75", "37.6"
        row[59], row[60] = f"202311{n % 28 + 1:02d}120000", f"https://news.example/{n // 2}"
        out.append(row)
    return out


def gdelt1(rows: int = ROWS, first: int = 0) -> list[list[str]]:
    """GDELT 1.0: three columns fewer."""
    out = []
    for row in gdelt(rows, first):
        short = [cell for at, cell in enumerate(row) if at not in (39, 47, 55)]
        short[56] = short[56][:8]
        out.append(short)
    return out


def icews(rows: int = ROWS, first: int = 0) -> list[list[str]]:
    """ICEWS, without its header."""
    return [
        [
            str(n), f"2023-11-{n % 28 + 1:02d}", f"Envoy {n}", "Government,Executive", NAMES[n % 7], "Make a visit", "042",
            "1.9", "Army", "Military", NAMES[(n + 1) % 7], str(n // 2), "1", "The Example", "Moscow", "", "Moskva",
            "Russian Federation", "55.75", "37.6",
        ]
        for n in range(first, first + rows)
    ]  # fmt: skip


def keds(rows: int = ROWS, first: int = 0) -> list[list[str]]:
    """KEDS, without its header."""
    return [
        [f"1995-11-{n % 28 + 1:02d}", KEDS[n % 7], KEDS[(n + 1) % 7], "032", "VISIT", f"CALLED ON {n}"]
        for n in range(first, first + rows)
    ]


def polecat(rows: int = ROWS, first: int = 0) -> list[list[str]]:
    """POLECAT, without its header."""
    out = []
    for n in range(first, first + rows):
        day = f"2023-11-{n % 28 + 1:02d}"
        row = [
            f"{n}_a",
            day,
            "CONSULT",
            "visit",
            "4.0",
            "VERBAL COOPERATION",
            "diplomatic",
            f"Envoy {n}",
            COUNTRIES[n % 7],
        ]
        row += [
            GW[n % 7],
            "GOV",
            "GOV",
            "None",
            "envoy",
            "None",
            "Army",
            COUNTRIES[(n + 1) % 7],
            GW[(n + 1) % 7],
        ]
        row += [
            "MIL",
            "MIL",
            "None",
            "army",
            "None",
            "Moscow",
            "Moscow",
            "None",
            "Moskva",
            "RUS",
            "55.75",
            "37.6",
            "1",
        ]
        row += ["Moscow", "PPLC", "The Example", day, "", "", "", "en", "NGEC_1"]
        out.append(row)
    return out


def phoenix(rows: int = ROWS, first: int = 0) -> list[list[str]]:
    """Phoenix, which has no header."""
    out = []
    for n in range(first, first + rows):
        row = [
            f"{n}_1",
            f"202311{n % 28 + 1:02d}",
            "2023",
            "11",
            str(n % 28 + 1),
            f"{COUNTRIES[n % 7]}GOV",
            COUNTRIES[n % 7],
        ]
        row += [
            "GOV",
            "",
            f"{COUNTRIES[(n + 1) % 7]}MIL",
            COUNTRIES[(n + 1) % 7],
            "MIL",
            "",
            "042",
            "04",
            "1",
            "1.9",
            "",
        ]
        row += [
            "55.75",
            "37.6",
            "Moscow",
            "Moskva",
            "RUS",
            "5f_1",
            f"https://news.example/{n // 2}",
            "example",
        ]
        out.append(row)
    return out


def acled(rows: int = ROWS, first: int = 0) -> list[list[str]]:
    """ACLED, without its header; the notes hold commas, quotes and a line break."""
    out = []
    for n in range(first, first + rows):
        row = [
            f"XXX{n}",
            f"{n % 28 + 1:02d} November 2023",
            "2023",
            "1",
            "Political violence",
            "Battles",
            "Armed clash",
        ]
        row += [
            f"Military Forces of {ACLED[n % 7]} (2012-)",
            "",
            "State forces",
            f"Police Forces of {ACLED[(n + 1) % 7]} (2012-)",
        ]
        row += [
            "",
            "State forces",
            "State forces-State forces",
            "",
            "643",
            "Europe",
            "Russia",
            "Moskva",
            "",
            "",
            "Moscow",
        ]
        row += [
            "55.75",
            "37.6",
            "1",
            "The Example",
            "National",
            f'A clash, as "it" was\ncalled, no. {n}',
            "3",
            "",
            "1700000000",
        ]
        out.append(row)
    return out


def ucdp(rows: int = ROWS, first: int = 0) -> list[list[str]]:
    """UCDP GED, without its header."""
    out = []
    for n in range(first, first + rows):
        row = [str(n), f"X-{n}", "2023", "1", "Clear", "1", "1", "1", "A - B", "1", "1", "A - B"]
        row += [
            "1",
            "1",
            f"Government of {ACLED[n % 7]}",
            "2",
            "2",
            f"Government of {ACLED[(n + 1) % 7]}",
            "2",
            "a, b",
            "The Example",
        ]
        row += [
            "2023-11-02",
            "head",
            "source",
            "1",
            "Moscow",
            "In the city, near the bridge",
            "Moskva",
            "",
            "55.75",
            "37.6",
        ]
        row += [
            "POINT (37.6 55.75)",
            "1",
            "Russia",
            "365",
            "Europe",
            "1",
            "1",
            f"2023-11-{n % 28 + 1:02d} 00:00:00.000",
        ]
        row += [
            f"2023-11-{n % 28 + 1:02d} 00:00:00.000",
            "1",
            "2",
            "0",
            "0",
            "3",
            "4",
            "3",
            GW[n % 7],
            GW[(n + 1) % 7],
        ]
        out.append(row)
    return out


MAKERS: Mapping[str, Callable[..., list[list[str]]]] = {
    "gdelt": gdelt, "icews": icews, "keds": keds, "polecat": polecat, "phoenix": phoenix, "acled": acled, "ucdp": ucdp,
}  # fmt: skip
DAY_AT = {"gdelt": 1, "icews": 1, "keds": 0, "polecat": 1, "phoenix": 1, "acled": 1, "ucdp": 38}
CODE_AT = {"gdelt": 26, "icews": 6, "keds": 3, "polecat": 2, "phoenix": 13, "acled": 5, "ucdp": 5}
