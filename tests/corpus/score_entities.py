#!/usr/bin/env python3
"""score_entities.py REFTEL SCORER GOLD [--only first|second] [--floor ROW=F1 ...] [--errors]

Runs `REFTEL entities FILE --json` over the texts of the folder GOLD (<id>.txt beside <id>.json), turns the answers
into the lines that the scorer module SCORER reads, prints its table and fails when a row's exact F1 lies below its
floor. Rows are the scorer's (CORE, ALL, person ...) and OVERLAP, PRECISION, ENTITY of CORE, ACRONYM, EXPANSION.

--only keeps one half: the even documents in sorted order and `seed` are the first, on which rules may be written;
the others are the second, on which they are only checked.
"""
import argparse
import importlib.util
import json
import pathlib
import subprocess
import sys
import tempfile


def half(ids, which):
    first = [name for at, name in enumerate(ids) if at % 2 == 0 or name == "seed"]
    return {"first": first, "second": [name for name in ids if name not in first]}.get(which, ids)


def predictions(answer):
    for entity in answer["entities"]:
        for mention in entity["mentions"]:
            yield {"type": entity["kind"], "entity": entity["id"], **mention}
    for acronym in answer["acronyms"]:
        for mention in acronym["mentions"]:
            yield {"type": "acronym", "expansion": acronym["expansion"], **mention}


def ask(program, text):
    done = subprocess.run([*program.split(), str(text), "--json"], check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def figures(report):
    rows = {name: row["exact"][2] for name, row in report.items() if isinstance(row, dict) and "exact" in row}
    core = report["CORE"]
    rows["OVERLAP"], rows["PRECISION"], rows["ENTITY"] = core["overlap"][2], core["exact"][0], core["entity"][2]
    rows["EXPANSION"] = report["ACRONYM"]["expansion"]
    return {name: 100 * value for name, value in rows.items()}


def show_errors(gold, answer):
    """One line for each difference, for whoever works on the rules of the first half."""
    text = gold["text"]
    told = {(m["start"], m["end"], m["type"]) for m in gold["mentions"]}
    found = {(m["start"], m["end"], m["type"]) for m in predictions(answer) if m["type"] != "acronym"}
    ignored = [tuple(span) for span in gold["ignore"]]
    for sign, ones, others in (("-", told, found), ("+", found, told)):
        for start, end, kind in sorted(ones - others):
            if sign == "-" or not any(start < stop and begin < end for begin, stop in ignored):
                context = text[max(0, start - 35):start] + "[" + text[start:end] + "]" + text[end:end + 30]
                print(sign, f"{kind:12}", context.replace("\n", "|"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reftel", help="the command up to FILE: 'reftel entities'")
    parser.add_argument("scorer", type=pathlib.Path)
    parser.add_argument("gold", type=pathlib.Path)
    parser.add_argument("--only", choices=["first", "second"])
    parser.add_argument("--floor", action="append", default=[], metavar="ROW=F1")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    spec = importlib.util.spec_from_file_location("score", options.scorer)
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)

    accounts = score.Acc()
    for name in half(sorted(path.stem for path in options.gold.glob("*.json")), options.only):
        gold = json.loads((options.gold / f"{name}.json").read_text())
        if not gold.get("curated"):
            continue
        answer = ask(options.reftel, options.gold / f"{name}.txt")
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as lines:
            lines.writelines(json.dumps(line) + "\n" for line in predictions(answer))
            lines.flush()
            score.score_doc(gold, score.load_pred(lines.name, gold), accounts)
        if options.errors:
            print("=====", name)
            show_errors(gold, answer)
    report = score.report(accounts)
    score.show(report)

    reached = figures(report)
    low = [floor for floor in options.floor if reached[floor.split("=")[0]] < float(floor.split("=")[1])]
    for floor in low:
        print(f"below the floor: {floor}, reached {reached[floor.split('=')[0]]:.1f}", file=sys.stderr)
    sys.exit(bool(low))


if __name__ == "__main__":
    main()
