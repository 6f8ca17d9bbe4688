#!/usr/bin/env python3
"""The program in a real tmux: its screen, its title, its clipboard and its modes are the oracle (36, 45, 46, 66, 68).

    python3 tests/safety/tmux.py BINARY

Needs tmux; without it every check says LEFT OUT.
"""

import os
import pathlib
import re
import signal
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "faults"))
from bench import check, main, needs, until

HEAD = "C O N F I D E N T I A L OSLO 000012\n\nSUBJECT: BOATS\n\n"
# What tmux tells of the pane that a program can switch, and what nobody switched.
STATE = ("#{alternate_on} #{cursor_flag} #{mouse_any_flag} #{keypad_flag} #{keypad_cursor_flag} #{origin_flag} "
         "#{insert_flag} #{wrap_flag} #{pane_title} #{window_name} #{scroll_region_upper} #{scroll_region_lower}")
COMMANDS = ["\x1b]0;owned\x07", "\x1b]2;owned\x1b\\", "\x1bkowned\x1b\\", "\x1b]52;c;b3duZWQ=\x07", "\x1bPtmux;\x1b\x1b]0;owned\x07\x1b\\",
            "\x1b[?1000h", "\x1b[?1003h", "\x1b[?25l", "\x1b[4h", "\x1b[?6h", "\x1b[?7l", "\x1b=", "\x1b[?1h", "\x1b[2;5r", "\x1bc",
            "\x9d0;owned\x9c", "\x9b?1000h", "\x1b_owned\x1b\\", "\x1b^owned\x1b\\", "\x1b[6n", "\x1b[c"]


# Bold, underlined, reversed, and what switches each off.
SIGNS = {"1", "4", "7"}
OFF = {"": SIGNS, "0": SIGNS, "22": {"1"}, "24": {"4"}, "27": {"7"}}


class Tmux:
    """A server of its own with one pane, in which a shell runs that echoes nothing."""

    def __init__(self, desk, columns=100, rows=30, **environment):
        needs("tmux")
        # A server that is ending still has its socket.
        self.socket = str(desk.folder / ("tmux-%d" % len(list(desk.folder.glob("tmux-*")))))
        self.environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "xterm-256color", "HOME": str(desk.folder),
                            "REFTEL_AUTHOR": "Tester", **environment}
        (desk.folder / "tmux.conf").write_text("set -g set-clipboard on\nset -g allow-rename on\nset -g automatic-rename off\n"
                                               "set -g default-terminal tmux-256color\n")
        self.folder = str(desk.folder)
        self.run("-f", str(desk.folder / "tmux.conf"), "new-session", "-d", "-x", str(columns), "-y", str(rows), "-n", "mine", "sh")
        self.shell("echo REA''DY")
        self.until("READY")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.run("kill-server", check=False)
        # Who loses the terminal saves first; the folder is removed behind that.
        until(lambda: not any(self.folder in words(process) for process in pathlib.Path("/proc").glob("[0-9]*")))

    def run(self, *arguments, check=True):
        answer = subprocess.run(["tmux", "-S", self.socket, *arguments], env=self.environment, capture_output=True, check=check)
        return answer.stdout.decode(errors="replace")

    def screen(self):
        return self.run("capture-pane", "-p")

    def state(self):
        return self.run("display-message", "-p", STATE).strip()

    def shell(self, line):
        self.run("send-keys", "-l", line + "\n")

    def keys(self, *keys):
        for key in keys:
            self.run("send-keys", key)

    def paste(self, text):
        """Pastes between brackets, where the program asked for them."""
        subprocess.run(["tmux", "-S", self.socket, "load-buffer", "-b", "pasted", "-"], input=text.encode(), env=self.environment, check=True)
        self.run("paste-buffer", "-p", "-r", "-d", "-b", "pasted")

    def until(self, text):
        if not until(lambda: text in self.screen()):
            raise RuntimeError("waited for %r; the screen is\n%s" % (text, self.screen()))
        return self

    def until_gone(self, text):
        if not until(lambda: text not in self.screen()):
            raise RuntimeError("waited for %r to go; the screen is\n%s" % (text, self.screen()))


def words(process):
    """The command line of a process; nothing of one that is gone."""
    try:
        return (process / "cmdline").read_text(errors="replace")
    except OSError:
        return ""


def line(desk, *arguments):
    return " ".join("'%s'" % word for word in desk.command(*arguments)) + "; echo EN''DED $?"


