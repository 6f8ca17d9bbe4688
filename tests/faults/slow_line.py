#!/usr/bin/env python3
"""A slow line (69): a modem of 9,600 baud, and an SSH connection of 300 ms with a deep buffer. No key is lost, no frame is
seen in half, no frames queue up, and what is typed is on disk however long drawing takes.

    python3 tests/faults/slow_line.py BINARY
"""

import collections
import concurrent.futures
import os
import re
import select
import time

from bench import check, main, until
from terminal import Terminal

Speed = collections.namedtuple("Speed", "name delay bytes_a_second buffer")
LINES = [Speed("9,600 baud", 0.0, 960, 4096), Speed("300 ms", 0.150, 8000, 2_000_000)]

PARAGRAPHS, SOUGHT, STEPS, A_SECOND = 120, 100, 60, 30
SIZE = (24, 80)
QUESTION = b"\x1b[5n"
ANSWERS = {QUESTION: b"\x1b[0n", b"\x1b[?69$p": b"\x1b[?69;0$y", b"\x1b[?2026$p": b"\x1b[?2026;2$y"}
QUERY = re.compile(b"|".join(re.escape(query) for query in ANSWERS))
TEXT = "Keys that arrive while a frame is on its way are not lost."


class SlowTerminal(Terminal):
    """A terminal at the far end of a line: keys arrive late, what is drawn comes in as fast as the line carries it."""

    def __init__(self, command, line):
        super().__init__(command, size=SIZE)
        self.line, self.free, self.unread = line, time.monotonic(), b""
        self.keys, self.on_the_way = collections.deque(), collections.deque()
        # The screen at the end of each frame, the bytes of each, and how many were on their way at once.
        self.frames, self.sizes, self.since, self.most = [], [], 0, 0

    def type(self, keys):
        self.send(keys.encode())

    def send(self, data):
        self.keys.append((time.monotonic() + self.line.delay, data))

    def pump(self, seconds=0.0, once=False):
        end = time.monotonic() + seconds
        while True:
            now = time.monotonic()
            while self.keys and self.keys[0][0] <= now:
                os.write(self.master, self.keys.popleft()[1])
            while self.on_the_way and self.on_the_way[0][0] <= now:
                self.show(self.on_the_way.popleft()[1])
            if now >= end:
                return
            room = (self.free - now) * self.line.bytes_a_second < self.line.buffer
            ready, _, _ = select.select([self.master] if room else [], [], [], min(0.005, end - now))
            if ready and not self.read():
                return

    def read(self):
        """Gives the line what the program has written; whether it still writes."""
        try:
            data = os.read(self.master, 64)
        except OSError:
            return False
        now = time.monotonic()
        self.free = max(self.free, now) + len(data) / self.line.bytes_a_second
        self.on_the_way.append((self.free + self.line.delay, data))
        waiting = b"".join(data for _, data in self.on_the_way)
        self.most = max(self.most, waiting.count(QUESTION))
        return True

    def show(self, data):
        self.unread += data
        self.since += len(data)
        while (query := QUERY.search(self.unread)) is not None:
            self.screen.feed(self.unread[:query.start()])
            self.unread = self.unread[query.end():]
            self.send(ANSWERS[query.group()])
            if query.group() == QUESTION:
                self.frames.append(self.screen.text())
                self.sizes.append(self.since)
                self.since = 0
        # The last bytes may be the beginning of a question.
        held = self.unread.rfind(b"\x1b", max(0, len(self.unread) - 9))
        whole = len(self.unread) if held < 0 or re.search(rb"\x1b(\[\??\d*\$?)?$", self.unread[held:]) is None else held
        self.screen.feed(self.unread[:whole])
        self.unread = self.unread[whole:]

    def rest(self):
        """Waits until nothing has been on its way for a while."""
        still = time.monotonic()
        while time.monotonic() < still + 2 * self.line.delay + 0.3:
            self.pump(0.05)
            if self.on_the_way or self.keys:
                still = time.monotonic()


