#!/usr/bin/env python3
"""Puts the first sentence of each documentation comment into a paragraph of its own, as the documentation rules ask.

swift format reports such comments but does not mend them. Takes the files to look at on the command line, edits them in
place and prints nothing; what it cannot mend is left for the lint to report.
"""
import collections
import pathlib
import re
import subprocess
import sys
import textwrap

WIDTH = 120
FINDING = re.compile(
    r"^(?P<path>.*?):(?P<line>\d+):\d+: \w+: \[BeginDocumentationCommentWithOneLineSummary\] "
    r'add a blank comment line after this sentence: "(?P<sentence>.*)"$',
    re.MULTILINE,
)
COMMENT = re.compile(r"\s*///")
# What ends the first paragraph: a blank comment line, a list, a table or code.
PARAGRAPH_END = re.compile(r"\s*///\s*(?:$|[-*|]\s|\d+\.\s|```)")
SENTENCE_END = re.compile(r"[.!?][)\"'`”]*(?=\s)")


def findings(files):
    lint = subprocess.run(["swift", "format", "lint", "--parallel", *files], capture_output=True, text=True)
    found = collections.defaultdict(list)
    for match in FINDING.finditer(lint.stderr):
        found[match["path"]].append((int(match["line"]), match["sentence"]))
    return found


def comment_start(lines, declaration):
    """The first line of the comment above a declaration; the lint names the declaration's line."""
    index = min(declaration, len(lines)) - 1
    while index >= 0 and not COMMENT.match(lines[index]):
        index -= 1
    while index > 0 and COMMENT.match(lines[index - 1]):
        index -= 1
    return index


def split(paragraph, sentence):
    """Where the summary ends: the lint quotes the sentence without its code, so its last words decide."""
    ends = [match.end() for match in SENTENCE_END.finditer(paragraph)]
    tail = sentence[-12:].strip()
    return next((end for end in ends if paragraph[:end].endswith(tail)), ends[0] if ends else None)


def mend(lines, declaration, sentence):
    start = comment_start(lines, declaration)
    if start < 0:
        return
    end = start + 1
    while end < len(lines) and COMMENT.match(lines[end]) and not PARAGRAPH_END.match(lines[end]):
        end += 1
    indent = lines[start][: lines[start].index("///")]
    paragraph = " ".join(line.strip()[3:].strip() for line in lines[start:end])
    position = split(paragraph, sentence)
    if position is None:
        return

    def wrap(text):
        return textwrap.wrap(text, WIDTH - len(indent) - 4, break_long_words=False, break_on_hyphens=False)

    mended = wrap(paragraph[:position]) + [""] + wrap(paragraph[position:].strip())
    lines[start:end] = [(indent + "/// " + line).rstrip() for line in mended]


def main():
    for name, found in findings(sys.argv[1:]).items():
        path = pathlib.Path(name)
        lines = path.read_text(encoding="utf-8").split("\n")
        for declaration, sentence in sorted(found, reverse=True):
            mend(lines, declaration, sentence)
        path.write_text("\n".join(lines), encoding="utf-8")


main()
