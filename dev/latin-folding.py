#!/usr/bin/env python3
"""Writes Sources/TextNormalization/LatinFolding.swift: the base letters of precomposed Latin letters.

A letter folds to what is left of its compatibility decomposition, lower-cased, without its marks; letters that Unicode
does not decompose (a stroke through them, ligatures) are listed below. The tables hold what ends as one ASCII letter.
"""
import pathlib
import unicodedata

UNDECOMPOSED = {
    "đ": "d", "ð": "d", "ø": "o", "ł": "l", "ħ": "h", "ŧ": "t", "ı": "i", "ƀ": "b", "ƶ": "z", "ǥ": "g",
    "æ": "ae", "œ": "oe", "þ": "th",
}
RANGES = {"supplement": (0xC0, 0x24F), "additional": (0x1E00, 0x1EFF)}


def fold(scalar):
    base = unicodedata.normalize("NFKD", chr(scalar).lower())
    base = "".join(c for c in base if not unicodedata.combining(c))
    base = UNDECOMPOSED.get(base, base)
    return base if len(base) == 1 and base.isascii() and base.isalpha() else "?"


def table(first, last):
    letters = "".join(fold(scalar) for scalar in range(first, last + 1))
    lines = [letters[start : start + 64] for start in range(0, len(letters), 64)]
    return " \\\n".join("        " + line for line in lines).replace(" \\\n", "\\\n")


def main():
    source = ["// swift-format-ignore-file", "// Written by dev/latin-folding.py. Do not edit.", ""]
    source.append("/// Base letters by position in a block; `?` where a letter has no single ASCII one.")
    source.append("enum LatinFolding {")
    for index, (name, (first, last)) in enumerate(RANGES.items()):
        source += [""] if index else []
        source.append(f"    /// U+{first:04X} to U+{last:04X}.")
        source.append(f'    static let {name}: StaticString = """\n{table(first, last)}\n        """')
    source += ["", "    /// Small letters that Unicode does not decompose."]
    source.append("    static let undecomposed: [String: String] = [")
    source += [f'        "\\u{{{ord(letter):X}}}": "{base}",' for letter, base in UNDECOMPOSED.items()]
    source += ["    ]", "}", ""]
    target = pathlib.Path(__file__).parent.parent / "Sources/TextNormalization/LatinFolding.swift"
    target.write_text("\n".join(source), encoding="utf-8")


main()
