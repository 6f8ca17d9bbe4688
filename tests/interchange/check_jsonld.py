#!/usr/bin/env python3
"""Has independent JSON-LD libraries read what `reftel export --format w3c` writes, without a network.

    python3 tests/interchange/check_jsonld.py BINARY

Needs PyLD and rdflib (see README.md). One that is missing is LEFT OUT, and said so. The context that is named by its
address is given to them empty: the file's own must suffice. Exit code 1 when something is not as it must be.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

OA, AS = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/activitystreams#"
RDF, DCTERMS = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://purl.org/dc/terms/"
NAMED = "http://www.w3.org/ns/anno.jsonld"
NOTES = [
    ["--para", "2", "--input", "Who came?", "--type", "question", "--tag", "boats"],
    ["--quote", "three boats", "--input", "Na\u00efve <b>count</b> \u202e\u5916"],
    ["--input", "On the cable."],
]
CABLE = """C O N F I D E N T I A L OSLO 000012

SUBJECT: BOATS

1. (C) On Monday three boats came.

2. (U) They left.
"""


def main():
    failed = []
    with tempfile.TemporaryDirectory() as folder:
        document = exported(sys.argv[1], pathlib.Path(folder))
    for check in (read_by_pyld, read_by_rdflib):
        try:
            faults = check(document)
        except ImportError as error:
            print("LEFT OUT: %s: %s" % (check.__name__, error))
            continue
        failed += faults
        print("%s: %s" % (check.__name__, "; ".join(faults) if faults else "ok"))
    return 1 if failed else 0


def exported(binary, folder):
    """The document that the program writes for a cable with three notes."""
    cable = folder / "cable.txt"
    cable.write_text(CABLE)
    run = lambda *arguments: subprocess.run(
        [binary, "--config-dir", folder / "state", "--author", "Ann", *arguments],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=True).stdout
    for note in NOTES:
        run("notes", "add", cable, *note)
    return json.loads(run("export", cable, "--format", "w3c"))


def read_by_pyld(document):
    from pyld import jsonld

    jsonld.set_document_loader(no_network)
    [collection] = jsonld.expand(document)
    faults = expect("type of the collection", collection["@type"], [AS + "OrderedCollection"])
    [page] = collection[AS + "first"]
    items = page[AS + "items"][0]["@list"]
    faults += expect("number of annotations", len(items), 3)
    for item in items:
        faults += expect("type", item["@type"], [OA + "Annotation"])
        faults += expect("id", item["@id"].startswith("urn:uuid:"), True)
        faults += expect("creator", [c["http://xmlns.com/foaf/0.1/name"] for c in item[DCTERMS + "creator"]], [[{"@value": "Ann"}]])
    motivations = sorted(item[OA + "motivatedBy"][0]["@id"] for item in items)
    faults += expect("motivations", motivations, [OA + "commenting", OA + "commenting", OA + "questioning"])
    faults += expect("positions", sorted(positions(items)), position_of(["three boats", "They left."]))
    # Out of the library's triples and back again, the entries are what they were.
    triples = jsonld.to_rdf(document)
    back = jsonld.expand(jsonld.from_rdf(triples, {"useNativeTypes": True}))
    own = [node for node in back if "urn:reftel:ns#record" in node]
    entries = own[0]["urn:reftel:ns#record"][0]["@value"]
    faults += expect("entries behind RDF", entries, document["reftel:record"])
    framed = jsonld.compact(document, document["@context"])
    faults += expect("entries behind compaction", framed["reftel:record"], document["reftel:record"])
    return faults


def no_network(url, _options):
    if url != NAMED:
        raise RuntimeError("asked for " + url)
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": {}}}


def positions(items):
    for item in items:
        for target in item[OA + "hasTarget"]:
            for selector in target.get(OA + "hasSelector", []):
                if selector["@type"] == [OA + "TextPositionSelector"]:
                    yield tuple(int(selector[OA + end][0]["@value"]) for end in ("start", "end"))


def position_of(quotes):
    """Where the words stand in the file, counted in code points."""
    return sorted((CABLE.index(quote), CABLE.index(quote) + len(quote)) for quote in quotes)


def read_by_rdflib(document):
    import rdflib

    # It knows no way to be given a context by hand; what is left is what the file says itself.
    document = dict(document, **{"@context": document["@context"][1]})
    graph = rdflib.Dataset(default_union=True)
    graph.parse(data=json.dumps(document), format="json-ld")
    count = lambda kind: len(set(graph.subjects(rdflib.RDF.type, rdflib.URIRef(kind))))
    faults = expect("annotations", count(OA + "Annotation"), 3)
    faults += expect("quotes", count(OA + "TextQuoteSelector"), 2)
    bodies = {str(value) for value in graph.objects(None, rdflib.URIRef(RDF + "value"))}
    faults += expect("bodies", bodies >= {"Who came?", "Na\u00efve <b>count</b> \u202e\u5916", "On the cable.", "boats"}, True)
    return faults


def expect(what, found, wanted):
    return [] if found == wanted else ["%s: found %r, wanted %r" % (what, found, wanted)]


if __name__ == "__main__":
    sys.exit(main())