@check(69, "a slow line")
def slow_line(desk):
    paragraphs = ["%d. (C) The %s came back.\n" % (n, "zebra" if n == SOUGHT else "boats") for n in range(1, PARAGRAPHS + 1)]
    desk.cable.write_text("C O N F I D E N T I A L ELBONIA 000012\n\nSUBJECT: BOATS\n\n" + "\n".join(paragraphs))
    with concurrent.futures.ThreadPoolExecutor(len(LINES)) as pool:
        list(pool.map(lambda line: use(desk, line), LINES))


def use(desk, line):
    """Reads, searches and writes a note behind a line."""
    config = desk.folder / ("config-%d" % line.buffer)
    with SlowTerminal(desk.command(desk.cable, config=config), line) as terminal:
        terminal.until("▸")
        terminal.rest()
        for _ in range(STEPS):
            terminal.type("}")
            terminal.pump(1 / A_SECOND)
        pressed = time.monotonic()
        terminal.until("¶ %d/" % STEPS, 10)
        behind = time.monotonic() - pressed
        steps = len(terminal.frames)
        terminal.type("/zebra\r")
        terminal.until("¶ %d/" % SOUGHT, 10)
        terminal.rest()
        for number, frame in enumerate(terminal.frames):
            fault = torn(frame)
            desk.demand(fault is None, "%s: frame %d: %s\n%s" % (line.name, number, fault, frame))
        write(desk, terminal, config)
        # The last row has a message that the next key takes away.
        as_sent = terminal.screen.text().splitlines()[:-1]
        terminal.type("\x0c")
        terminal.rest()
        anew = terminal.screen.text().splitlines()[:-1]
        desk.demand(as_sent == anew, "\n".join([line.name + ": drawn anew, the screen is another", *as_sent, *anew]))
        terminal.type("q")
        desk.demand(terminal.end() == 0, line.name + ": the program does not end")
        desk.demand(terminal.most <= 1, "%s: %d frames on their way at once" % (line.name, terminal.most))
        desk.demand(max(terminal.sizes) < 2 * SIZE[0] * SIZE[1], "%s: a frame of %d bytes" % (line.name, max(terminal.sizes)))
    desk.say("%s: %d keys in %d frames, %d ms behind, largest frame %d bytes"
             % (line.name, STEPS, steps, behind * 1000, max(terminal.sizes)))


def write(desk, terminal, config):
    """Types a note faster than it can be drawn."""
    terminal.type("a")
    terminal.until("note on")
    for key in TEXT:
        terminal.type(key)
        terminal.pump(1 / A_SECOND)
    terminal.pump(terminal.line.delay)
    journal = lambda: b"".join(path.read_bytes() for path in config.glob("drafts/*.wal"))
    desk.demand(until(lambda: TEXT[-1:].encode() in journal(), 0.25), terminal.line.name + ": the last key is not on disk")
    terminal.type("\x13")
    terminal.until("notes 1")
    terminal.rest()
    found = desk.bodies(config=config)
    desk.demand(found == [TEXT], "%s: %r was saved" % (terminal.line.name, found))


def torn(frame):
    """What is wrong with a frame, if anything: its rows follow one another, and the status line tells of the marked one."""
    rows = [re.match(r"([> ]) *(\d+) \(C\)", row) for row in frame.splitlines()]
    numbers = [int(row[2]) for row in rows if row]
    if numbers != list(range(numbers[0], numbers[0] + len(numbers))) if numbers else True:
        return "its rows are %s" % numbers
    marked = [int(row[2]) for row in rows if row and row[1] == ">"]
    told = [int(number) for number in re.findall(r"¶ (\d+)/", frame)]
    return None if marked == told else "%s marked, the status line says %s" % (marked, told)


if __name__ == "__main__":
    main(__doc__)
