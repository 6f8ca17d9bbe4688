#!/usr/bin/env python3
"""Others on the same files (21 to 25).

    python3 tests/faults/others.py BINARY [--full]
"""

import fcntl
import hashlib
import os
import re
import shutil
import signal
import subprocess
import threading
import time

from bench import check, main, needs_strace, until
from terminal import Terminal, kill, open_cable

END = re.compile(rb'end: \{entries: (\d+), sha256: "([0-9a-f]{64})"\}\n\Z')


def by_copying(path, old):
    shutil.copy(old, path)


def by_renaming(path, old):
    new = path.with_name("sent")
    shutil.copy(old, new)
    new.rename(path)


def by_an_editor(path, _old):
    text = path.read_text().replace("body: second", "body: second, by hand")
    new = path.with_name("edited")
    new.write_text(text)
    new.rename(path)


def by_removing(path, _old):
    path.unlink()


def by_truncating(path, _old):
    path.write_text("")


def by_a_merge(path, _old):
    text = path.read_text()
    path.write_text("<<<<<<< HEAD\n" + text + "=======\n" + text + ">>>>>>> other\n")


@check(21, "two terminals change one note")
def two_terminals(desk):
    desk.add("the text")
    with open_cable(desk) as one, open_cable(desk) as two:
        for terminal, words in ((one, ", says one"), (two, ", says two")):
            terminal.type("i" + words)
            terminal.until(words)
        for terminal in (one, two):
            terminal.type("\x13")
            terminal.until(lambda screen: "^S" not in screen.text())
        for terminal in (one, two):
            terminal.until("says one").until("says two")
            terminal.type("q")
            terminal.end()
    (note,) = desk.notes()
    desk.demand(note["versions"] == 2 and len(note["heads"]) == 2, "%s versions side by side" % note["versions"])
    settled = desk.run("notes", "edit", desk.cable, note["id"], "--input", "both", "--settle")
    desk.demand(settled.returncode == 0, "settling: %r" % settled.stderr)
    (note,) = desk.notes()
    desk.demand(note["body"] == "both" and len(note["heads"]) == 1, "settling leaves %s" % note)
    history = desk.run("notes", "history", desk.cable, note["id"]).stdout
    desk.demand(b"says one" in history and b"says two" in history, "the history lost one: %r" % history)


@check(22, "somebody else replaces the file between reading and saving")
def replaced(desk):
    ways = (by_copying, by_renaming, by_an_editor, by_removing, by_truncating, by_a_merge)
    for way in ways:
        desk.config = desk.folder / way.__name__
        desk.add("first")
        old = desk.folder / "old"
        shutil.copy(desk.notes_file(), old)
        desk.add("second")
        with open_cable(desk) as terminal:
            terminal.type("athird")
            terminal.until("third")
            way(desk.notes_file(), old)
            terminal.type("\x13")
            terminal.until("saved")
            terminal.type("q")
            terminal.end()
        bodies = desk.bodies()
        wanted = {"first", "second, by hand" if way is by_an_editor else "second", "third"}
        desk.demand(wanted <= set(bodies), "%s: %s" % (way.__name__, bodies))
        bad = [file for file in desk.verify()["files"] if file["state"] == "damaged" and "corrupt" not in file["path"]]
        desk.demand(not bad, "%s: %s" % (way.__name__, bad))
    desk.say("%d ways" % len(ways))


@check(23, "a reader during many saves")
def reader(desk):
    saves = 10_000 if desk.full else 300
    desk.add("first")
    path, over, torn, looks = desk.notes_file(), threading.Event(), [], 0

    def write():
        for number in range(saves):
            desk.add("note %d" % number)
            # A file that grows for ever would test how long files are read.
            if number % 200 == 199:
                shutil.rmtree(path.parent)
        over.set()

    writer = threading.Thread(target=write)
    writer.start()
    while not over.is_set():
        try:
            bytes_read = path.read_bytes()
        except FileNotFoundError:
            continue
        end = END.search(bytes_read)
        if not end or hashlib.sha256(bytes_read[:end.start()]).hexdigest().encode() != end[2]:
            torn.append(len(bytes_read))
        looks += 1
    writer.join()
    desk.say("%d saves, %d looks, torn: %d" % (saves, looks, len(torn)))
    desk.demand(not torn, "torn files of %s bytes" % torn[:5])
    desk.demand(looks > saves, "nothing was tested: %d looks" % looks)


