#!/usr/bin/env python3
"""Compares `reftel parse --json` with the gold descriptions of real cables, field by field.

The cables are not part of this repository; the continuous integration passes their folder.

    check_structure.py REFTEL CABLES [SEED]

REFTEL is the built program. CABLES holds `gold/*.json` and the files that they name. SEED is the sample whose gold
names it without a folder; it is looked for in CABLES when left out. Prints one line for each difference, then how many
comparisons agree for each field, and exits with 1 when there is any difference.
"""

import collections
import json
import pathlib
import re
import subprocess
import sys

# Fields that gold and output share by meaning: name in the output, name in the gold.
SAME = [
    ("reference_id", "reference_id"),
    ("classification", "classification"),
    ("origin", "origin"),
    ("subject", "subject"),
    ("captions", "captions"),
    ("section", "sections"),
    ("eo", "eo"),
    ("classified_by", "classified_by"),
    ("signature", "signature"),
    ("trailer", "trailer"),
]


def iso_date(printed):
    """The ISO form of a date printed as month/day/year; anything else as it is."""
    match = re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", printed or "")
    return "{2}-{0}-{1}".format(*match.groups()) if match else printed


def words(text, count):
    """The first words of a text, or the last ones for a negative count."""
    found = text.split()
    return " ".join(found[:count] if count > 0 else found[count:])


def marking(paragraph):
    """The mark as the gold spells it, with its scope."""
    scope = paragraph.get("scope")
    return f"{paragraph['marking']} - {scope.upper()}" if scope else paragraph["marking"]


def pairs(found, gold):
    """Every comparison: what is compared, what was found, what the gold says."""
    for name, golden in SAME:
        yield name, found[name], gold[golden]
    yield "declassify_on", found["declassify_on"], iso_date(gold["decl"])
    yield "tags", [tag["tag"] for tag in found["tags"]], gold["tags"]
    yield "references", [reference["text"] for reference in found["references"]], gold["refs"]
    yield "date", found["date"] and found["date"][:10], gold["date_if_any"]
    headings = [(heading["text"], heading["before_paragraph"]) for heading in found["headings"]]
    yield "headings", headings, [(it["text"], it["before_paragraph_number"]) for it in gold["headings"]]
    yield "paragraphs", len(found["paragraphs"]), len(gold["paragraphs"])
    for index, (paragraph, golden) in enumerate(zip(found["paragraphs"], gold["paragraphs"]), 1):
        yield f"paragraph number {index}", paragraph["number"], golden["number"]
        yield f"paragraph marking {index}", marking(paragraph), golden["marking"]
        yield f"paragraph begins {index}", words(paragraph["text"], 5), golden["first_5_words"]
        yield f"paragraph ends {index}", words(paragraph["text"], -5), golden["last_5_words"]


def main(program, cables, seed=None):
    """Checks every gold file; returns the exit code."""
    cables = pathlib.Path(cables)
    compared, agreed = collections.Counter(), collections.Counter()
    golds = sorted((cables / "gold").glob("*.json"))
    for path in golds:
        gold = json.loads(path.read_text(encoding="utf-8"))
        file = cables / gold["file"]
        if seed and "/" not in gold["file"]:
            file = pathlib.Path(seed)
        run = subprocess.run([program, "parse", str(file), "--json"], capture_output=True, check=True)
        for name, found, golden in pairs(json.loads(run.stdout), gold):
            field = name.rstrip("0123456789 ")
            compared[field] += 1
            agreed[field] += found == golden
            if found != golden:
                print(f"{path.name}: {name}: found {found!r}, gold {golden!r}")
    for field in compared:
        print(f"{field:20} {agreed[field]:4} of {compared[field]:4} agree")
    differences = compared.total() - agreed.total()
    print(f"{len(golds)} cables, {compared.total()} comparisons, {differences} differences")
    return 1 if differences or not golds else 0


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
