#!/usr/bin/env python3
"""Rules about the sources that no compiler checks: who may import whom, sizes, and words that do not belong there.

Prints `file:line: message`. Exits 1 if there is a finding; warnings do not count.
"""
import json
import pathlib
import re
import subprocess
import sys

# Which of the project's targets each target may depend on, and so import. Direction is the architecture: shared
# libraries know no service, no service knows another, only Contracts sees C messages, executables only wire.
SERVICE = {
    "RPCCore", "Contracts", "Store", "ServiceRuntime", "BulkWriting", "CustomFields", "OperationUndo", "TextNormalization",
    "PhoneNumbers", "SheetExport", "Spreadsheets",
}  # fmt: skip
EXECUTABLE = {"RPCCore", "RPCTransport", "ServiceRuntime", "Store"}
TOOL = {"RPCCore", "RPCTransport", "Contracts", "MessageJSON", "ImportClient", "Spreadsheets"}
ALLOWED = {
    "CProtobufC": set(),
    "CCurl": set(),
    "CMalloc": set(),
    "CByteSearch": set(),
    "CZlib": set(),
    "CExpat": set(),
    "CXLSXWriter": set(),
    "CLibcrypto": set(),
    "CPhoneNumber": set(),
    "CMessages": {"CProtobufC"},
    "RPCCore": set(),
    "Contracts": {"RPCCore", "CMessages", "CProtobufC"},
    "MessageJSON": {"RPCCore", "Contracts"},
    "RPCTransport": {"RPCCore", "CZlib"},
    "RPCInProcess": {"RPCCore"},
    "Store": {"RPCCore"},
    "Observability": {"RPCCore", "RPCTransport"},
    "ServiceRuntime": {"RPCCore", "RPCTransport", "Contracts", "Observability", "Store", "TextNormalization"},
    "ImportClient": {"RPCCore", "Contracts", "CZlib"},
    "CustomFields": {"RPCCore", "Contracts", "Store", "ServiceRuntime", "TextNormalization"},
    "BulkWriting": {"RPCCore", "Contracts", "Store", "ServiceRuntime", "CustomFields"},
    "OperationUndo": {"RPCCore", "Contracts", "Store", "ServiceRuntime", "CustomFields"},
    "SheetExport": {"Contracts", "CustomFields", "Spreadsheets", "TextNormalization"},
    "TextNormalization": set(),
    "PhoneNumbers": {"CPhoneNumber"},
    "Spreadsheets": {"CZlib", "CExpat", "CXLSXWriter"},
    "ContactsService": SERVICE | {"CByteSearch"},
    "CompaniesService": SERVICE,
    "CampaignsService": SERVICE,
    "ImportsService": SERVICE | {"CCurl", "CZlib", "CLibcrypto", "CMalloc"},
    "GatewayService": {"RPCCore", "Contracts", "ServiceRuntime", "MessageJSON", "ImportClient"},
    "contacts": EXECUTABLE | {"ContactsService"},
    "companies": EXECUTABLE | {"CompaniesService"},
    "campaigns": EXECUTABLE | {"CampaignsService"},
    "imports": EXECUTABLE | {"ImportsService"},
    "gateway": EXECUTABLE | {"GatewayService"},
    "danhba": TOOL,
    "loadtest": TOOL | {"ServiceRuntime", "Store"},
}
# Third-party modules that only some targets may use, whatever the manifest says. Tests are free.
RESTRICTED = {
    r"NIO.*": {"Observability", "RPCTransport", "ImportsService", "GatewayService", "loadtest"},
    r"GRDB.*": {"Store", "ContactsService", "CompaniesService", "CampaignsService", "ImportsService"},
    r"Hummingbird.*": {"GatewayService", "Observability"},
}
TOOLCHAIN = {
    "Swift", "Foundation", "FoundationEssentials", "FoundationNetworking", "Dispatch", "Synchronization",
    "RegexBuilder", "Glibc", "Musl", "Darwin", "Testing",
}  # fmt: skip
EXECUTABLE_LINES, SOURCE_LINES, TEST_LINES, FUNCTION_LINES = 80, 500, 800, 70

IMPORT = re.compile(
    r"^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+"
    r"(?:(?:struct|class|enum|protocol|func|var|let|typealias|actor)\s+)?(\w+)"
)
FUNCTION = re.compile(r"^\s*(?:@\w+(?:\([^)]*\))?\s+|[\w()]+\s+)*(?:func\s+\S+|init[?(<]|deinit\b|subscript[(<])")
UNCHECKED = re.compile(r"@unchecked\s+Sendable|nonisolated\(unsafe\)")
# Split so that this file does not find itself.
WORDS = {
    re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b"): "unfinished work belongs in an issue",
    re.compile(r"(?<![\w.])/(?:ho" r"me|ro" r"ot|Us" r"ers|wo" r"rk)/\w"): "a path of one machine",
}
BINARY = {".xlsx", ".xlsm", ".gz", ".zip", ".png", ".ico", ".db", ".pb", ".csv"}