@check(24, "whoever holds the lock is stopped")
def stopped_holder(desk):
    needs_strace()
    desk.add("before")
    with (desk.config / "lock").open("r+") as probe:
        # Stopped at its first sync, which is inside the lock.
        holder = subprocess.Popen(["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fsync", "-e",
                                   "inject=fsync:signal=STOP:when=1",
                                   *desk.command("notes", "add", desk.cable, "--input", "by the holder")],
                                  stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, start_new_session=True)

        def held():
            try:
                fcntl.flock(probe, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
            fcntl.flock(probe, fcntl.LOCK_UN)
            return False

        try:
            if not desk.demand(until(held), "nothing was tested: the lock is not held"):
                return
            with open_cable(desk) as terminal:
                terminal.type("awhile it is stopped")
                terminal.until("while it is")
                terminal.type("\x13")
                terminal.until("saving")
                began = time.monotonic()
                terminal.type("?")
                terminal.until("While reading")
                answered = time.monotonic() - began
                terminal.type("q")
                terminal.until("NOT SAVED", 5)
                failed = time.monotonic() - began
                desk.demand(answered < 1, "a key is answered after %.1f s" % answered)
                desk.demand(failed < 3, "it is said after %.1f s" % failed)
                desk.demand(b"while it is stopped" in desk.journals(), "the text is not in the journal")
                began = time.monotonic()
                answer = desk.run("notes", "add", desk.cable, "--input", "headless")
                refused = time.monotonic() - began
                desk.demand(answer.returncode == 4 and not answer.stdout and refused < 3,
                            "headless: exit code %d after %.1f s" % (answer.returncode, refused))
                if desk.full:
                    terminal.pump(60)
                os.killpg(holder.pid, signal.SIGCONT)
                holder.wait(10)
                terminal.type(":save\r")
                terminal.until("notes 3 saved")
                terminal.type("q")
                terminal.end()
        finally:
            if holder.poll() is None:
                os.killpg(holder.pid, signal.SIGKILL)
            holder.wait()
    desk.demand(desk.bodies() == ["before", "by the holder", "while it is stopped"], "%s" % desk.bodies())
    desk.say("key answered in %.0f ms, failure said in %.1f s" % (answered * 1000, failed))


@check(25, "locks and journals of the dead")
def stale(desk):
    rounds = 20 if desk.full else 5
    for number in range(rounds):
        desk.config = desk.folder / ("config-%d" % number)
        with open_cable(desk) as terminal:
            terminal.type("aa draft of the dead")
            terminal.until("of the dead")
            kill(terminal)
        # What others write into lock files: a dead process, one on another machine, one that lives and is somebody else.
        for words in ("999999999", "1@elsewhere", str(os.getpid())):
            (desk.config / "lock").write_text(words)
            began = time.monotonic()
            desk.add("beside a lock of " + words)
            desk.demand(time.monotonic() - began < 1, "waited for a lock that says " + words)
        both = [Terminal(desk.command(desk.cable)) for _ in range(2)]
        for terminal in both:
            terminal.until("▸")
        shown = sum("of the dead" in terminal.until("notes").screen.text() for terminal in both)
        for terminal in both:
            terminal.type("q")
            terminal.end()
            terminal.hang_up()
        drafts = [note["body"] for note in desk.notes() if note["draft"]]
        desk.demand(drafts == ["a draft of the dead"], "round %d: %s" % (number, drafts))
        desk.demand(shown >= 1, "round %d: shown by nobody" % number)
    desk.say("%d rounds with two heirs" % rounds)


if __name__ == "__main__":
    main(__doc__)