def hostile(desk):
    """A cable whose text would do everything to a terminal that does what it is told."""
    text = " ".join("%s." % command for command in COMMANDS) + " The boats came back. " + "Herring all over. " * 400
    desk.cable.write_bytes((HEAD + "1. (C) %s\n" % text).encode())


@check(36, "nothing of a text changes the state of the terminal")
def state_unchanged(desk):
    hostile(desk)
    with Tmux(desk) as tmux:
        before = tmux.state()
        tmux.shell(line(desk, desk.cable))
        tmux.until("▸")
        reading = tmux.state()
        desk.demand("owned" not in reading, "the title is %r" % reading)
        tmux.keys("a")
        tmux.until("note on")
        tmux.paste("".join(COMMANDS).replace("\x1bc", "") + " pasted")
        tmux.until(" pasted")
        desk.demand("^[]0;owned^G" in tmux.screen(), "the escape is not seen:\n" + tmux.screen())
        tmux.keys("C-s")
        tmux.until("notes 1 saved")
        tmux.keys("R", "g", "g")
        tmux.until("· raw")
        desk.demand(tmux.state().split(" ")[2:9] == reading.split(" ")[2:9], "while reading: %r, %r" % (reading, tmux.state()))
        desk.demand(tmux.run("list-buffers") == "", "something is in the clipboard: " + tmux.run("list-buffers"))
        tmux.keys("q")
        tmux.until("ENDED 0")
        desk.demand(tmux.state() == before, "before %r, behind %r" % (before, tmux.state()))
        # As a control: the same text as it is does all that.
        tmux.shell("cat '%s'" % desk.cable)
        desk.demand(until(lambda: "owned" in tmux.state()), "nothing was tested: tmux does not do what it is told")
    desk.say("%d sequences" % len(COMMANDS))


@check(46, "print is safe on a terminal, and --raw is as it is")
def printing(desk):
    hostile(desk)
    with Tmux(desk) as tmux:
        before = tmux.state()
        tmux.shell(line(desk, "print", desk.cable) + "; true")
        tmux.until("ENDED 0")
        desk.demand(tmux.state() == before, "before %r, behind %r" % (before, tmux.state()))
    raw = desk.run("print", desk.cable, "--raw").stdout
    desk.demand(raw == desk.cable.read_bytes(), "--raw is not the file as it is")
    shown = desk.run("print", desk.cable).stdout
    desk.demand(b"\x1b" not in shown and b"^[]0;owned^G" in shown, "a pipe gets control characters")


@check(45, "what is copied is the text as it was")
def copying(desk):
    vile = "a\x1b]0;owned\x07b\u202ec é外"
    desk.cable.write_text(HEAD + "1. (C) %s.\n\n2. (U) %s\n" % (vile, "Herring all over. " * 2000))
    with Tmux(desk) as tmux:
        tmux.shell(line(desk, desk.cable))
        tmux.until("▸")
        tmux.keys("1", "G")
        desk.demand(tmux.run("list-buffers") == "", "something is in the clipboard before the key")
        tmux.keys("y")
        tmux.until("to tmux and through it")
        desk.demand(until(lambda: tmux.run("show-buffer", check=False) == vile + "."), "copied: %r" % tmux.run("show-buffer", check=False))
        # Through a tmux that takes nothing itself and hands on what is meant for the terminal around it.
        tmux.run("delete-buffer")
        tmux.run("set", "-g", "set-clipboard", "external")
        tmux.keys("j", "y")
        tmux.until("sent to the clipboard")
        desk.demand(tmux.run("list-buffers") == "", "an outer clipboard was filled within")
        tmux.run("set", "-g", "set-clipboard", "on")
        tmux.keys("A")
        tmux.until("note on")
        tmux.paste("x" * 75_000)
        tmux.keys("C-s")
        tmux.until("a note holds 64 KiB")
        tmux.keys("Escape")
        time.sleep(0.3)
        tmux.keys("Z", "Q")
        tmux.until("ENDED")
    passing_through(desk, vile)
    with Tmux(desk) as tmux:
        tmux.shell(line(desk, desk.cable, "--no-clipboard"))
        tmux.until("▸")
        tmux.keys("y")
        tmux.until("nothing was copied")
        desk.demand(tmux.run("list-buffers") == "", "copied although that is switched off")
        tmux.keys("q")
        tmux.until("ENDED 0")


