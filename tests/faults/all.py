#!/usr/bin/env python3
"""All fault checks that need the real program, one after the other.

    python3 tests/faults/all.py BINARY [--full]

In two minutes, with fewer rounds than the acceptance list asks for; with --full as many, which takes ten. Exit code 1
when one fails. What this machine cannot do is left out, and said again at the end.
"""

import argparse
import pathlib
import subprocess
import sys
import time

from seeded import FAULTS

# Each with what it is given for a short run and for a full one.
SCRIPTS = [
    ("system_calls.py", [], []),
    ("kill_loop.py", ["--rounds", "500"], ["--rounds", "1000"]),
    ("two_writers.py", ["--notes", "60"], ["--notes", "500"]),
    ("full_disk.py", [], ["--full"]),
    ("typing_kill.py", [], ["--full"]),
    ("power_cut.py", [], ["--full"]),
    ("places.py", [], ["--full"]),
    ("large.py", [], ["--full"]),
    ("others.py", [], ["--full"]),
    ("machines.py", [], ["--full"]),
    ("signals.py", [], ["--full"]),
    ("import_calls.py", [], ["--full"]),
    ("library.py", ["--rounds", "60"], ["--rounds", "300"]),
    ("slow_line.py", [], []),
    ("hostile_notes.py", [], []),
    ("yaml_suite.py", [], []),
]


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("binary")
    options.add_argument("--full", action="store_true")
    options = options.parse_args()
    here, failed, left_out = pathlib.Path(__file__).parent, [], []
    for name in stale(here.parents[1]):
        print("the text that '%s' puts a fault into is gone: mend seeded.py" % name)
        failed.append("seeded.py")
    for name, short, full in SCRIPTS:
        began = time.monotonic()
        print("-- " + name, flush=True)
        answer = subprocess.run([sys.executable, here / name, options.binary, *(full if options.full else short)],
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
        print(answer.stdout + "-- %s: exit code %d after %.0f s" % (name, answer.returncode, time.monotonic() - began),
              flush=True)
        failed += [name] if answer.returncode != 0 else []
        left_out += [line for line in answer.stdout.splitlines() if "LEFT OUT" in line and not line.startswith(" ")]
    for line in left_out:
        print(line, file=sys.stderr)
    print("FAILED: " + ", ".join(failed) if failed else "all fault checks passed")
    return 1 if failed else 0


def stale(root):
    """The seeded faults whose place is no longer in the source: they would find nothing out."""
    return [name for name, edits, _ in FAULTS if any(old not in (root / file).read_text() for file, old, _ in edits)]


if __name__ == "__main__":
    sys.exit(main())
