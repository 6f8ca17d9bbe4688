#!/usr/bin/env python3
"""Do the fault checks bite (G0)? Puts one fault after the other into a copy of the program, and demands that the check that
is meant to find it fails.

    python3 tests/faults/teeth.py [--only NAME ...] [--target DIRECTORY]

Run by hand from the repository: it builds the program once for each fault, which takes half an hour. DIRECTORY is that of
a build (CARGO_TARGET_DIR), to save time. Prints a table for README.md here; exit code 1 when a check did not find a fault.
"""

import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from seeded import FAULTS

ROOT = pathlib.Path(__file__).resolve().parents[2]
KEPT = ["src", "tests", "assets", "benches", "Cargo.toml", "Cargo.lock", "clippy.toml"]


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--only", nargs="+", metavar="NAME", default=[])
    options.add_argument("--target", metavar="DIRECTORY", type=os.path.abspath)
    options = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="reftel-teeth-") as folder:
        copy = pathlib.Path(folder) / "copy"
        copy.mkdir()
        for name in KEPT:
            if (ROOT / name).is_dir():
                # As files of now: a build of another copy in the same directory would pass for one of these.
                shutil.copytree(ROOT / name, copy / name, copy_function=shutil.copy)
            else:
                shutil.copy(ROOT / name, copy / name)
        environment = {**os.environ, "CARGO_TARGET_DIR": options.target or str(pathlib.Path(folder) / "target")}
        print("| fault | check | how it was found |\n| --- | --- | --- |", flush=True)
        missed = 0
        wanted = [fault for fault in FAULTS if not options.only or fault[0] in options.only]
        # A check that fails on the program as it is finds nothing.
        for command in {tuple(command): None for _, _, checks in wanted for _, command in checks}:
            found, how = tried(copy, environment, list(command))
            if found or "passed" not in how and "ok." not in how:
                print("FAILED without a fault: %s: %s" % (" ".join(command), how), flush=True)
                missed += 1
        for name, edits, checks in wanted:
            missed += bitten(copy, environment, name, edits, checks)
    print("%d not found" % missed)
    return 1 if missed else 0


def bitten(copy, environment, name, edits, checks):
    """Puts a fault in, tries each of its checks, takes it out; how many did not find it."""
    before = {file: (copy / file).read_text() for file, _, _ in edits}
    try:
        for file, old, new in edits:
            text = (copy / file).read_text()
            if text.count(old) != 1:
                print("| %s | | FAILED: the source has changed: %r is not once in %s |" % (name, old, file))
                return 1
            (copy / file).write_text(text.replace(old, new))
        missed = 0
        for numbers, command in checks:
            found, how = tried(copy, environment, command)
            print("| %s | %s | %s |" % (name, numbers, how), flush=True)
            missed += not found
        return missed
    finally:
        for file, text in before.items():
            (copy / file).write_text(text)


def tried(copy, environment, command):
    """Whether a check failed, and how."""
    if command[0] == "cargo":
        built = subprocess.run([*command, "--no-run", "--quiet"], cwd=copy, env=environment, capture_output=True, check=False)
    else:
        script, *rest = command
        # A debug build is too slow for what is measured there.
        profile = "release" if script == "large.py" else "dev"
        built = subprocess.run(["cargo", "build", "--quiet", "--profile", profile], cwd=copy, env=environment,
                               capture_output=True, check=False)
        binary = pathlib.Path(environment["CARGO_TARGET_DIR"]) / profile.replace("dev", "debug") / "reftel"
        command = [sys.executable, copy / "tests" / "faults" / script, binary, *rest]
    if built.returncode != 0:
        return False, "FAILED: it does not compile: " + one_line(built.stderr.decode(errors="replace"), "error")
    answer = subprocess.run(command, cwd=copy, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                            check=False, timeout=600)
    said = answer.stdout.decode(errors="replace")
    if answer.returncode == 0 or "LEFT OUT" in said:
        return False, "FAILED: nothing was noticed: " + one_line(said, "passed")
    return True, one_line(said, "FAULT") or one_line(said, "panicked") or one_line(said, "FAILED")


def one_line(text, word):
    """The first line that holds the word, short, and fit for a table."""
    lines = text.splitlines()
    at = next((at for at, line in enumerate(lines) if word in line), None)
    if at is None:
        return ""
    line = lines[at]
    # What broke is said by the last line of a traceback, and what panicked by the line below.
    if "Traceback" in line:
        line = next((line for line in lines[at + 1:] if line[:1].isalpha()), line)
    if "panicked" in line and at + 1 < len(lines):
        line += " " + lines[at + 1]
    return " ".join(line.split()).replace("|", "/")[:140]


if __name__ == "__main__":
    sys.exit(main())
