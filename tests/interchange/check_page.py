#!/usr/bin/env python3
"""Has a browser print what `reftel export --format html` writes, and looks at every page of it.

    python3 tests/interchange/check_page.py BINARY

Needs Chromium and pdftotext (see README.md). What is missing is LEFT OUT, and said so. Exit code 1 when a page does not
bear its classification, or lacks a note.
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile

BANNER = "CONFIDENTIAL NOFORN"
HEAD = "C O N F I D E N T I A L OSLO 000012\n\nNOFORN\n\nSUBJECT: BOATS\n\n"
PARAGRAPHS = 40


def main():
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not browser or not shutil.which("pdftotext"):
        print("LEFT OUT: there is no Chromium, or no pdftotext")
        return 0
    with tempfile.TemporaryDirectory() as name:
        pages = printed(sys.argv[1], browser, pathlib.Path(name))
    faults = [] if len(pages) > 2 else ["%d pages; the check needs more" % len(pages)]
    for number, page in enumerate(pages, 1):
        lines = [line.strip() for line in page.splitlines() if line.strip()]
        if lines[0] != BANNER or lines[-1] != BANNER:
            faults.append("page %d begins with %r and ends with %r" % (number, lines[0], lines[-1]))
    text = " ".join(pages)
    faults += ["note %d is not there" % n for n in (1, PARAGRAPHS) if "remark number %d." % n not in text]
    print("; ".join(faults) if faults else "ok: %d pages" % len(pages))
    return 1 if faults else 0


def printed(binary, browser, folder):
    """The text of every page of a printed cable with a note on its first and on its last paragraph."""
    cable, page, paper = folder / "cable.txt", folder / "cable.html", folder / "cable.pdf"
    words = "The boats came and went, and nobody on the pier could say whose they were. " * 6
    cable.write_text(HEAD + "".join("%d. (C) %s\n\n" % (n, words) for n in range(1, PARAGRAPHS + 1)))
    run = lambda *arguments: subprocess.run(
        [binary, "--config-dir", folder / "state", *arguments], stdin=subprocess.DEVNULL, check=True, stdout=subprocess.DEVNULL)
    for number in (1, PARAGRAPHS):
        run("notes", "add", cable, "--para", str(number), "--input", "This is remark number %d." % number)
    run("export", cable, "--format", "html", "-o", page)
    subprocess.run(
        [browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--print-to-pdf=%s" % paper,
         page.as_uri()], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120)
    text = subprocess.run(["pdftotext", "-layout", paper, "-"], check=True, stdout=subprocess.PIPE, text=True).stdout
    return [page for page in text.split("\f") if page.strip()]


if __name__ == "__main__":
    sys.exit(main())
