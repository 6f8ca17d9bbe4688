#!/usr/bin/env python3
"""Texts that are too much, and lines that are too slow: times, bytes and memory of the release build (40, 41, 47, 53, 69, 70).

    python3 tests/safety/loads.py BINARY [--full]

A machine that does other things too is given more time than the acceptance list, which --full takes at its word.
"""

import collections
import os
import pathlib
import select
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "faults"))
from bench import check, main
from terminal import Terminal, open_cable

HEAD = "C O N F I D E N T I A L OSLO 000012\n\nSUBJECT: BOATS\n\n"
SLACK = 4


class Link(Terminal):
    """A terminal at the end of a slow line that answers as terminals do: each way takes `delay` seconds, and `rate` bytes a
    second arrive."""

    def __init__(self, command, delay=0.0, rate=float("inf"), **more):
        self.delay, self.rate = delay, rate
        self.on_the_way, self.answers, self.free, self.received = collections.deque(), collections.deque(), 0.0, 0
        super().__init__(command, **more)

    def type(self, keys):
        self.answers.append((time.monotonic() + self.delay, keys.encode()))

    def pump(self, seconds=0.0, once=False):
        end = time.monotonic() + seconds
        while self.master is not None:
            now = time.monotonic()
            while self.answers and self.answers[0][0] <= now:
                os.write(self.master, self.answers.popleft()[1])
            while self.on_the_way and self.on_the_way[0][0] <= now:
                self.arrive(self.on_the_way.popleft()[1], now)
            # What has not got through holds up what comes behind it.
            if self.free - now < 1.0 and select.select([self.master], [], [], 0.005)[0]:
                try:
                    data = os.read(self.master, 4096)
                except OSError:
                    return
                self.free = max(self.free, now) + len(data) / self.rate
                self.on_the_way.append((self.free + self.delay, data))
            if now >= end:
                return

    def arrive(self, data, now):
        self.received += len(data)
        self.screen.feed(data)
        for _ in range(data.count(b"\x1b[5n")):
            self.answers.append((now + self.delay, b"\x1b[0n"))


def memory(pid):
    """The most that a process has held, in bytes."""
    with open("/proc/%d/status" % pid, encoding="utf-8") as status:
        return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM"))


def in_time(desk, what, took, limit):
    desk.say("%s %.0f ms" % (what, took * 1000))
    desk.demand(took < limit * (1 if desk.full else SLACK), "%s takes %.3f s" % (what, took))


def timed(action):
    began = time.monotonic()
    action()
    return time.monotonic() - began


@check(40, "marks without end")
def marks(desk):
    for count in (10, 1_000, 1_000_000):
        desk.cable.write_text(HEAD + "1. (C) Above.\n\n2. (C) za%slgo\n\n3. (C) Below.\n" % ("\u0301" * count))
        with Link(desk.command(desk.cable)) as terminal:
            terminal.until("<+%d>lgo" % (count - 8)).until("Below.")
            desk.demand(terminal.received <= 64 << 10, "%d bytes" % terminal.received)
            terminal.type("R")
            terminal.until("the file as it is")
            in_time(desk, "%d marks, a key:" % count, timed(lambda: terminal.type("R") or terminal.until("3 (C)")), 0.05 + count / 1e7)
            terminal.type("q")
            terminal.end()


@check(41, "lines without end, and lines without anything")
def lines(desk):
    mib = 100 if desk.full else 30
    texts = [("one line", b"herring " * (mib << 17)), ("empty lines", b"\n" * (10_000_000 if desk.full else 3_000_000) + b"the end\n"),
             ("no blank", b"x" * (1 << 20))]
    for name, text in texts:
        desk.cable.write_bytes(text)
        with Link(desk.command(desk.cable)) as terminal:
            in_time(desk, name + ": the first frame", timed(lambda: terminal.until("text ·")), 1.0)
            terminal.until(lambda screen: "reading" not in screen.text(), patience=60)
            terminal.type("?")
            terminal.until("While reading")
            terminal.type("q")
            terminal.until("text ·")
            before = terminal.received
            terminal.type("j" * 5)
            took = timed(lambda: terminal.until(lambda _: terminal.received > before)) if name != "empty lines" else 0.0
            in_time(desk, "a row", took, 0.05)
            held = memory(terminal.pid)
            desk.say("%d MiB for %d" % (held >> 20, len(text) >> 20))
            desk.demand(held < 3 * len(text) + (40 << 20), "%s: %d MiB for %d" % (name, held >> 20, len(text) >> 20))
            terminal.type("/the end\r")
            took = timed(lambda: terminal.until(lambda screen: "[1/" in screen.text() or "not found" in screen.text(), patience=60))
            in_time(desk, "a search", took, 2.0)
            terminal.type("q")
            desk.demand(terminal.end() == 0, name + ": does not end")


