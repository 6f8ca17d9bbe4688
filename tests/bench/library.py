#!/usr/bin/env python3
"""The library beside SQLite's FTS5 from Python and ripgrep, in turn on the same files.

    python3 ../shared/perf/gen.py ../shared/cables/09MEXICO2882.txt MATERIAL --only coll
    python3 tests/bench/library.py target/release/reftel MATERIAL/coll [ROUNDS]

Prints medians; times are only good within one call, on a machine that does nothing else.
"""

import fcntl
import os
import pathlib
import pty
import select
import shutil
import sqlite3
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time


def timed(run):
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


class Fts5:
    """The same index as the instrument of the shared folder makes."""

    def __init__(self, folder):
        self.connection = sqlite3.connect(folder / "fts.db")
        self.connection.execute("pragma journal_mode=wal")
        self.connection.execute("pragma synchronous=normal")
        self.connection.execute("create virtual table t using fts5(path unindexed, body, tokenize='unicode61')")

    def build(self, files):
        with self.connection:
            rows = ((str(path), path.read_text(encoding="utf-8")) for path in files)
            self.connection.executemany("insert into t values(?,?)", rows)

    def top(self, word):
        sql = "select path, snippet(t,1,'[',']','..',12) from t where t match ? order by rank limit 20"
        self.connection.execute(sql, ('"%s"' % word,)).fetchall()


def reftel(binary, config, *arguments):
    command = ["/usr/bin/time", "-f", "%M", binary, "--config-dir", config, "search", *arguments]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)
    return int(done.stderr.split()[-1]) / 1024


def first_letter(binary, config, coll):
    """From a letter typed in the filter to the first byte of its list: the slowest of four. Every question is answered at
    once, as a terminal does."""
    program, terminal = pty.fork()
    if program == 0:
        os.environ["TERM"] = "xterm-256color"
        os.execv(binary, [binary, "--config-dir", str(config), str(coll)])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))

    def quiet(seconds):
        """Reads until nothing has come for so long, five seconds at most; when the first byte came."""
        began, first = time.perf_counter(), None
        while time.perf_counter() - began < 5 and select.select([terminal], [], [], seconds)[0]:
            try:
                shown = os.read(terminal, 65536)
            except OSError:
                # The program has ended.
                break
            first = first or time.perf_counter() - began
            os.write(terminal, b"\x1b[0n" * shown.count(b"\x1b[5n"))
        return first

    quiet(1.5)
    taken = []
    for key in (b"/", b"s", b"e", b"c", b"u"):
        os.write(terminal, key)
        taken.append(quiet(0.2))
    os.write(terminal, b"\x1b")
    quiet(0.5)
    os.write(terminal, b"qq")
    quiet(0.5)
    os.close(terminal)
    os.waitpid(program, 0)
    return max(taken[1:])


def main():
    binary, coll = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    files = sorted(path for path in coll.rglob("*") if path.is_file())
    figures = {}

    def note(name, value):
        figures.setdefault(name, []).append(value)

    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            fts5, config = Fts5(folder), folder / "config"
            note("index, FTS5 from Python, s", timed(lambda: fts5.build(files)))
            note("index, reftel, s", timed(lambda: note("index, reftel, MB of memory", reftel(binary, config, "ZYGOTE", coll))))
            for word in ("ZYGOTE", "security"):
                fts5.top(word)
                note("top 20, %s, FTS5 in its process, ms" % word, timed(lambda: fts5.top(word)) * 1000)
                note("top 20, %s, reftel, whole program, ms" % word,
                     timed(lambda: reftel(binary, config, word, "--no-update")) * 1000)
                if shutil.which("rg"):
                    note("no index, %s, rg -l, ms" % word, timed(lambda: subprocess.run(
                        ["rg", "-l", word, coll], stdout=subprocess.DEVNULL)) * 1000)
                note("no index, %s, reftel, ms" % word,
                     timed(lambda: reftel(binary, config, "--no-index", word, coll)) * 1000)
            note("a letter in the filter of the list, the slowest of four, ms", first_letter(binary, config, coll) * 1000)
    print("%d files, %d rounds" % (len(files), rounds))
    for name, values in figures.items():
        print("%10.1f  %s" % (statistics.median(values), name))


if __name__ == "__main__":
    main()
