#!/usr/bin/env python3
"""The end in the middle of a word (8, 35): what was typed until a quarter of a second before is there.

    python3 tests/faults/typing_kill.py BINARY [--full]
"""

import concurrent.futures
import random
import resource
import time

from bench import check, main
from terminal import Terminal, kill, open_cable

KEYS = 200
A_SECOND = 20
# Typed longer ago than this, a key is on disk.
LATEST = 0.250
TOGETHER = 10


@check(8, "kill -9 while typing")
def kill_while_typing(desk):
    rounds = 100 if desk.full else 20
    with concurrent.futures.ThreadPoolExecutor(TOGETHER) as pool:
        ends = [random.uniform(0.1, KEYS / A_SECOND) for _ in range(rounds)]
        missing = list(pool.map(lambda number: type_and_kill(desk, number, ends[number]), range(rounds)))
    desk.say("%d rounds, most keys missing of those older than %d ms: %d" % (rounds, LATEST * 1000, max(missing)))


def type_and_kill(desk, number, end):
    """How many keys are missing that should be there."""
    config = desk.folder / ("config-%d" % number)
    text = "".join(random.choice("abcdefghij ") for _ in range(KEYS - 1)).strip() + "."
    typed = []
    with Terminal(desk.command(desk.cable, config=config)) as terminal:
        terminal.until("▸")
        terminal.type("a")
        terminal.until("note on")
        began = time.monotonic()
        for place, key in enumerate(text):
            pause = min(began + place / A_SECOND, began + end) - time.monotonic()
            if pause > 0:
                terminal.pump(pause)
            if time.monotonic() - began >= end:
                break
            terminal.type(key)
            typed.append(time.monotonic())
        killed = time.monotonic()
        kill(terminal)
    due = sum(when < killed - LATEST for when in typed)
    found = (desk.bodies(config=config) or [""])[0]
    desk.demand(text.startswith(found), "round %d: %r is not what was typed" % (number, found))
    # Blanks at the end are no part of what is shown.
    missing = max(0, len(text[:due].rstrip()) - len(found))
    desk.demand(missing == 0, "round %d: %d of %d keys are missing" % (number, missing, due))
    return missing


@check(35, "no memory")
def no_memory(desk):
    ends = []
    for room in (0, 1 << 20, 8 << 20):
        # Without the room that the C library sets aside for threads.
        with open_cable(desk, env={"MALLOC_ARENA_MAX": "1"}) as terminal:
            words = "%d KiB to spare" % (room >> 10)
            terminal.type("a")
            terminal.until("note on")
            terminal.type(words)
            terminal.until(words)
            terminal.pump(LATEST)
            with open("/proc/%d/statm" % terminal.pid, encoding="utf-8") as sizes:
                now = int(sizes.read().split()[0]) * resource.getpagesize()
            resource.prlimit(terminal.pid, resource.RLIMIT_AS, (now + room, now + room))
            # A frame for a screen of this size has no room.
            terminal.resize(450, 900)
            ends.append(terminal.end(5))
        kept = [body for body in desk.bodies() if body.startswith(words)]
        desk.demand(len(kept) == 1, "%s: not there" % words)
    desk.say("exit codes %s" % ends)
    desk.demand(set(ends) <= {-6, 101}, "nothing was tested: not all were ended by the want of memory: %s" % ends)


if __name__ == "__main__":
    main(__doc__)