class Report:
    def __init__(self):
        self.findings = 0

    def finding(self, path, line, message):
        self.findings += 1
        print(f"{path}:{line}: {message}")

    def warning(self, path, line, message):
        print(f"{path}:{line}: warning: {message}")


def project_files():
    output = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], check=True, capture_output=True
    ).stdout.decode()
    return [path for path in map(pathlib.Path, output.split("\0")) if path.is_file()]


def manifest_targets():
    output = subprocess.run(["swift", "package", "dump-package"], check=True, capture_output=True).stdout
    targets = {}
    for target in json.loads(output)["targets"]:
        names = [next(iter(dependency.values()))[0] for dependency in target["dependencies"]]
        default = ("Tests/" if target["type"] == "test" else "Sources/") + target["name"]
        targets[target["name"]] = (pathlib.Path(target.get("path") or default), target["type"], names)
    return targets


def check_manifest(targets, report):
    for name, (folder, _, dependencies) in targets.items():
        if folder.parts[0] == "Tests":
            continue
        if name not in ALLOWED:
            report.finding("Package.swift", 1, f"{name}: say in dev/check-rules.py what it may depend on")
            continue
        for dependency in dependencies:
            if dependency in targets and dependency not in ALLOWED[name]:
                report.finding("Package.swift", 1, f"{name} must not depend on {dependency}")


def check_imports(path, lines, targets, report):
    owner = next((name for name, (folder, _, _) in targets.items() if folder in path.parents), None)
    if owner is None:
        return
    folder, _, dependencies = targets[owner]
    is_test = folder.parts[0] == "Tests"
    for number, line in enumerate(lines, 1):
        match = IMPORT.match(line)
        if not match or match[1] in TOOLCHAIN or match[1] == owner:
            continue
        module = match[1]
        if module not in dependencies:
            report.finding(path, number, f"{owner} imports {module} without declaring it in Package.swift")
        elif not is_test and module in targets and module not in ALLOWED.get(owner, set()):
            report.finding(path, number, f"{owner} must not import {module}")
        for pattern, users in RESTRICTED.items():
            if not is_test and re.fullmatch(pattern, module) and owner not in users:
                report.finding(path, number, f"{owner} must not import {module}")


def check_sizes(path, lines, targets, report):
    is_test = path.parts[0] == "Tests"
    is_executable = any(kind == "executable" and folder in path.parents for folder, kind, _ in targets.values())
    limit = TEST_LINES if is_test else SOURCE_LINES
    if len(lines) > limit:
        report.warning(path, limit, f"{len(lines)} lines; split above {limit}")
    if is_executable and path.parts[0] == "services" and len(lines) > EXECUTABLE_LINES:
        report.warning(path, EXECUTABLE_LINES, f"{len(lines)} lines; an executable only wires its service")
    for start, length in functions(lines):
        if length > FUNCTION_LINES:
            report.warning(path, start, f"a function of {length} lines; stop at {FUNCTION_LINES}")


def functions(lines):
    """First line and length of each function; relies on the format, which aligns the closing brace with the start."""
    start = depth = 0
    for number, line in enumerate(lines, 1):
        text = line.strip()
        indent = len(line) - len(line.lstrip())
        if not text or text.startswith("//"):
            continue
        if start and indent == depth and text == "}":
            yield start, number - start + 1
            start = 0
        elif (not start or indent <= depth) and FUNCTION.match(line):
            start, depth = number, indent
        elif start and indent < depth:
            start = 0


def check_proofs(path, lines, report):
    for number, line in enumerate(lines, 1):
        code = line.split("//")[0]
        if UNCHECKED.search(code) and not (number > 1 and lines[number - 2].lstrip().startswith("//")):
            report.finding(path, number, "an unchecked promise needs its proof in a comment directly above")


def check_words(path, lines, report):
    for number, line in enumerate(lines, 1):
        for pattern, message in WORDS.items():
            if pattern.search(line):
                report.finding(path, number, message)


def main():
    report = Report()
    targets = manifest_targets()
    check_manifest(targets, report)
    for path in project_files():
        if path.suffix in BINARY or {"Workbooks", "Seeds"} & set(path.parts):
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            report.finding(path, 1, "not UTF-8")
            continue
        lines = text.splitlines()
        check_words(path, lines, report)
        if path.suffix != ".swift":
            continue
        check_imports(path, lines, targets, report)
        if not text.startswith("// swift-format-ignore-file"):
            check_sizes(path, lines, targets, report)
            check_proofs(path, lines, report)
    sys.exit(1 if report.findings else 0)


main()