def passing_through(desk, vile):
    """A tmux in a tmux: the inner one takes nothing itself, and hands on what is meant for the outer one."""
    inner = desk.folder / "inner.conf"
    inner.write_text("set -g set-clipboard off\nset -g allow-passthrough on\nset -g status off\n")
    with Tmux(desk) as tmux:
        tmux.shell("TMUX= tmux -S '%s/inner' -f '%s' new-session sh" % (desk.folder, inner))
        time.sleep(0.3)
        tmux.shell("echo INN''ER")
        tmux.until("INNER")
        tmux.shell(line(desk, desk.cable))
        tmux.until("▸")
        tmux.keys("1", "G", "y")
        tmux.until("to tmux and through it")
        desk.demand(until(lambda: tmux.run("show-buffer", check=False) == vile + "."),
                    "passed through: %r" % tmux.run("show-buffer", check=False))
        tmux.keys("q")
        tmux.until("ENDED 0")
        tmux.shell("exit")


@check(68, "every way out gives the terminal back")
def ways_out(desk):
    ways = [("q", lambda tmux: tmux.keys("q")), ("ZQ", lambda tmux: tmux.keys("Z", "Q")),
            ("Ctrl-C and q", lambda tmux: tmux.keys("C-c", "q"))]
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT):
        ways.append((number.name, lambda tmux, number=number: os.kill(int((desk.folder / "pid").read_text()), number)))
    for name, leave in ways:
        with Tmux(desk) as tmux:
            tmux.shell("stty -a > '%s/before'" % desk.folder)
            before = tmux.state()
            noted = "sh -c 'echo $$ > \"$0\"; exec \"$@\"' '%s/pid' " % desk.folder
            tmux.shell(noted + line(desk, desk.cable))
            tmux.until("▸")
            leave(tmux)
            tmux.until("ENDED")
            desk.demand(tmux.state() == before, "%s: before %r, behind %r" % (name, before, tmux.state()))
            tmux.shell("stty -a > '%s/behind'; echo COM''PARED" % desk.folder)
            tmux.until("COMPARED")
            stty = [(desk.folder / when).read_text() for when in ("before", "behind")]
            desk.demand(stty[0] == stty[1], name + ": stty says something else")
    with Tmux(desk) as tmux:
        before = tmux.state()
        tmux.shell(line(desk, "/nowhere"))
        tmux.until("ENDED 3")
        desk.demand(tmux.state() == before, "an error at the start: before %r, behind %r" % (before, tmux.state()))
    desk.say("%d ways" % (len(ways) + 1))


@check(66, "what stands out does so on every kind of terminal")
def kinds(desk):
    desk.cable.write_text(HEAD + "PRICES\n------\n\n1. (C) The boats came back.\n\n2. (U) All of them\x1b[2J.\n")
    for term, options, variables in [
        ("tmux-256color", ["--theme", "dark"], {}), ("tmux-256color", ["--theme", "light"], {}), ("tmux-256color", ["--theme", "16"], {}),
        ("tmux-256color", ["--theme", "mono"], {}), ("tmux-256color", ["--theme", "contrast"], {}), ("screen", [], {}), ("linux", [], {}),
        ("vt100", [], {}), ("tmux-256color", [], {"NO_COLOR": "1"}),
    ]:
        for columns, rows in ((80, 24), (120, 40)):
            with Tmux(desk, columns, rows) as tmux:
                setting = "".join("%s=%s " % pair for pair in {"TERM": term, **variables}.items())
                tmux.shell(setting + line(desk, desk.cable, *options))
                tmux.until("▸")
                tmux.keys("/", "back", "Enter")
                tmux.until("[1/1]")
                shown = tmux.run("capture-pane", "-p", "-e")
                name = "%s %s %s %dx%d" % (term, options, variables, columns, rows)
                for words, why in (("back", "the hit"), ("PRICES", "the heading"), ("^[", "the escape")):
                    desk.demand(stands_out(shown, words), "%s: %s does not stand out without colours" % (name, why))
                tmux.keys("q")
                tmux.until("ENDED 0")


def stands_out(shown, words):
    """Whether the words are drawn with an attribute that is no colour: bold, underlined or reversed."""
    on = set()
    for codes in re.findall("\x1b\\[([0-9;]*)m", shown[:max(shown.find(words), 0)]):
        # A colour is one code here: that of 38;5;7 is not reversed.
        for code in re.sub("[34]8;5;[0-9]+", "39", codes).split(";"):
            on = (on - OFF.get(code, set())) | ({code} & SIGNS)
    return bool(on)


if __name__ == "__main__":
    main(__doc__)
