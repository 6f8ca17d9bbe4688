#!/usr/bin/env python3
"""Parses every cable of the shared material and checks what must hold for any cable.

The cables are not part of this repository; the continuous integration passes their folder.

    check_corpus.py REFTEL CABLES

REFTEL is the built program. CABLES holds `samples/*.txt` and `html/*.html`, each named after its cable. Checked are:
the program ends well; the parts of the cables tile the file; paragraphs lie in it, in order; the reference id is that
of the file's name; an HTML page gives the structure of the text copy of its cable. Prints the warnings of each file, a
line for each fault, and exits with 1 when there is any.
"""

import collections
import json
import pathlib
import re
import subprocess
import sys

# Fields that every copy of a cable gives alike.
ALIKE = ["reference_id", "classification", "captions", "origin", "subject", "tags", "references", "classified_by",
         "signature", "declassify_on"]


def parse(program, file):
    """The cables of a file, and what the program said if it failed."""
    run = subprocess.run([program, "parse", str(file), "--json"], capture_output=True)
    if run.returncode:
        return [], f"exit code {run.returncode}: {run.stderr.decode(errors='replace').strip()}"
    text, cables, at = run.stdout.decode(), [], 0
    decoder = json.JSONDecoder()
    while text[at:].strip():
        cable, at = decoder.raw_decode(text, at + len(text[at:]) - len(text[at:].lstrip()))
        cables.append(cable)
    return cables, None


def faults(file, cables):
    """What does not hold for the cables of a file."""
    end = 0
    for cable in cables:
        for part in cable["parts"]:
            if part["start"] != end or part["end"] <= part["start"]:
                yield f"the parts leave a gap or overlap at {end}"
            end = part["end"]
        starts = [paragraph["start"] for paragraph in cable["paragraphs"]]
        if starts != sorted(starts) or any(it["end"] < it["start"] for it in cable["paragraphs"]):
            yield "the paragraphs are not in order"
    if file.suffix == ".txt" and end != len(file.read_bytes().decode("utf-8-sig")):
        yield f"the parts end at {end}"
    named = re.match(r"(19|20)?(\d\d)([A-Z]+)0*(\d+)", file.stem)
    if named and cables[0]["reference_id"] != "".join(named.groups()[1:]):
        yield f"the id is {cables[0]['reference_id']}"


def differences(page, text):
    """Where the page of a cable gives another structure than its text."""
    for field in ALIKE:
        if page[field] != text[field]:
            yield f"{field}: page {page[field]!r}, text {text[field]!r}"
    of = lambda cable: [(it["number"], it["marking"], it["text"]) for it in cable["paragraphs"]]
    for index, pair in enumerate(zip(of(page), of(text)), 1):
        if pair[0] != pair[1]:
            yield f"paragraph {index}: page {pair[0]!r}, text {pair[1]!r}"
    if len(page["paragraphs"]) != len(text["paragraphs"]):
        yield f"{len(page['paragraphs'])} paragraphs in the page, {len(text['paragraphs'])} in the text"


def main(program, folder):
    """Checks every file; returns the exit code."""
    folder = pathlib.Path(folder)
    files = sorted(folder.glob("samples/*.txt")) + sorted(folder.glob("html/*.html"))
    wrong = failed = warned = 0
    codes = collections.Counter()
    for file in files:
        cables, failure = parse(program, file)
        failed += failure is not None
        found = [failure] if failure else list(faults(file, cables))
        if file.suffix == ".html" and not failure:
            text, _ = parse(program, folder / "samples" / f"{file.stem}.txt")
            found += differences(cables[0], text[0])
        warnings = [warning["code"] for cable in cables for warning in cable["warnings"]]
        warned += len(warnings)
        codes.update(warnings)
        print(f"{file.name:34} {len(cables)} cables, {len(warnings):2} warnings {' '.join(sorted(set(warnings)))}")
        for fault in found:
            wrong += 1
            print(f"  FAULT {fault}")
    print(f"{len(files)} files, {warned} warnings, {failed} failures or panics, {wrong} faults")
    print("warnings by code: " + ", ".join(f"{code} {count}" for code, count in codes.most_common()))
    return 1 if wrong or not files else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
