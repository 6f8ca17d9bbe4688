#!/usr/bin/env python3
"""Kills the headless writer again and again (SAFETY 7): what was acknowledged must be there, and nothing left over.

    python3 tests/faults/kill_loop.py BINARY [--rounds 1000] [--longest 30] [--seed N]

Each round starts `reftel notes add` and kills it (SIGKILL): every other one after 1 to LONGEST ms, the others at a moment
within the time that a whole run takes. Prints figures; exit code 1 when an acknowledged version is missing, a file is not as
it was written, or something is left over after the next start.
"""

import argparse
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

# Notes are spread over so many cables, so that late rounds are not slower than early ones.
CABLES = 40


def cable(number):
    return (
        "C O N F I D E N T I A L ELBONIA %06d\n\nSUBJECT: BOATS ON LAKE %d\n\n"
        "1. (C) Boat %d came back.\n\n2. (U) Nobody was on board.\n" % (number, number, number)
    )


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("binary", type=os.path.abspath)
    options.add_argument("--rounds", type=int, default=1000)
    options.add_argument("--longest", type=float, default=30, help="milliseconds")
    options.add_argument("--seed", type=int, default=time.time_ns())
    options = options.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        return Loop(options, chance, pathlib.Path(folder)).run()


class Loop:
    def __init__(self, options, chance, folder):
        self.options, self.chance, self.folder = options, chance, folder
        self.config = folder / "config"
        self.files = []
        for number in range(CABLES):
            file = folder / ("cable-%d.txt" % number)
            file.write_text(cable(number))
            self.files.append(file)

    def start(self, *arguments):
        command = [self.options.binary, *map(str, arguments), "--config-dir", str(self.config)]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe)

    def whole_run(self):
        """Seconds that a run takes which is not killed."""
        began = time.monotonic()
        out, err = self.start("notes", "add", self.files[0], "--para", 1, "--input", "first").communicate()
        if not out.startswith(b"ack "):
            sys.exit("the writer does not work: " + err.decode(errors="replace"))
        return time.monotonic() - began

    def run(self):
        self.whole_run()
        longest, whole = self.options.longest / 1000, min(self.whole_run() for _ in range(5))
        acks, killed, strays_seen = [], 0, set()
        for number in range(self.options.rounds):
            file = self.chance.choice(self.files)
            writer = self.start("notes", "add", file, "--para", 1 + number % 2, "--input", "note %d" % number)
            time.sleep(self.chance.uniform(0.001, longest if number % 2 else whole))
            writer.kill()
            out, _ = writer.communicate()
            killed += writer.returncode != 0
            acks += [line.split()[1].decode() for line in out.splitlines() if line.startswith(b"ack ")]
            strays_seen.update(self.config.rglob(".*.tmp"))
        # The next start on each cable sweeps what the dead left beside its notes.
        for file in self.files:
            self.start("notes", "list", file).communicate()
        found = self.verify(acks)
        return self.judge(found, acks, killed, len(strays_seen), whole)

    def verify(self, acks):
        command = [self.options.binary, "verify", "--json", "--has", "-", "--config-dir", str(self.config)]
        answer = subprocess.run(command, input="\n".join(acks).encode(), stdout=subprocess.PIPE, check=False)
        return json.loads(answer.stdout)

    def judge(self, found, acks, killed, strays_seen, whole):
        bad = [file for file in found["files"] if file["state"] not in ("sound", "stray")]
        # What lies at the root has no lock and is swept ten minutes later.
        strays = [path for path in self.config.rglob(".*.tmp") if path.parent != self.config]
        entries = sum(len(file["versions"]) for file in found["files"] if file["what"] == "notes")
        print("rounds: %d, seed: %d, killed before the end: %d, a whole run takes %.1f ms" % (
            self.options.rounds, self.options.seed, killed, whole * 1000))
        print("acknowledged: %d, missing: %d" % (len(acks), len(found["missing"])))
        print("entries on disk: %d (the first runs and what was saved but not acknowledged among them)" % entries)
        print("files: %d, not as written: %d, flags: %d" % (len(found["files"]), len(bad), len(found["flags"])))
        print("temporary files seen after kills: %d, left after the next start: %d" % (strays_seen, len(strays)))
        faults = [file["path"] + ": " + file["state"] for file in bad]
        faults += [flag["cable"] + ": " + flag["flag"] for flag in found["flags"]]
        faults += ["missing: " + version for version in found["missing"]]
        faults += ["left over: " + path.name for path in strays]
        if killed == 0 or not acks:
            faults.append("nothing was tested: no run was killed, or none came to its end")
        for fault in faults[:20]:
            print("FAULT " + fault)
        print("FAILED" if faults else "passed")
        return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