@check(47, "expressions that take for ever elsewhere")
def expressions(desk):
    desk.cable.write_text(HEAD + "".join("%d. (C) %s!\n\n" % (number, "a" * 3000) for number in range(1, 200)))
    with open_cable(desk) as terminal:
        for expression in ("(a+)+$", "(a|aa)+$", "(x+x+)+y", "|".join("b%d" % number for number in range(10_000)), "\\p{L}{1000}", "(.*)*\\1"):
            terminal.type("&\x1b[200~/%s/\x1b[201~" % expression)
            terminal.pump(0.2)
            took = timed(lambda: terminal.type("\r") or terminal.pump(0.05) or terminal.type("?") or terminal.until("While reading"))
            in_time(desk, expression[:12], took, 1.0)
            terminal.type("q")
            terminal.until("▸")


@check(53, "a directory without end to import from")
def directories(desk):
    bag, outside = desk.folder / "bag", desk.folder / "outside"
    bag.mkdir()
    outside.mkdir()
    (outside / "secret.yaml").write_text("format: cable-notes\n")
    (bag / "out").symlink_to(outside)
    (bag / "around").symlink_to(bag)
    # Deeper than a path can be long: one step after the other.
    here = os.getcwd()
    os.chdir(bag)
    for _ in range(2_000):
        os.mkdir("d")
        os.chdir("d")
    os.chdir(here)
    for number in range(1_000_000 if desk.full else 30_000):
        (bag / str(number)).touch()
    answer = None

    def look():
        nonlocal answer
        answer = desk.run("import", "--dry-run", bag)

    in_time(desk, "a look", timed(look), 2.0)
    said = answer.stderr.decode()
    desk.demand(answer.returncode == 3 and len(said.splitlines()) == 1 and "secret" not in said, "%d: %s" % (answer.returncode, said))
    # The tree is too deep for whoever removes folders by their paths.
    os.system("cd '%s' && rm -rf d" % bag)


@check(69, "9,600 baud, and 300 ms there and back")
def slow_lines(desk):
    desk.cable.write_text(HEAD + "".join("%d. (C) %s\n\n" % (number, "The boats came back with herring. " * 8) for number in range(1, 60)))
    for name, delay, rate in (("9,600 baud", 0.0, 960.0), ("300 ms", 0.15, float("inf"))):
        desk.config = desk.folder / name.replace(" ", "-").replace(",", "")
        with Link(desk.command(desk.cable), delay=delay, rate=rate, size=(24, 80)) as terminal:
            terminal.until("▸")
            # Far more than the line can draw, and then a note, saved before it has been drawn.
            terminal.type("j" * 200 + "gg8Ga")
            words = "written far ahead of what is shown"
            for key in words + "\x13":
                terminal.type(key)
            took = timed(lambda: desk.demand(saved(terminal, desk, words), name + ": nothing is saved"))
            in_time(desk, name + ": saved after", took, 2.0 + 2 * delay)
            terminal.until("notes 1 saved")
            terminal.pump(1.0)
            whole = terminal.received
            terminal.type("jjjj")
            terminal.pump(2.0)
            step = (terminal.received - whole) / 4
            desk.say("%.0f bytes a row" % step)
            desk.demand(step < 2 * 24 * 80, "%s: %d bytes a row" % (name, step))
            desk.demand("8" in terminal.screen.text() and words.split()[0] in terminal.screen.text(), name + ": the screen is behind")
            terminal.type("q")
            desk.demand(terminal.end() == 0, name + ": does not end")


def saved(terminal, desk, words):
    """Waits until the note is on disk, however far the screen is."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        terminal.pump(0.05)
        if any(words.encode() in path.read_bytes() for path in desk.config.glob("notes/*/*.yaml")):
            return True
    return False


@check(70, "a paste of a megabyte")
def paste(desk):
    evil = "q\rZQ\x03:quit\r\x1b[2J\x1b]0;owned\x07dd\n"
    large = evil * ((1 << 20) // len(evil))
    with open_cable(desk) as terminal:
        terminal.type("a")
        terminal.until("note on")

        def pasted():
            # Written in pieces: a terminal takes only so much that nobody reads.
            for piece in range(0, len(large), 1024):
                terminal.type("\x1b[200~" * (piece == 0) + large[piece:piece + 1024])
                terminal.pump()
            terminal.type("\x1b[201~THE END")
            terminal.until("THE END")

        in_time(desk, "between marks", timed(pasted), 1.0)
        terminal.type("\x13")
        terminal.until("a note holds 64 KiB")
        plain = "q\rZQ:quit\rdd\n" * 100
        terminal.type(plain + "AND MORE")
        terminal.until("AND MORE")
        desk.demand(terminal.program.poll() is None, "a paste ended the program")
        terminal.signal(15)
        terminal.end()
    (draft,) = desk.bodies()
    desk.demand(draft.count("ZQ") == large.count("ZQ") + 100 and "\x1b]0;owned" in draft, "the draft is not what was pasted")


if __name__ == "__main__":
    main(__doc__)
