#!/usr/bin/env python3
"""The power goes (9): every note that was acknowledged is there afterwards.

    python3 tests/faults/power_cut.py BINARY [--full]

A writer works on a file system of its own, in a file on a loop device. It is stopped at a random moment, and the file is
copied: what the kernel had not written yet is not in the copy, as after a power cut. The copy is mounted and must hold
every note that was acknowledged.
"""

import os
import random
import shutil
import signal
import subprocess
import threading
import time

from bench import Mounted, check, main, needs, needs_root

SYSTEMS = [
    ("ext4", 64 << 20, ["mkfs.ext4", "-q", "-F"], []),
    ("ext4 noauto_da_alloc", 64 << 20, ["mkfs.ext4", "-q", "-F"], ["-o", "noauto_da_alloc"]),
    ("xfs", 320 << 20, ["mkfs.xfs", "-q", "-f"], ["-o", "nouuid"]),
]


@check(9, "a power cut")
def power_cut(desk):
    needs_root()
    needs("mount", "mkfs.ext4")
    rounds = 50 if desk.full else 6
    for name, size, make, options in SYSTEMS:
        if not shutil.which(make[0]):
            desk.say("%s: LEFT OUT, %s is not here" % (name, make[0]))
            continue
        image = desk.folder / "disk.image"
        with open(image, "wb") as file:
            file.truncate(size)
        subprocess.run([*make, str(image)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with Mounted(desk.folder / "disk", "-o", "loop", *options, image) as disk:
            found = [cut(desk, image, disk, options, number) for number in range(rounds)]
        acks, missing = map(sum, zip(*found))
        desk.say("%s: %d cuts, acknowledged before: %d, missing: %d" % (name, rounds, acks, missing))
        desk.demand(acks > 0, name + ": nothing was tested")


def cut(desk, image, disk, options, number):
    """How many notes were acknowledged before a cut, and how many of them are missing after it."""
    acks, over = [], threading.Event()
    current = []

    def write():
        while not over.is_set():
            command = desk.command("notes", "add", desk.cable, "--input", "note %d" % len(acks),
                                   config=disk / ("reftel-%d" % number))
            with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE) as program:
                current[:] = [program.pid]
                acks.extend(line.split()[1].decode() for line in program.stdout if line.startswith(b"ack "))

    writer = threading.Thread(target=write)
    writer.start()
    time.sleep(random.uniform(0.1, 0.5))
    before = len(acks)
    if current:
        try:
            os.kill(current[0], signal.SIGSTOP)
        except ProcessLookupError:
            pass
    wanted = acks[:before]
    copy = desk.folder / "copy.image"
    subprocess.run(["cp", "--sparse=always", str(image), str(copy)], check=True)
    over.set()
    if current:
        try:
            os.kill(current[0], signal.SIGCONT)
        except ProcessLookupError:
            pass
    writer.join()
    with Mounted(desk.folder / "after", "-o", "loop", *options, copy) as after:
        config = after / ("reftel-%d" % number)
        found = desk.verify(wanted, config=config)
        bad = [file["path"] for file in found["files"] if file["state"] not in ("sound", "stray")]
    for version in found["missing"]:
        desk.demand(False, "cut %d: acknowledged and not there: %s" % (number, version))
    desk.demand(not bad, "cut %d: not sound: %s" % (number, bad))
    return len(wanted), len(found["missing"])


if __name__ == "__main__":
    main(__doc__)
