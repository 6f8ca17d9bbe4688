#!/usr/bin/env python3
"""What stands where the program writes, and who may write there (13 to 16).

    python3 tests/faults/places.py BINARY
"""

import os
import pathlib
import shutil
import stat
import subprocess
import time

from bench import check, main, needs, needs_root
from terminal import Terminal, kill, open_cable

NOBODY = 65534
# The longest that a refusal may take.
AT_ONCE = 1.0


def modes(root):
    """Whatever below `root` others may read or change."""
    open_to_others = []
    for path in [root, *root.rglob("*")]:
        mode = stat.S_IMODE(path.lstat().st_mode)
        if mode != (0o700 if path.is_dir() else 0o600):
            open_to_others.append("%s is %03o" % (path.name, mode))
    return open_to_others


@check(13, "modes of everything that is written")
def modes_of_everything(desk):
    editor = desk.folder / "editor"
    editor.write_text("#!/bin/sh\necho more >> \"$1\"; kill -9 $PPID\n")
    editor.chmod(0o755)
    seen = set()
    for umask in (0o000, 0o022, 0o777):
        desk.config = desk.folder / ("config-%03o" % umask)

        def masked(mask=umask):
            os.umask(mask)

        for keys in ("afirst\x13", "asecond\x13", "a draft", "i, and outside\x18\x05"):
            with Terminal(desk.command(desk.cable), before=masked, env={"VISUAL": str(editor)}) as terminal:
                terminal.until("▸")
                terminal.type(keys)
                terminal.pump(0.5)
                kill(terminal)
        seen |= {path.relative_to(desk.config).parts[0] for path in desk.config.rglob("*")}
        seen |= {path.parent.parent.name for path in desk.config.rglob("note.txt")}
        seen |= {path.parent.parent.name for path in desk.config.rglob("*.json")}
        seen |= {"backup" for _ in desk.config.rglob("notes/*/*.bak")}
        desk.demand(not modes(desk.config), "umask %03o: %s" % (umask, modes(desk.config)))
        desk.demand(any(body.startswith("first") for body in desk.bodies()), "umask %03o: the note is not there" % umask)
    for name in ("notes", "drafts", "state", "undo", "outside", "backup", "identity.yaml", "lock"):
        desk.demand(name in seen, "nothing was tested: there is no " + name)
    desk.config = desk.folder / "open"
    desk.config.mkdir()
    desk.config.chmod(0o777)
    refused(desk, "a directory that everybody may change", "chmod 700")
    if os.geteuid() == 0:
        desk.config.chmod(0o700)
        os.chown(desk.config, NOBODY, NOBODY)
        refused(desk, "a directory of somebody else", "belongs to another user")
    else:
        desk.say("LEFT OUT: a directory of somebody else, which needs root")


def refused(desk, name, words=""):
    """A note is not taken, in one line and at once, and the cable is readable all the same."""
    began = time.monotonic()
    answer = desk.run("notes", "add", desk.cable, "--input", "x")
    took = time.monotonic() - began
    said = answer.stderr.decode(errors="replace").strip()
    desk.demand(answer.returncode not in (0, 101) and not answer.stdout, "%s: taken" % name)
    desk.demand(len(said.splitlines()) == 1 and words in said, "%s: said %r" % (name, said))
    desk.demand(took < AT_ONCE, "%s: refused after %.1f s" % (name, took))
    with open_cable(desk) as terminal:
        terminal.until("read-only")
        terminal.type("q")
        desk.demand(terminal.end() == 0, "%s: the cable cannot be read" % name)


