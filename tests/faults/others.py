#!/usr/bin/env python3
"""Others on the same files (21 to 27), and large files (18).

    python3 tests/faults/others.py BINARY [--full]
"""

import fcntl
import hashlib
import os
import pathlib
import re
import shutil
import signal
import subprocess
import threading
import time

from bench import LeftOut, check, main, needs, needs_root, needs_strace, until
from terminal import Terminal, kill, open_cable

END = re.compile(rb'end: \{entries: (\d+), sha256: "([0-9a-f]{64})"\}\n\Z')


@check(18, "many notes, many cables")
def many(desk):
    count = 10_000
    lines = "".join('{"para": %d, "body": "note %d"}\n' % (1 + number % 2, number) for number in range(count))
    answer = desk.run("notes", "add", desk.cable, "--json-in", text=lines)
    desk.demand(answer.stdout.count(b"ack ") == count, "not all %d were saved: %r" % (count, answer.stderr[:200]))
    began = time.monotonic()
    with open_cable(desk) as terminal:
        start = time.monotonic() - began
        terminal.until("notes %d" % count)
        terminal.type("aone more")
        terminal.until("one more")
        began = time.monotonic()
        terminal.type("\x13")
        terminal.until("notes %d saved" % (count + 1))
        save = time.monotonic() - began
        terminal.type("q")
        terminal.end()
    desk.say("%d notes: start %.0f ms, save %.0f ms" % (count, start * 1000, save * 1000))
    desk.demand(start < 1.0, "the start takes %.2f s" % start)
    desk.demand(save < 0.2 or not desk.full, "a save takes %.2f s" % save)
    # A machine that does other things too is given more time.
    desk.demand(save < 1.0, "a save takes %.2f s" % save)
    cables = 1_000 if desk.full else 100
    for number in range(cables):
        file = desk.folder / ("cable-%d.txt" % number)
        file.write_text(desk.cable.read_text().replace("boats", "boats of %d" % number))
        desk.run("notes", "add", file, "--input", "x")
    before = {path: path.stat() for path in desk.config.rglob("*") if path.is_file()}
    desk.run("notes", "add", desk.folder / "cable-7.txt", "--input", "y")
    after = {path: path.stat() for path in desk.config.rglob("*") if path.is_file()}
    changed = [path for path in after if path not in before or (before[path].st_ino, before[path].st_mtime_ns) !=
               (after[path].st_ino, after[path].st_mtime_ns)]
    desk.demand(len({path.parent for path in changed}) == 1 and len(changed) <= 2,
                "other files were written too: %s" % [path.name for path in changed])
    desk.say("%d cables: files written by a save: %d (one is the backup)" % (cables + 1, len(changed)))


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
            return ["faketime", "-f", moment]

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
    environment = {"LD_PRELOAD": str(library), "FAKETIME_TIMESTAMP_FILE": str(moment), "FAKETIME_NO_CACHE": "1"}
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
