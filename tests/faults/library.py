#!/usr/bin/env python3
"""Kills a program that indexes again and again: what is found must be what a new index finds.

    python3 tests/faults/library.py BINARY [--rounds 200] [--files 300] [--seed N]

Each round changes, adds and takes away some files of a folder, starts `reftel search` and kills it (SIGKILL) at a moment
within the time that a whole run takes; now and then two run at once. Every tenth round the same questions are put to the
index that was killed and to a new one; at the end also to one whose file was damaged. Prints figures; exit code 1 when the
answers differ or a program fails.
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

WORDS = "boat harbour minister money fish border treaty visit drugs lake island market".split()
PEOPLE = ["Jorge Tello Peon", "Ana Maria Soto", "Eva Lund", "Karl Brandt"]
QUERIES = ["", "boat", "money -fish", '"boat harbour" OR treaty', "NEAR(lake visit, 5)", "class:C drugs*", "tag:KCRM",
           "person:soto", "entity:lund -boat", "ref:09STATE7", "mark:U -minister"]


def cable(chance, number):
    words = " ".join(chance.choices(WORDS, k=chance.randrange(20, 400)))
    return (
        "C O N F I D E N T I A L ELBONIA %06d\n\nSUBJECT: BOATS ON LAKE %d\n\nTAGS: %s\n\nREF: 09 STATE %d\n\n"
        "1. (C) Ambassador met Minister %s. %s.\n\n2. (%s) Nobody was on board.\n"
        % (number, number, chance.choice(["KCRM", "ECON"]), chance.randrange(9), chance.choice(PEOPLE), words,
           chance.choice("UC"))
    )


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("binary", type=os.path.abspath)
    options.add_argument("--rounds", type=int, default=200)
    options.add_argument("--files", type=int, default=300)
    options.add_argument("--seed", type=int, default=time.time_ns())
    options = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return Loop(options, pathlib.Path(folder)).run()


class Loop:
    def __init__(self, options, folder):
        self.options, self.folder, self.chance = options, folder, random.Random(options.seed)
        self.cables, self.config, self.faults, self.news = folder / "cables", folder / "config", [], 0
        self.cables.mkdir()

    def start(self, query, config):
        command = [self.options.binary, "search", query, self.cables, "--json", "--limit", "100000", "--config-dir", config]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe)

    def ask(self, query, config):
        """What is found, each by its file; None when the program fails."""
        program = self.start(query, config)
        out, err = program.communicate()
        if program.returncode not in (0, 1):
            self.faults.append("%r: exit code %d: %s" % (query, program.returncode, err.decode(errors="replace").strip()))
            return None
        return sorted((hit["file"], hit["cable"]) for hit in json.loads(out)["hits"])

    def change(self, share):
        for number in self.chance.sample(range(self.options.files), int(self.options.files * share)):
            file = self.cables / ("cable-%d.txt" % number)
            if self.chance.random() < 0.2:
                file.unlink(missing_ok=True)
            else:
                self.news += 1
                file.write_text(cable(self.chance, self.news))

    def compare(self, what):
        new = pathlib.Path(tempfile.mkdtemp(dir=self.folder))
        found = 0
        for query in QUERIES:
            survived, fresh = self.ask(query, self.config), self.ask(query, new)
            found += len(fresh or [])
            if survived != fresh:
                self.faults.append("%s: %r finds %s, a new index %s" % (what, query, survived, fresh))
        return found

    def damage(self):
        """Overwrites half of the index. It may be said once that it was damaged; then it must be as new."""
        index = self.config / "library" / "index.sqlite"
        content = bytearray(index.read_bytes())
        content[len(content) // 2:] = b"\xa5" * (len(content) - len(content) // 2)
        index.write_bytes(content)
        before = list(self.faults)
        for query in QUERIES:
            self.ask(query, self.config)
        said, self.faults = self.faults[len(before):], before
        if len(said) > 1 or any("built anew" not in line for line in said):
            self.faults += ["damaged: " + line for line in said]

    def run(self):
        self.change(1)
        began = time.monotonic()
        self.ask("person:soto", self.config)
        whole, killed, found = time.monotonic() - began, 0, 0
        for number in range(self.options.rounds):
            self.change(0.2)
            programs = [self.start("person:soto", self.config) for _ in range(self.chance.choice((1, 1, 2)))]
            for program in programs:
                try:
                    program.wait(timeout=self.chance.uniform(0, whole))
                except subprocess.TimeoutExpired:
                    program.kill()
                    killed += 1
                program.communicate()
            if number % 10 == 9:
                found += self.compare("round %d" % number)
        self.damage()
        found += self.compare("after the damage")
        print("rounds: %d, killed: %d, files written: %d, found by new indexes: %d, whole run: %.2f s, seed: %d" % (
            self.options.rounds, killed, self.news, found, whole, self.options.seed))
        for fault in self.faults[:20]:
            print("FAULT " + fault[:500])
        if found == 0 or (self.options.rounds >= 20 and killed == 0):
            self.faults.append("nothing was tried")
        print("FAILED" if self.faults else "passed")
        return 1 if self.faults else 0


if __name__ == "__main__":
    sys.exit(main())
