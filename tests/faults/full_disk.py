#!/usr/bin/env python3
"""A disk that is full (5, 6): nothing is lost, and the reader is told.

    python3 tests/faults/full_disk.py BINARY
"""

import os
import signal
import time

from bench import Mounted, check, main, until
from terminal import open_cable

# The program itself keeps 32 KiB in reserve. Of bytes, and of names.
KINDS = [("128 KiB", "size=128k"), ("20 names", "nr_inodes=20")]

# Makes the notes larger than what is left for the journal.
LONG = "." * 10_000
LEFT = 8192


def fill(folder, leave=0):
    """Fills it to the last name and, but for what it is to `leave`, the last byte."""
    try:
        for number in range(100):
            (folder / ("ballast-%d-%d" % (number, time.monotonic_ns()))).touch()
    except OSError:
        pass
    ballast = max(folder.glob("ballast-*"), key=lambda path: path.stat().st_size)
    for size in (4096, 1):
        try:
            with ballast.open("ab", buffering=0) as file:
                while file.tell() < 1 << 20:
                    file.write(b"x" * size)
        except OSError:
            pass
    os.truncate(ballast, max(0, ballast.stat().st_size - leave))


def free(folder):
    for path in folder.glob("ballast-*"):
        path.unlink()


def settled(desk, config):
    """A note that is saved, and a disk with the program's own files on it."""
    desk.config = config / "reftel"
    desk.add("saved before" + LONG)
    # Room that the first session takes: reading place, reserve.
    with open_cable(desk) as terminal:
        terminal.type("q")
        terminal.end()


def short(desk):
    """How the notes and drafts begin."""
    return [body[:13] for body in desk.bodies()]


def write_on_full(terminal, disk, words):
    """Writes on a full disk. The journal takes the room that was kept for it, and has two pages left after that, which is
    less than the notes need."""
    fill(disk)
    terminal.type("a" + words)
    terminal.until(words)
    fill(disk, leave=LEFT)


def say_what_is_on_screen_only(terminal, disk):
    """A text of which the disk takes no more keys: the reader is told as long as that is so."""
    fill(disk)
    terminal.type("a" + "more keys than a page has room for. " * 4)
    terminal.until("not on disk:").until("has room for")
    free(disk)
    terminal.type("!")
    terminal.until(lambda screen: "not on disk:" not in screen.text())
    terminal.escape()


@check(5, "a full disk, then room again")
def full_then_free(desk):
    for name, option in KINDS:
        with Mounted(desk.folder / "disk", "-t", "tmpfs", "-o", option, "none") as disk:
            settled(desk, disk)
            old = desk.notes_file().read_bytes()
            with open_cable(desk) as terminal:
                write_on_full(terminal, disk, "words that must not be lost")
                terminal.type("\x13")
                terminal.until("NOT SAVED").until("words that must not be lost")
                desk.demand(desk.notes_file().read_bytes() == old, name + ": the old file is another")
                desk.demand("saved" in terminal.screen.text(), name + ": the old note is not shown")
                if option.startswith("size"):
                    say_what_is_on_screen_only(terminal, disk)
                free(disk)
                terminal.type(":save\r")
                terminal.until(lambda screen: "NOT SAVED" not in screen.text() and "saved" in screen.text())
                terminal.type("q")
                desk.demand(terminal.end() == 0, name + ": the exit code is not 0")
            desk.demand(set(short(desk)) - {"more keys tha"} == {"saved before.", "words that mu"}, name + ": %s" % short(desk))
            desk.demand(desk.verify()["sound"], name + ": not sound")


@check(6, "a full disk, then the end of the program, then room again")
def full_then_dead(desk):
    for name, option in KINDS:
        for end in ("quit", "kill"):
            with Mounted(desk.folder / "disk", "-t", "tmpfs", "-o", option, "none") as disk:
                settled(desk, disk)
                with open_cable(desk) as terminal:
                    write_on_full(terminal, disk, "saved nowhere")
                    terminal.type("\x13")
                    terminal.until("NOT SAVED")
                    terminal.type("aand half a sen")
                    terminal.until("half a sen")
                    if end == "kill":
                        terminal.signal(signal.SIGKILL)
                    else:
                        terminal.escape()
                        terminal.type("ZQ")
                    code = terminal.end()
                    desk.demand(code == (-9 if end == "kill" else 4), "%s, %s: exit code %s" % (name, end, code))
                free(disk)
                with open_cable(desk) as terminal:
                    terminal.until("saved nowhere").until("half a sen")
                    desk.demand(until(lambda: b"saved nowhere" in desk.notes_file().read_bytes(), 5),
                                "%s, %s: not saved at the next start" % (name, end))
                    terminal.type("q")
                    terminal.end()
                desk.demand(short(desk) == ["and half a sen"[:13], "saved before.", "saved nowhere"],
                            "%s, %s: %s" % (name, end, desk.bodies()))


if __name__ == "__main__":
    main(__doc__)
