#!/usr/bin/env python3
"""Several headless writers on one cable at the same time (SAFETY 20): every note must be there, and each once.

    python3 tests/faults/two_writers.py BINARY [--notes 500] [--writers 2]

Runs with locks, and again as on a file system without them where strace can take them away; says so where it cannot.
Prints figures; exit code 1 when a note is missing, doubled, or anything is left over.
"""

import argparse
import collections
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading
import time

CABLE = "C O N F I D E N T I A L ELBONIA 000012\n\nSUBJECT: BOATS\n\n1. (C) The boats came back.\n\n2. (U) All of them.\n"
# How often a writer tries again when the lock is busy: the answer is exit code 4, and nothing saved.
TRIES = 50


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("binary", type=os.path.abspath)
    options.add_argument("--notes", type=int, default=500, help="of each writer")
    options.add_argument("--writers", type=int, default=2)
    options = options.parse_args()
    failed = run("with locks", options, [])
    unlocked = without_locks()
    if unlocked:
        # What overtakes another is kept as a copy, and every start reads all copies: fewer notes, not to wait for hours.
        options.notes = max(1, options.notes // 5)
        failed |= run("without locks", options, unlocked)
    else:
        print("without locks: LEFT OUT, strace is not here or may not trace")
    return 1 if failed else 0


def without_locks():
    """A command in front of which flock fails as on some network file systems; none where that cannot be had."""
    strace = shutil.which("strace")
    command = [strace, "-f", "-qq", "-o", "/dev/null", "-e", "trace=flock", "-e", "inject=flock:error=EOPNOTSUPP"]
    works = strace and subprocess.run([*command, "true"], stderr=subprocess.DEVNULL, check=False).returncode == 0
    return command if works else None


def run(name, options, front):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "cable.txt").write_text(CABLE)
        began = time.monotonic()
        acks, failures = write(options, front, folder)
        took = time.monotonic() - began
        return judge(name, options, folder, acks, failures, took)


def write(options, front, folder):
    acks, failures = [], []

    def writer(number):
        for note in range(options.notes):
            body = "writer %d, note %d" % (number, note)
            command = [*front, options.binary, "notes", "add", str(folder / "cable.txt"), "--para", "1",
                       "--input", body, "--config-dir", str(folder / "config")]
            for _ in range(TRIES):
                answer = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
                if answer.returncode == 0:
                    acks.append(answer.stdout.decode().split()[1])
                    break
                if answer.returncode != 4 or answer.stdout:
                    failures.append("exit code %d: %s" % (answer.returncode, answer.stderr.decode()))
                    break
            else:
                failures.append("still refused after %d tries: %s" % (TRIES, answer.stderr.decode()))

    # The identity is made once, as by the session before.
    subprocess.run([options.binary, "notes", "list", str(folder / "cable.txt"), "--config-dir",
                    str(folder / "config")], capture_output=True, check=True)
    threads = [threading.Thread(target=writer, args=(number,)) for number in range(options.writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return acks, failures


def judge(name, options, folder, acks, faults, took):
    def ask(*arguments, given=""):
        command = [options.binary, *arguments, "--config-dir", str(folder / "config")]
        return json.loads(subprocess.run(command, input=given, capture_output=True, text=True, check=False).stdout)

    notes = ask("notes", "list", str(folder / "cable.txt"), "--json")["notes"]
    found = ask("verify", "--json", "--has", "-", given="\n".join(acks))
    wanted = {"writer %d, note %d" % (number, note)
              for number in range(options.writers) for note in range(options.notes)}
    bodies = collections.Counter(note["body"] for note in notes)
    missing, doubled = wanted - set(bodies), [body for body, count in bodies.items() if count > 1]
    left = list((folder / "config" / "notes").rglob(".*.tmp"))
    print("%s: writers: %d, notes each: %d, notes found: %d, missing: %d, doubled: %d, %.1f s" % (
        name, options.writers, options.notes, len(notes), len(missing), len(doubled), took))
    print("%s: acknowledged: %d, missing of these: %d, sound: %s, flags: %d, left over: %d" % (
        name, len(acks), len(found["missing"]), found["sound"], len(found["flags"]), len(left)))
    faults += ["missing: " + body for body in sorted(missing)] + ["doubled: " + body for body in doubled]
    faults += ["acknowledged, but missing: " + version for version in found["missing"]]
    faults += ["left over: " + path.name for path in left]
    if not found["sound"]:
        faults.append("verify: not sound")
    for fault in faults[:20]:
        print("FAULT " + fault.strip())
    print("%s: %s" % (name, "FAILED" if faults else "passed"))
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
