#!/usr/bin/env python3
"""Ends an import at, or lets fail, each single system call (SAFETY 62).

    python3 tests/faults/import_calls.py BINARY [--full]

Under strace, `reftel import --yes` of a colleague's later file runs once for each call of each kind: killed there, or told
of an error. Afterwards the colleague's notes must be the old ones or the new ones and sound, the own file as it was byte for
byte, and after an error without success one line says why. Imported again, the store must be what it is without a fault.
Three errors and not all without --full.
"""

import json
import shutil

from bench import check, main, needs_strace
from system_calls import CALLS, ERRORS, MOST


def prepare(desk):
    """Two configuration directories: Ann's, who holds Ben's first file, and Ben's; gives Ben's second file."""
    ben = desk.folder / "ben"
    desk.add("mine")
    desk.add("first", config=ben)
    (sent,) = ben.glob("notes/*/*.yaml")
    desk.run("import", "--yes", sent)
    desk.add("second", config=ben)
    return sent


def own_files(config):
    """The files that are not Ben's, with their bytes; the rest is made anew at every start."""
    return {path.name: path.read_bytes() for path in config.glob("notes/*/*") if not path.name.startswith(".")}


@check(62, "an import that is interrupted at every system call")
def import_calls(desk):
    needs_strace()
    sent = prepare(desk)
    fresh = desk.folder / "fresh"
    desk.config.rename(fresh)
    before = own_files(fresh)
    shutil.copytree(fresh, desk.config)
    desk.run("import", "--yes", sent)
    after = own_files(desk.config)
    theirs = sent.name
    (mine,) = [name for name in before if name.endswith(".yaml") and name != theirs]
    errors = ERRORS if desk.full else ERRORS[:3]
    runs = killed = taken = 0
    for call in CALLS:
        for what in ["signal=KILL"] + ["error=" + error for error in errors]:
            for number in range(1, MOST):
                shutil.rmtree(desk.config)
                shutil.copytree(fresh, desk.config)
                trace = desk.folder / "trace"
                answer = desk.run("import", "--yes", sent, front=(
                    "strace", "-f", "-qq", "-o", trace, "-e", "trace=?" + call,
                    "-e", "inject=?%s:%s:when=%d" % (call, what, number)))
                is_kill = what == "signal=KILL"
                if not (answer.returncode != 0 if is_kill else "(INJECTED)" in trace.read_text(errors="replace")):
                    break
                name = "%s %s, call %d" % (call, what, number)
                runs, killed, taken = runs + 1, killed + is_kill, taken + (answer.returncode == 0)
                judge(desk, name, answer, is_kill, (before, after, mine, theirs))
                desk.run("import", "--yes", sent)
                again = own_files(desk.config)
                desk.demand(again[theirs] == after[theirs], name + ": imported again it is another file")
    desk.demand(runs > 100, "only %d runs" % runs)
    desk.say("%d runs, %d killed, %d succeeded all the same" % (runs, killed, taken))


def judge(desk, name, answer, is_kill, expected):
    before, after, mine, theirs = expected
    now = own_files(desk.config)
    desk.demand(now.get(mine) == before[mine], name + ": the own file has changed")
    desk.demand(now.get(theirs) in (before[theirs], after[theirs]), name + ": neither old nor new")
    found = json.loads(desk.run("verify", "--json").stdout)
    bad = [file["path"] for file in found["files"] if file["state"] not in ("sound", "stray")]
    desk.demand(not bad, "%s: not sound: %s" % (name, bad))
    if answer.returncode == 0 and now.get(theirs) != after[theirs]:
        desk.demand(False, name + ": it says that it has imported what is not there")
    # Rust's own library panics when a directory cannot be closed, which no kernel does.
    if not is_kill and answer.returncode not in (0, 101):
        lines = answer.stderr.decode(errors="replace").strip().splitlines()
        desk.demand(len(lines) == 1, "%s: said in other than one line: %r" % (name, lines))


if __name__ == "__main__":
    main(__doc__)
