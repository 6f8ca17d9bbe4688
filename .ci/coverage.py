"""How much of the code the tests run, in all and per folder of src: reads what `cargo llvm-cov --json` writes."""

import json
import sys
from collections import defaultdict

WHAT = ("lines", "regions")

sums = defaultdict(lambda: dict.fromkeys([(what, key) for what in WHAT for key in ("covered", "count")], 0))
for file in json.load(open(sys.argv[1], encoding="utf-8"))["data"][0]["files"]:
    folder = file["filename"].rpartition("/src/")[2].partition("/")[0]
    for place in (folder, "in all"):
        for what, key in sums[place]:
            sums[place][what, key] += file["summary"][what][key]

print(f"{'':12}" + "".join(f"{what:>18}" for what in WHAT))
for place, counts in sorted(sums.items(), key=lambda row: (row[0] == "in all", row[0])):
    parts = [(counts[what, "covered"], counts[what, "count"]) for what in WHAT]
    print(f"{place:12}" + "".join(f"{100 * covered / count:7.1f} % of {count:5}" for covered, count in parts))