@check(14, "no right to write")
def no_right(desk):
    needs_root()
    needs("setpriv", "chattr", "unshare")
    desk.folder.chmod(0o755)
    desk.binary = shutil.copy(desk.binary, desk.folder / "reftel")
    desk.add("written before")
    for path in [desk.config, *desk.config.rglob("*")]:
        os.chown(path, NOBODY, NOBODY)
    before = contents(desk.config)
    ways = [
        ("chmod 500", "chmod -R a-w '%s'", "chmod -R u+w '%s'"),
        ("chattr +i", "chattr -R +i '%s'", "chattr -R -i '%s'"),
        ("a read-only mount", "mount --bind '{0}' '{0}' && mount -o remount,ro,bind '{0}'", "umount '{0}'"),
    ]
    for name, close, reopen in ways:
        def shell(line):
            line = line.format(desk.config) if "{0}" in line else line % desk.config
            return subprocess.run(["sh", "-c", line], capture_output=True, check=False)
        done = shell(close)
        try:
            if done.returncode != 0:
                desk.say("%s: LEFT OUT, %s" % (name, done.stderr.decode(errors="replace").strip()))
                continue
            as_nobody = ["setpriv", "--reuid", str(NOBODY), "--clear-groups"]
            with Terminal([*as_nobody, *desk.command(desk.cable)]) as terminal:
                terminal.until("written before").until("read-only")
                terminal.type("anothing is typed in vain")
                terminal.pump(0.3)
                desk.demand("in vain" not in terminal.screen.text(), name + ": takes text that it cannot keep")
                terminal.escape()
                terminal.type("ZQ")
                desk.demand(terminal.end() is not None, name + ": does not end")
            answer = desk.run("notes", "add", desk.cable, "--input", "x", front=as_nobody)
            desk.demand(answer.returncode != 0 and not answer.stdout and len(answer.stderr.splitlines()) == 1,
                        "%s: %r" % (name, answer))
        finally:
            shell(reopen)
        desk.demand(contents(desk.config) == before, name + ": something was written")
    removed_meanwhile(desk)


def removed_meanwhile(desk):
    desk.config = desk.folder / "goes"
    with open_cable(desk) as terminal:
        terminal.type("abegun before")
        terminal.until("begun before")
        shutil.rmtree(desk.config)
        terminal.type(", ended after")
        terminal.until("ended after")
        terminal.type("\x13")
        terminal.until("saved")
        terminal.type("q")
        terminal.end()
    desk.demand(desk.bodies() == ["begun before, ended after"], "removed meanwhile: %s" % desk.bodies())


def contents(root):
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def symbolic_link(path, target):
    path.symlink_to(target)


def hard_link(path, target):
    path.hardlink_to(target)


def fifo(path, _target):
    os.mkfifo(path)


def directory(path, _target):
    path.mkdir()
    (path / "inside").write_text("x")


def device(path, _target):
    os.mknod(path, 0o600 | stat.S_IFCHR, os.makedev(1, 3))


@check(15, "something else in the place of each file")
def obstacles(desk):
    combinations, kept = 0, 0
    kinds = [symbolic_link, hard_link, fifo, directory, device]
    if os.geteuid() != 0:
        kinds.remove(device)
        desk.say("LEFT OUT: a device, which needs root")
    for kind in kinds:
        for place in ("notes", "backup", "lock", "journal", "identity", "identity copy", "reserve", "place", "temporary"):
            config = desk.folder / ("%s-%s" % (kind.__name__, place.replace(" ", "-")))
            target = desk.folder / (config.name + "-target")
            target.write_text("not to be touched")
            # A second name of a file is that file, and the program closes its files to others.
            mode = 0o600 if kind is hard_link else 0o640
            target.chmod(mode)
            desk.config = config
            desk.add("one")
            desk.add("two")
            with open_cable(desk) as terminal:
                terminal.type("jq")
                terminal.end()
            notes = desk.notes_file()
            (place_file,) = config.glob("state/*.yaml")
            path = {
                "notes": notes,
                "backup": notes.with_name(notes.name + ".bak"),
                "lock": config / "lock",
                "journal": config / "drafts" / (notes.parent.name + ".aaaaaaaaaaaaaaaa.wal"),
                "identity": config / "identity.yaml",
                "identity copy": config / "identity.yaml.bak",
                "reserve": config / "reserve",
                "place": place_file,
                "temporary": notes.with_name(".%s.aaaaaaaaaaaaaaaa.tmp" % notes.name),
            }[place]
            path.unlink(missing_ok=True)
            kind(path, target)
            combinations += 1
            kept += obstacle(desk, "%s as %s" % (kind.__name__, place), target, mode)
    desk.say("%d combinations, notes taken in %d" % (combinations, kept))


def untouched(target, mode):
    return target.read_text() == "not to be touched" and stat.S_IMODE(target.stat().st_mode) == mode


