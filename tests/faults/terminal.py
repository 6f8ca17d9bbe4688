"""The program in a pseudo-terminal, and as much of a screen as its frames need."""

import codecs
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
import unicodedata

TOKEN = re.compile(r"\x1b\[([?>]?)([0-9;]*)\$?([@-~])|\x1b[^\[]|[^\x1b]")
PARTIAL = re.compile(r"\x1b(\[[?>0-9;]*\$?)?$")
PATIENCE = 15


class Screen:
    """What the bytes that were sent show: rows of text. Knows the sequences that the program sends."""

    def __init__(self, rows, columns):
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.rest, self.alternate, self.hidden = "", False, False
        self.resize(rows, columns)

    def resize(self, rows, columns):
        self.rows, self.columns, self.y, self.x = rows, columns, 0, 0
        self.top, self.bottom = 0, rows - 1
        self.clear()

    def clear(self):
        self.cells = [[" "] * self.columns for _ in range(self.rows)]

    def feed(self, data):
        text = self.rest + self.decoder.decode(data)
        partial = PARTIAL.search(text)
        self.rest = partial.group() if partial else ""
        for token in TOKEN.finditer(text, 0, len(text) - len(self.rest)):
            self.take(token)

    def take(self, token):
        private, numbers, final = token.groups()
        if final == "H":
            y, x = (int(number or 1) for number in (numbers + ";").split(";")[:2])
            self.y, self.x = y - 1, x - 1
        elif final == "J":
            self.clear()
        elif final == "K":
            self.cells[self.y][self.x:] = [" "] * (self.columns - self.x)
        elif final == "X":
            end = min(self.x + int(numbers or 1), self.columns)
            self.cells[self.y][self.x:end] = [" "] * (end - self.x)
        elif final and final in "ABCD" and not private:
            count = int(numbers or 1)
            self.y = max(0, min(self.rows - 1, self.y + {"A": -count, "B": count}.get(final, 0)))
            self.x = max(0, min(self.columns - 1, self.x + {"C": count, "D": -count}.get(final, 0)))
        elif final == "r":
            top, bottom = (int(number or 0) for number in (numbers + ";").split(";")[:2])
            self.top, self.bottom = max(top - 1, 0), (bottom or self.rows) - 1
            self.y = self.x = 0
        elif final in ("L", "M") and not private:
            self.shift(int(numbers or 1), down=final == "L")
        elif final in ("h", "l") and private == "?":
            self.alternate = final == "h" if numbers == "1049" else self.alternate
            self.hidden = final == "l" if numbers == "25" else self.hidden
        elif final is None and token.group() == "\n":
            self.y = min(self.y + 1, self.rows - 1)
        elif final is None and token.group() == "\r":
            self.x = 0
        elif final is None and token.group() == "\b":
            self.x = max(0, self.x - 1)
        elif final is None and token.group() >= " ":
            self.put(token.group())

    def shift(self, count, down):
        """Inserts or deletes lines at the cursor's, inside the region."""
        for _ in range(min(count, self.bottom - self.y + 1)):
            gone = self.bottom if down else self.y
            del self.cells[gone]
            self.cells.insert(self.y if down else self.bottom, [" "] * self.columns)
        self.x = 0

    def put(self, char):
        if unicodedata.combining(char) or not (self.y < self.rows and self.x < self.columns):
            return
        self.cells[self.y][self.x] = char
        self.x += 2 if unicodedata.east_asian_width(char) in "WF" else 1

    def text(self):
        return "\n".join("".join(row).rstrip() for row in self.cells)


class Terminal:
    """A program on a terminal of its own. With `controls` false the terminal is not the one that controls the program:
    it hears of its end only by reading and writing."""

    def __init__(self, command, size=(24, 80), controls=True, env=None, before=lambda: None):
        self.master, self.slave = pty.openpty()
        self.screen = Screen(*size)
        self.set_size(*size)
        self.before = self.modes()
        slave = self.slave

        def prepare():
            os.setsid()
            if controls:
                fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
            before()

        environment = {"PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": "C.UTF-8", "PS1": "$ ",
                       "REFTEL_AUTHOR": "Tester", "HOME": "/nonexistent", **(env or {})}
        self.program = subprocess.Popen([str(word) for word in command], stdin=slave, stdout=slave, stderr=slave,
                                        env=environment, preexec_fn=prepare)
        self.pid = self.program.pid

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.program.poll() is None:
            self.program.kill()
        self.hang_up()
        self.program.wait()

    def set_size(self, rows, columns):
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def resize(self, rows, columns):
        self.screen.resize(rows, columns)
        self.set_size(rows, columns)

    def modes(self):
        return termios.tcgetattr(self.slave)

    def type(self, keys):
        os.write(self.master, keys.encode())

    def escape(self):
        """Presses Esc. A key that follows at once would be taken for Alt and that key."""
        self.type("\x1b")
        self.pump(0.3)

    def pump(self, seconds=0.0, once=False):
        """Reads what arrives in this time; only what arrives first, with `once`."""
        end = time.monotonic() + seconds
        while self.master is not None:
            ready, _, _ = select.select([self.master], [], [], max(0.0, end - time.monotonic()))
            if not ready:
                return
            try:
                self.screen.feed(os.read(self.master, 65536))
            except OSError:
                return
            if once:
                return

    def until(self, text, patience=PATIENCE):
        """Reads until a text is on the screen, or it is a true function of the screen."""
        holds = text if callable(text) else lambda screen: text in screen.text()
        end = time.monotonic() + patience
        while not holds(self.screen):
            if time.monotonic() > end:
                raise RuntimeError("waited for %r; the screen is\n%s" % (text, self.screen.text()))
            self.pump(0.02, once=True)
        return self

    def release(self):
        """Lets go of the program's end: from here on the program alone holds it."""
        if self.slave is not None:
            os.close(self.slave)
            self.slave = None

    def hang_up(self):
        """Tears the line down, as a dropped connection does."""
        self.release()
        if self.master is not None:
            os.close(self.master)
            self.master = None

    def signal(self, number):
        os.kill(self.pid, number)

    def end(self, patience=PATIENCE):
        """Waits for the end, reading what is still sent; the exit code, `None` when it does not end."""
        end = time.monotonic() + patience
        while self.program.poll() is None:
            if time.monotonic() > end:
                return None
            if self.master is not None:
                self.pump(0.02)
                continue
            try:
                self.program.wait(max(0.0, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                return None
        self.pump(0.05)
        return self.program.returncode

    def cpu(self):
        """Seconds of the processor that the program has used."""
        with open("/proc/%d/stat" % self.pid, encoding="utf-8") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def given_back(self):
        """What of the terminal was not given back; empty when all was."""
        wrong = ["alternate screen"] if self.screen.alternate else []
        wrong += ["cursor hidden"] if self.screen.hidden else []
        return wrong + (["modes"] if self.modes() != self.before else [])


def open_cable(desk, **more):
    """The program with the desk's cable, its first frame on the screen."""
    return Terminal(desk.command(desk.cable), **more).until("▸")


def kill(terminal):
    """Ends the program as nothing else does."""
    terminal.signal(signal.SIGKILL)
    terminal.program.wait()
