"""What the fault checks share: a desk of its own for each check, and the report.

A script names its checks with `@check(NUMBER, TITLE)`, NUMBER as in the acceptance list (README.md here), and ends with
`main(__doc__)`. It takes the binary's path, prints figures, and exits with 1 when a check fails. What this machine cannot
do (no root, no strace, no loop devices) is left out, loudly.
"""

import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import traceback

CABLE = "C O N F I D E N T I A L ELBONIA 000012\n\nSUBJECT: BOATS\n\n1. (C) The boats came back.\n\n2. (U) All of them.\n"
CHECKS = []


class LeftOut(Exception):
    """Why a check cannot be made on this machine."""


def check(number, title):
    """Makes a function of a desk one of the script's checks."""
    def note(function):
        CHECKS.append((number, title, function))
        return function
    return note


class Desk:
    """A folder of its own with a cable and a configuration directory, and what one check has found."""

    def __init__(self, options, folder):
        self.binary, self.full = options.binary, options.full
        self.folder = folder
        self.config = folder / "config"
        self.cable = folder / "cable.txt"
        self.cable.write_text(CABLE)
        self.figures, self.faults = [], []

    def say(self, words):
        """A figure for the report."""
        self.figures.append(words)

    def demand(self, holds, words):
        """What must hold; in words, what is wrong when it does not."""
        if not holds:
            self.faults.append(words)
        return holds

    def command(self, *arguments, config=None):
        return [self.binary, *map(str, arguments), "--config-dir", str(config or self.config)]

    def run(self, *arguments, config=None, front=(), text="", **more):
        """Runs the program behind the command `front`, with `text` as its standard input."""
        more.setdefault("timeout", 60)
        return subprocess.run([*map(str, front), *self.command(*arguments, config=config)], input=text.encode(),
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False, **more)

    def add(self, body, **more):
        """Writes a note; its version."""
        answer = self.run("notes", "add", self.cable, "--input", body, **more)
        if not answer.stdout.startswith(b"ack "):
            raise RuntimeError("no note: " + answer.stderr.decode(errors="replace"))
        return answer.stdout.decode().split()[1]

    def notes(self, **more):
        """The notes and drafts on the cable."""
        return json.loads(self.run("notes", self.cable, "--json", **more).stdout)["notes"]

    def bodies(self, **more):
        return sorted(note["body"] for note in self.notes(**more))

    def verify(self, acks=(), **more):
        return json.loads(self.run("verify", "--json", "--has", "-", text="\n".join(acks), **more).stdout)

    def notes_file(self):
        """The only notes file there is."""
        (path,) = self.config.glob("notes/*/*.yaml")
        return path

    def journals(self):
        """The bytes of all journals."""
        return b"".join(path.read_bytes() for path in self.config.glob("drafts/*.wal"))


def needs_root():
    if os.geteuid() != 0:
        raise LeftOut("it needs root")


def needs(*tools):
    for tool in tools:
        if not shutil.which(tool):
            raise LeftOut(tool + " is not here")


def needs_strace():
    needs("strace")
    if subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True, check=False).returncode != 0:
        raise LeftOut("strace may not trace")


class Mounted:
    """A file system below `folder` as long as the block runs."""

    def __init__(self, folder, *arguments):
        needs_root()
        self.folder, self.arguments = folder, arguments

    def __enter__(self):
        self.folder.mkdir(exist_ok=True)
        answer = subprocess.run(["mount", *map(str, self.arguments), str(self.folder)], capture_output=True, check=False)
        if answer.returncode != 0:
            raise LeftOut("no mounting here: " + answer.stderr.decode(errors="replace").strip())
        return self.folder

    def __exit__(self, *_):
        # Whoever still has a file open there keeps it until they end.
        subprocess.run(["umount", "-l", str(self.folder)], check=False)


def until(holds, patience=10):
    """Waits for something; whether it came."""
    end = time.monotonic() + patience
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


def main(words):
    options = argparse.ArgumentParser(description=words, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("binary", type=os.path.abspath)
    options.add_argument("--full", action="store_true", help="as many rounds as the acceptance list asks for")
    options.add_argument("--only", type=int, action="append", metavar="NUMBER", help="these checks")
    options = options.parse_args()
    failed = 0
    for number, title, function in CHECKS:
        if not options.only or number in options.only:
            failed += not made(options, number, title, function)
    sys.exit(1 if failed else 0)


def made(options, number, title, function):
    """Makes one check; whether it passed or was left out."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="reftel-fault-") as folder:
        desk = Desk(options, pathlib.Path(folder))
        try:
            function(desk)
            end = "FAILED" if desk.faults else "passed"
        except LeftOut as reason:
            end = "LEFT OUT"
            print("LEFT OUT %d %s: %s" % (number, title, reason), file=sys.stderr, flush=True)
        except Exception:  # A check that breaks has failed, and the next one is made all the same.
            end = "FAILED"
            desk.faults.append(traceback.format_exc())
    print("%2d %s: %s in %.1f s%s" % (number, title, end, time.monotonic() - began,
                                      "".join("; " + figure for figure in desk.figures)))
    for fault in desk.faults[:10]:
        print("   FAULT " + fault.strip())
    sys.stdout.flush()
    return end != "FAILED"
