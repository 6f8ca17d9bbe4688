#!/usr/bin/env python3
"""The end from outside (28 to 33): the line drops, signals come, the terminal takes nothing.

    python3 tests/faults/signals.py BINARY [--full]
"""

import fcntl
import os
import random
import shutil
import signal
import subprocess
import termios
import time

from bench import check, main, needs_strace, until
from terminal import Terminal, open_cable

WORDS = "in the middle of a sen"


def write(terminal, words=WORDS):
    """Begins a note."""
    terminal.type("a" + words)
    return terminal.until(words)


def kept(desk, name, words=WORDS):
    """Demands that what was written is there, once."""
    count = sum(body.startswith(words) for body in desk.bodies())
    desk.demand(count == 1, "%s: the text is there %d times" % (name, count))


def dropped(desk, name, limit, **more):
    """Drops the line under a note that is being written."""
    with open_cable(desk, **more) as terminal:
        write(terminal)
        terminal.pump(0.3)
        before = terminal.cpu()
        began = time.monotonic()
        terminal.hang_up()
        # The parent looks at the program's use of the processor after its end, before it is forgotten.
        _, status, usage = wait(terminal.pid, began + 10)
        took = time.monotonic() - began
        terminal.program.returncode = code = os.waitstatus_to_exitcode(status) if status is not None else None
        if code is None:
            terminal.program.returncode = None
            desk.demand(False, name + ": does not end")
            return
        used = usage.ru_utime + usage.ru_stime - before
        desk.say("%s: code %d, %.0f ms, processor %.0f ms" % (name, code, took * 1000, used * 1000))
        desk.demand(code == 129, "%s: exit code %d" % (name, code))
        desk.demand(took < limit, "%s: ends after %.1f s" % (name, took))
        desk.demand(used < 0.1, "%s: uses the processor for %.2f s" % (name, used))
    kept(desk, name)


def wait(pid, end):
    while time.monotonic() < end:
        found, status, usage = os.wait4(pid, os.WNOHANG)
        if found:
            return found, status, usage
        time.sleep(0.002)
    return pid, None, None


@check(28, "the line drops")
def line_drops(desk):
    dropped(desk, "dropped", 1)


@check(29, "the line drops, and nobody says so")
def nobody_says_so(desk):
    desk.config = desk.folder / "setsid"
    dropped(desk, "setsid", 2, controls=False)
    desk.config = desk.folder / "nohup"
    dropped(desk, "nohup", 2, before=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))


@check(30, "hang-ups in a row, and in the middle of a save")
def hang_ups(desk):
    with open_cable(desk) as terminal:
        write(terminal)
        terminal.signal(signal.SIGHUP)
        time.sleep(0.005)
        terminal.signal(signal.SIGHUP)
        desk.demand(terminal.end() == 129, "twice: exit code %s" % terminal.program.returncode)
        desk.demand(not terminal.given_back(), "twice: not given back: %s" % terminal.given_back())
    kept(desk, "twice")
    needs_strace()
    for slow in (1, 3):
        desk.config = desk.folder / ("config-%d" % slow)
        desk.add("before")
        front = ["strace", "-D", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fsync", "-e",
                 "inject=fsync:delay_enter=2000000:when=%d" % slow]
        with Terminal([*front, *desk.command(desk.cable)]) as terminal:
            terminal.until("▸")
            terminal.type("a" + WORDS + "\x13")
            terminal.pump(0.5)
            terminal.signal(signal.SIGHUP)
            time.sleep(0.005)
            terminal.signal(signal.SIGHUP)
            code = terminal.end(10)
            desk.demand(code == 129, "a slow save, %d: exit code %s" % (slow, code))
        # A draft from the journal, or the note.
        kept(desk, "a slow save, %d" % slow)
        desk.demand(desk.verify()["sound"], "a slow save, %d: not sound" % slow)


@check(31, "signals at random moments")
def random_moments(desk):
    rounds = 100 if desk.full else 15
    kinds = [(signal.SIGTERM, 143), (signal.SIGINT, 130), (signal.SIGQUIT, 131)]
    for number in range(rounds):
        number_of_signal, code = kinds[number % 3]
        desk.config = desk.folder / ("config-%d" % number)
        with open_cable(desk) as terminal:
            words = "round %d: " % number
            write(terminal, words)
            end = time.monotonic() + random.uniform(0, 0.4)
            typed = ""
            while time.monotonic() < end:
                key = random.choice("abcdef")
                terminal.type(key)
                typed += key
                terminal.pump(random.uniform(0, 0.02))
            if number % 2:
                terminal.type("\x13")
            shown = terminal.screen.text()
            terminal.signal(number_of_signal)
            got = terminal.end(5)
            desk.demand(got == code, "round %d: exit code %s, not %d" % (number, got, code))
            desk.demand(not terminal.given_back(), "round %d: not given back: %s" % (number, terminal.given_back()))
        bodies = [body for body in desk.bodies() if body.startswith(words.strip())]
        if desk.demand(len(bodies) == 1, "round %d: %s" % (number, bodies)):
            body = bodies[0]
            desk.demand((words + typed).startswith(body), "round %d: %r is not what was typed" % (number, body))
            missing = len((words + typed).rstrip()) - len(body)
            # What was on the screen is on disk.
            desk.demand(missing == 0 or (words + typed)[:len(body) + 1] not in shown,
                        "round %d: %d keys are missing that were on the screen" % (number, missing))
    desk.say("%d rounds" % rounds)


