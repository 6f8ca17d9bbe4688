#!/usr/bin/env python3
"""Ends the headless writer at, or lets fail, each single system call of a save (SAFETY 1 to 4).

    python3 tests/faults/system_calls.py BINARY

Under strace, `reftel notes edit` runs once for each call of each kind: killed there, or told of an error. Afterwards the
file must hold the old version or the new one and be sound; an acknowledgement means the new one; after an error without an
acknowledgement the exit code is not 0, one line says why, and nothing is left over. Prints figures; exit code 1 on a
failure, 0 with a loud word where strace is not to be had.
"""

import collections
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

CABLE = "C O N F I D E N T I A L ELBONIA 000012\n\nSUBJECT: BOATS\n\n1. (C) The boats came back.\n"
# strace counts each of them for itself, and passes over what this machine does not have.
CALLS = ["openat", "write", "fsync", "link", "linkat", "rename", "renameat", "renameat2", "unlink", "unlinkat", "close",
         "flock"]
ERRORS = ["ENOSPC", "EIO", "EDQUOT", "ESTALE", "EROFS", "EACCES", "EINTR"]
# More calls of one kind than a save makes.
MOST = 400


class Bench:
    def __init__(self, binary, folder):
        self.binary, self.folder = binary, folder
        self.cable = folder / "cable.txt"
        self.cable.write_text(CABLE)
        self.fresh = folder / "fresh"
        self.plain("notes", "add", self.cable, "--input", "old", config=self.fresh)
        self.plain("notes", "add", self.cable, "--input", "beside", config=self.fresh)
        notes = json.loads(self.plain("notes", self.cable, "--json", config=self.fresh).stdout)["notes"]
        self.id = next(note["id"] for note in notes if note["body"] == "old")
        self.runs, self.killed, self.acked, self.failed, self.closedir = 0, 0, 0, 0, 0
        self.faults = []

    def plain(self, *arguments, config, text=""):
        command = [self.binary, *map(str, arguments), "--config-dir", str(config)]
        return subprocess.run(command, input=text, capture_output=True, text=True, check=False)

    def run(self, call, what, number):
        """One run with a fault at one call; whether there was such a call."""
        config = self.folder / "config"
        shutil.rmtree(config, ignore_errors=True)
        shutil.copytree(self.fresh, config)
        trace = self.folder / "trace"
        command = ["strace", "-f", "-qq", "-o", str(trace), "-e", "trace=?" + call,
                   "-e", "inject=?%s:%s:when=%d" % (call, what, number),
                   self.binary, "notes", "edit", str(self.cable), self.id, "--input", "new",
                   "--config-dir", str(config)]
        answer = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        is_kill = what == "signal=KILL"
        happened = answer.returncode != 0 if is_kill else "(INJECTED)" in trace.read_text(errors="replace")
        if happened:
            self.judge(config, answer, is_kill, "%s %s, call %d" % (call, what, number))
        return happened

    def judge(self, config, answer, is_kill, name):
        self.runs += 1
        acks = [line.split()[1] for line in answer.stdout.splitlines() if line.startswith("ack ")]
        left = [path.name for path in config.rglob(".*.tmp")]
        found = json.loads(self.plain("verify", "--json", "--has", "-", config=config, text="\n".join(acks)).stdout)
        bad = [file["path"] for file in found["files"] if file["state"] not in ("sound", "stray")]
        bodies = [note["body"] for note in json.loads(
            self.plain("notes", self.cable, "--json", config=config).stdout)["notes"]]
        self.killed += is_kill
        self.acked += bool(acks)
        self.failed += not is_kill and answer.returncode != 0

        def fault(words):
            self.faults.append("%s: %s" % (name, words))

        if sorted(bodies) not in (["beside", "old"], ["beside", "new"]):
            fault("the notes are %s" % bodies)
        if bad:
            fault("not sound: %s" % bad)
        if acks and ("new" not in bodies or found["missing"]):
            fault("acknowledged and not there")
        if is_kill:
            return
        # A directory that this user may not sync is no failure, and what was interrupted is done again.
        if acks and name.startswith("fsync") and "EACCES" not in name and "EINTR" not in name:
            fault("acknowledged, although the file is perhaps not on the medium")
        # A byte that was said to be written and was not may be the first of the acknowledgement.
        if not acks and answer.returncode == 0 and "retval" not in name:
            fault("neither acknowledged nor refused")
        # Rust's own library panics when a directory cannot be closed, which no kernel does. Nothing may be lost by it.
        if answer.returncode == 101 and "closedir" in answer.stderr:
            self.closedir += 1
            return
        if answer.returncode != 0 and len(answer.stderr.strip().splitlines()) != 1:
            fault("said in other than one line: %r" % answer.stderr)
        # What could not be removed because that very call failed is swept later.
        if left and not name.startswith("unlink"):
            fault("left over: %s" % left)


def can_trace():
    strace = shutil.which("strace")
    return strace and subprocess.run([strace, "-o", "/dev/null", "true"], capture_output=True, check=False).returncode == 0


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    if not can_trace():
        print("LEFT OUT 1 to 4, each system call: strace is not here or may not trace")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(os.path.abspath(sys.argv[1]), pathlib.Path(folder))
        counts = collections.Counter()
        for call in CALLS:
            for what in ["signal=KILL"] + ["error=" + error for error in ERRORS]:
                # The first ones load the program itself, which is not what is tested.
                for number in range(1, MOST):
                    if not bench.run(call, what, number):
                        break
                    counts[call] += 1
        for number in range(1, MOST):
            if not bench.run("write", "retval=1", number):
                break
        for call, count in counts.items():
            print("%-28s %4d runs" % (call, count))
        print("runs: %d, killed: %d, acknowledged: %d, refused after an error: %d" % (
            bench.runs, bench.killed, bench.acked, bench.failed))
        print("ended by the standard library because a directory could not be closed: %d" % bench.closedir)
        for fault in bench.faults[:40]:
            print("FAULT " + fault)
        print("FAILED: %d" % len(bench.faults) if bench.faults else "passed")
        return 1 if bench.faults else 0


if __name__ == "__main__":
    sys.exit(main())
