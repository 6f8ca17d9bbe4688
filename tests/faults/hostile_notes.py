#!/usr/bin/env python3
"""How long a hostile notes file is looked at, and how much memory it gets (SAFETY 54, 55, 59).

    python3 tests/faults/hostile_notes.py BINARY [--full]

Each is offered to `reftel import --yes` with 200 MB of memory and no more. It must be refused as a whole, or entry by entry, in
half a second (of processor time, with a release build; a debug build gets twenty times that), and change nothing else.
"""

import hashlib
import resource

from bench import check, main

MEMORY = 200 << 20
HEAD = "format: cable-notes\nschema: 1\n"
LAUGHS = "l0: &l0 x\n" + "".join("l%d: &l%d [*l%d, *l%d]\n" % (n, n, n - 1, n - 1) for n in range(1, 30))


def ended(body, entries):
    return body + 'end: {entries: %d, sha256: "%s"}\n' % (entries, hashlib.sha256(body.encode()).hexdigest())


def replies(count):
    """A file of entries that are none, each on the one before."""
    items = "".join(
        '- {"ver": "v1-%032x", "id": "018bcfe5-6800-7000-8000-%012x", "seq": %d, "lamport": %d, "at": "", "kind": "reply",'
        ' "re": {"id": "018bcfe5-6800-7000-8000-%012x", "author": "a-m", "ver": "v1-%032x"}}\n' % (n, n, n, n, n - 1, n - 1)
        for n in range(1, count + 1))
    head = HEAD + 'cable: {id: "07ELBONIA12", norm: 1, text_sha256: ""}\nauthor: {id: a-m, name: M}\nreplica: r-1\n'
    return ended(head + "entries:\n" + items, count)


BOMBS = {
    "aliases": HEAD + "a: &a " + "x" * 100_000 + "\nb: [" + "*a, " * 20_000 + "]\n",
    "laughs": HEAD + LAUGHS,
    "depth": HEAD + "a: " + "[" * 100_000,
    "depth in lines": HEAD + "a:\n" + "- " * 100_000,
    "open maps": "{a: " * 100_000,
    "a scalar of 15 MB": HEAD + 'a: "' + "x" * 15_000_000 + '"\n',
    "many values": HEAD + "a: [" + "1," * 7_000_000 + "]\n",
    "many values in lines": HEAD + "a:\n" + "- 1\n" * 3_900_000,
    "tags": HEAD + "tags: [" + "t," * 1_000_000 + "]\n",
    "marks": HEAD + "a: " + "!" * 1_000_000,
    "zip": "PK\x03\x04" + "x" * 1_000_000,
    "a chain of 100,000 replies": replies(100_000),
    "a chain of 10,000 replies": replies(10_000),
}


def limited():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


@check(55, "hostile notes files in half a second and 200 MB")
def bombs(desk):
    desk.add("mine")
    own = desk.notes_file().read_bytes()
    slowest = (0.0, "")
    # The goal. A machine that is slow, or does other things too, is given more time.
    patience = 10.0 if "release" not in desk.binary else 0.5 if desk.full else 2.0
    paths = {}
    for name, text in BOMBS.items():
        paths[name] = desk.folder / (name.replace(" ", "-") + ".yaml")
        paths[name].write_text(text)
    paths["1 GB of nothing"] = desk.folder / "sparse.yaml"
    with open(paths["1 GB of nothing"], "wb") as file:
        file.truncate(1 << 30)
    for name, path in paths.items():
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        answer = desk.run("import", "--yes", path, preexec_fn=limited)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        slowest = max(slowest, (took, name))
        said = answer.stderr.decode(errors="replace")
        is_chain = "10,000" in name
        desk.demand(answer.returncode == (1 if is_chain else 3), "%s: exit code %d: %s" % (name, answer.returncode, said))
        desk.demand(took < patience, "%s: %.2f s" % (name, took))
        desk.demand(is_chain or len(said.splitlines()) == 1, "%s: %r" % (name, said[:300]))
        desk.demand("xxxx" not in said, name + ": the message repeats what is in the file")
    desk.demand(desk.notes_file().read_bytes() == own, "the own file has changed")
    desk.say("%d files, the slowest took %.2f s (%s)" % (len(paths), slowest[0], slowest[1]))


if __name__ == "__main__":
    main(__doc__)
