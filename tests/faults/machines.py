#!/usr/bin/env python3
"""A machine whose clock is wrong (26), and a home directory on two machines (27).

    python3 tests/faults/machines.py BINARY
"""

import os
import pathlib
import shutil

from bench import LeftOut, check, main, needs, needs_root
from terminal import Terminal


# A clock that is wrong tells the wrong time; how long a wait takes is not its business.
MONOTONIC = {"FAKETIME_DONT_FAKE_MONOTONIC": "1", "DONT_FAKE_MONOTONIC": "1"}
REAL_WAITS = ["env", *("%s=%s" % pair for pair in MONOTONIC.items())]


@check(26, "clocks that are wrong")
def clocks(desk):
    needs("faketime")
    ways = {
        "right": ["+0", "+0", "+0"],
        "a year late": ["-1y", "-1y", "-1y"],
        # These two stand still where the command is short.
        "1970": ["1970-01-01 00:00:10"] * 3,
        "9999": ["9999-12-29 00:00:00"] * 3,
        "back": ["@2030-01-01 00:00:00", "@2020-01-01 00:00:00", "@1975-01-01 00:00:00"],
    }
    results = {}
    for name, times in ways.items():
        desk.config = desk.folder / ("config-" + name.replace(" ", "-"))

        def front(moment):
            return [*REAL_WAITS, "faketime", "-f", moment]

        desk.add("one", front=front(times[0]))
        desk.add("two", front=front(times[1]))
        one = next(note["id"] for note in desk.notes() if note["body"] == "one")
        edited = desk.run("notes", "edit", desk.cable, one, "--input", "one, edited", front=front(times[2]))
        desk.demand(edited.returncode == 0, "%s: %r" % (name, edited.stderr))
        removed = desk.run("notes", "rm", desk.cable, next(
            note["id"] for note in desk.notes() if note["body"] == "two"), front=front(times[2]))
        desk.demand(removed.returncode == 0, "%s: %r" % (name, removed.stderr))
        desk.add("three", front=front(times[2]))
        with Terminal([*front(running(times[0])), *desk.command(desk.cable)]) as terminal:
            terminal.until("▸")
            terminal.type("afour\x13")
            terminal.until("notes 3 saved")
            terminal.type("q")
            desk.demand(terminal.end() == 0, name + ": the program does not end")
        notes = desk.notes()
        ids = {note["id"] for note in notes}
        desk.demand(len(ids) == len(notes), name + ": two notes have one id")
        results[name] = (desk.bodies(), [note["versions"] for note in notes if note["body"] == "one, edited"],
                         desk.verify()["sound"], len(desk.verify()["flags"]))
    for name, result in results.items():
        desk.demand(result == results["right"], "%s: %s, not %s" % (name, result, results["right"]))
    desk.say("%d clocks" % len(ways))
    jump(desk)


def running(moment):
    """The same moment on a clock that does not stand still: a terminal is waited for."""
    return "@" + moment if moment[0].isdigit() else moment


def jump(desk):
    """The clock goes back by fifty years in the middle of a session."""
    desk.config = desk.folder / "config-jump"
    moment = desk.folder / "moment"
    moment.write_text("@2030-01-01 00:00:00\n")
    library = next(pathlib.Path("/usr").glob("lib*/**/libfaketimeMT.so.1"), None)
    if not library:
        raise LeftOut("the library of faketime is not found, for a clock that jumps")
    environment = {**MONOTONIC, "LD_PRELOAD": str(library), "FAKETIME_TIMESTAMP_FILE": str(moment), "FAKETIME_NO_CACHE": "1"}
    with Terminal(desk.command(desk.cable), env=environment) as terminal:
        terminal.until("▸")
        terminal.type("aone\x13")
        terminal.until("notes 1 saved")
        moment.write_text("@1980-01-01 00:00:00\n")
        terminal.type("i, edited\x13")
        terminal.until("one, edited").until("notes 1 saved")
        terminal.type("atwo\x13")
        terminal.until("notes 2 saved")
        terminal.type("q")
        terminal.end()
    desk.demand(desk.bodies() == ["one, edited", "two"], "the clock jumps: %s" % desk.bodies())
    times = sorted(note["at"][:4] for note in desk.notes())
    desk.demand(times[0] == "1980", "nothing was tested: the times are %s" % times)


@check(27, "a home directory that was copied")
def cloned(desk):
    needs_root()
    needs("unshare", "mount")
    desk.add("common")
    other = desk.folder / "copy"
    shutil.copytree(desk.config, other)
    (desk.folder / "machine-id").write_text("f" * 32 + "\n")
    # The copy is on another machine.
    front = ["unshare", "-m", "sh", "-c", 'mount --bind "$0" /etc/machine-id && exec "$@"', desk.folder / "machine-id"]
    if not os.path.exists("/etc/machine-id"):
        raise LeftOut("this machine has no /etc/machine-id")
    for number in range(3):
        desk.add("here %d" % number)
        desk.add("there %d" % number, config=other, front=front)
    arrived = [path for path in other.glob("notes/*/*.yaml") if b"there" in path.read_bytes()]
    desk.demand(len(arrived) == 1 and arrived[0].name != desk.notes_file().name, "the copy writes into the same file")
    shutil.copy(arrived[0], desk.notes_file().parent)
    wanted = sorted(["common", *("%s %d" % (place, n) for place in ("here", "there") for n in range(3))])
    desk.demand(desk.bodies() == wanted, "another machine: %s" % desk.bodies())
    desk.demand(desk.verify()["sound"], "another machine: not sound")
    # The copy is on the same machine, and comes back as a synchroniser brings it.
    third = desk.folder / "third"
    shutil.copytree(desk.config, third)
    desk.add("in one copy")
    desk.add("in the other", config=third)
    theirs = next(path for path in third.glob("notes/*/*.yaml") if b"in the other" in path.read_bytes())
    ours = desk.config / theirs.relative_to(third)
    shutil.copy(theirs, ours.with_name(ours.stem + ".sync-conflict-20260101-000000-ABCDEFG.yaml"))
    desk.demand({"in one copy", "in the other"} <= set(desk.bodies()), "same machine: %s" % desk.bodies())
    flags = [flag["flag"] for flag in desk.verify()["flags"]]
    desk.demand(flags, "same machine: the copied identity is not flagged")
    desk.say("flags: %s" % sorted(set(flags)))


if __name__ == "__main__":
    main(__doc__)