@check(32, "stopped, and going on at another size")
def stopped(desk):
    for ask in ("key", "signal"):
        desk.config = desk.folder / ask
        with Terminal(["sh", "-i"], env={"REFTEL_CONFIG_DIR": str(desk.config)}) as shell:
            shell.until("$")
            # `sh` waits for the program and is told when it stops.
            shell.type("%s %s\r" % (desk.binary, desk.cable))
            shell.until("▸")
            write(shell)
            if ask == "key":
                shell.escape()
                shell.type("\x1a")
            else:
                os.kill(foreground(shell), signal.SIGTSTP)
            shell.until(lambda screen: not screen.alternate)
            # A copy, since the journal itself belongs to the program as long as that lives.
            copy = desk.folder / (ask + "-copy")
            shutil.copytree(desk.config, copy)
            desk.demand(desk.bodies(config=copy) == [WORDS], ask + ": not on disk while it is stopped")
            shell.resize(30, 120)
            shell.type("fg\r")
            shell.until(lambda screen: screen.alternate and WORDS in screen.text() and "Entities" in screen.text())
            shell.escape()
            shell.type("q")
            shell.until(lambda screen: not screen.alternate)
            shell.type("exit\r")
            shell.end()
        kept(desk, ask)


def foreground(shell):
    """The process group that has the terminal, which is the program's."""
    group = os.tcgetpgrp(shell.master)
    for entry in os.listdir("/proc"):
        if entry.isdigit() and os.path.exists("/proc/%s/stat" % entry):
            with open("/proc/%s/stat" % entry, encoding="utf-8") as stat:
                if int(stat.read().rsplit(")", 1)[1].split()[2]) == group:
                    return int(entry)
    raise RuntimeError("nobody has the terminal")


@check(33, "a terminal that takes nothing")
def takes_nothing(desk):
    with open_cable(desk) as terminal:
        # Whole frames until no more can be sent, for nobody reads.
        held, before = 0, -1
        while before < held:
            for _ in range(20):
                terminal.type("\x0c")
                time.sleep(0.02)
            before, held = held, pending(terminal)
        terminal.type("awords and more\x13")
        began = time.monotonic()
        saved = until(lambda: any(desk.config.glob("notes/*/*.yaml")) and b"and more" in desk.notes_file().read_bytes(), 5)
        took = time.monotonic() - began
        desk.demand(saved and took < 2, "saved after %.1f s" % took if saved else "not saved")
        desk.demand(held >= 2048, "nothing was tested: %d bytes wait to be read" % held)
        began = time.monotonic()
        terminal.signal(signal.SIGTERM)
        code = None
        if until(lambda: terminal.program.poll() is not None, 6):
            code = terminal.program.returncode
        desk.demand(code == 143, "exit code %s" % code)
        desk.say("%d bytes unread, saved in %.0f ms, ends in %.1f s" % (held, took * 1000, time.monotonic() - began))
        desk.demand(terminal.modes() == terminal.before, "the modes are not given back")
    pipes(desk)


def pending(terminal):
    """Bytes that wait to be read from the terminal."""
    room = bytearray(4)
    fcntl.ioctl(terminal.master, termios.FIONREAD, room)
    return int.from_bytes(room, "little")


def pipes(desk):
    """A pipe that nobody reads: the note is saved, and the end is said by the exit code or a signal."""
    desk.config = desk.folder / "pipes"
    read, write_end = os.pipe()
    os.close(read)
    answer = subprocess.run(desk.command("notes", "add", desk.cable, "--input", "into a closed pipe"),
                            stdin=subprocess.DEVNULL, stdout=write_end, stderr=subprocess.PIPE, check=False)
    os.close(write_end)
    desk.demand(desk.bodies() == ["into a closed pipe"], "a closed pipe: %s" % desk.bodies())
    desk.demand(b"panicked" not in answer.stderr and answer.returncode not in (101, 134), "a closed pipe: %r" % answer)
    for name in ("/dev/full",):
        with open(name, "wb") as full:
            answer = subprocess.run(desk.command("notes", "add", desk.cable, "--input", "into " + name),
                                    stdin=subprocess.DEVNULL, stdout=full, stderr=subprocess.PIPE, check=False)
        desk.demand(answer.returncode not in (0, 101), "%s: exit code %d" % (name, answer.returncode))


if __name__ == "__main__":
    main(__doc__)
