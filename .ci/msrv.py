"""Whether every crate that is linked in builds with the Rust version that Cargo.toml promises, as far as crates say so."""

import json
import subprocess
import sys


def version(text):
    numbers = [int(part) for part in text.split(".")]
    return tuple(numbers + [0] * (3 - len(numbers)))


metadata = json.loads(subprocess.check_output(["cargo", "metadata", "--format-version", "1", "--locked"]))
packages = {package["id"]: package for package in metadata["packages"]}
nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
root = metadata["resolve"]["root"]
promised = packages[root]["rust_version"]
seen, waiting = set(), [root]
while waiting:
    for dependency in nodes[waiting.pop()]["deps"]:
        # Those of tests need not be built by whoever installs.
        linked = any(kind["kind"] != "dev" for kind in dependency["dep_kinds"])
        if linked and dependency["pkg"] not in seen:
            seen.add(dependency["pkg"])
            waiting.append(dependency["pkg"])
newer = [
    f"{package['name']} {package['version']} needs Rust {package['rust_version']}"
    for package in map(packages.get, seen)
    if package["rust_version"] and version(package["rust_version"]) > version(promised)
]
print(f"{len(seen)} crates are linked in or help to build; Cargo.toml promises Rust {promised}")
sys.exit("\n".join(newer) if newer else 0)