def obstacle(desk, name, target, mode):
    """Whether the next note is taken."""
    began = time.monotonic()
    answer = desk.run("notes", "add", desk.cable, "--input", "three")
    took = time.monotonic() - began
    taken = answer.returncode == 0
    said = answer.stderr.decode(errors="replace").strip()
    desk.demand(took < AT_ONCE, "%s: took %.1f s" % (name, took))
    desk.demand(untouched(target, mode), name + ": the target was written to")
    desk.demand(answer.returncode in (0, 3, 4), "%s: exit code %d" % (name, answer.returncode))
    desk.demand(taken or len(said.splitlines()) == 1, "%s: said %r" % (name, said))
    desk.demand(taken == answer.stdout.startswith(b"ack "), "%s: %r" % (name, answer.stdout))
    if taken:
        desk.demand("three" in desk.bodies(), "%s: acknowledged, and not there" % name)
    with open_cable(desk) as terminal:
        terminal.type("q")
        desk.demand(terminal.end() == 0, "%s: the program does not start and end" % name)
    desk.demand(untouched(target, mode), name + ": the target was written to by the program")
    return taken


@check(16, "names and surroundings")
def surroundings(desk):
    home = desk.folder / "home"
    home.mkdir()
    odd = os.fsencode(desk.folder) + b"/h\xff\xfeme"
    os.mkdir(odd)
    long_name = desk.folder / ("n" * 251 + ".txt")
    shutil.copy(desk.cable, long_name)
    cases = [
        ("HOME", {"HOME": str(home)}, desk.cable, None),
        ("XDG relative", {"HOME": str(home), "XDG_CONFIG_HOME": "relative"}, desk.cable, None),
        ("XDG empty", {"HOME": str(home), "XDG_CONFIG_HOME": ""}, desk.cable, None),
        ("XDG of 5,000 bytes", {"HOME": str(home), "XDG_CONFIG_HOME": "/" + "x" * 5000}, desk.cable, "cannot"),
        ("HOME of other bytes", {b"HOME": odd}, desk.cable, None),
        ("HOME relative", {"HOME": "here"}, desk.cable, "no directory for notes"),
        ("a name of 255 bytes", {"HOME": str(home)}, long_name, None),
        ("config of 255 bytes", {"HOME": str(home), "REFTEL_CONFIG_DIR": str(desk.folder / ("c" * 255))}, desk.cable, None),
        ("config of 256 bytes", {"HOME": str(home), "REFTEL_CONFIG_DIR": str(desk.folder / ("c" * 256))}, desk.cable, "cannot"),
    ]
    here = desk.folder / "here"
    here.mkdir()
    for name, environment, cable, refusal in cases:
        answer = subprocess.run([desk.binary, "notes", "add", str(cable), "--input", name], cwd=here, env=environment,
                                stdin=subprocess.DEVNULL, capture_output=True, timeout=10, check=False)
        said = answer.stderr.decode(errors="replace").strip()
        desk.demand(answer.returncode in (0, 2, 4), "%s: exit code %d: %s" % (name, answer.returncode, said))
        desk.demand("panicked" not in said and "fault of its own" not in said, "%s: %s" % (name, said))
        if answer.returncode == 0:
            back = subprocess.run([desk.binary, "notes", str(cable), "--json"], cwd=here, env=environment,
                                  stdin=subprocess.DEVNULL, capture_output=True, check=False)
            desk.demand(name.encode() in back.stdout, name + ": acknowledged, and not there")
        else:
            desk.demand(len(said.splitlines()) == 1 and refusal and refusal in said, "%s: %.200r" % (name, said))
    without_home(desk)
    written = {path for path in here.rglob("*")}
    desk.demand(not written, "written into the working directory: %s" % written)
    desk.demand(any(pathlib.Path(os.fsdecode(odd)).rglob("*.yaml")), "nothing in the home directory of other bytes")
    desk.say("%d surroundings" % len(cases))


def without_home(desk):
    """Nobody knows the home directory of a user without a name, be it from the environment or from the list of users."""
    if os.geteuid() != 0 or not shutil.which("setpriv"):
        desk.say("LEFT OUT: no HOME, which needs root and setpriv")
        return
    desk.folder.chmod(0o755)
    binary = shutil.copy(desk.binary, desk.folder / "reftel")
    answer = subprocess.run(["setpriv", "--reuid", "54321", "--clear-groups", binary, "notes", "add", str(desk.cable),
                             "--input", "x"], env={}, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    desk.demand(answer.returncode == 4 and answer.stderr.startswith(b"reftel: no directory for notes"), "no HOME: %r" % answer)


if __name__ == "__main__":
    main(__doc__)
