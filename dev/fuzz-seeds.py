#!/usr/bin/env python3
"""Makes the first inputs of the fuzz targets from what the project's own tests and documents hold.

    dev/fuzz-seeds.py    writes Tests/FuzzTests/Seeds again; inputs with other names stay

A seed's first bytes steer its target (Tests/FuzzTests/Targets says how). Whole workbooks, for the target `zip`, are
Tests/SpreadsheetsTests/Workbooks.
"""
import pathlib
import re
import struct
import subprocess
import tempfile
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
SEEDS = ROOT / "Tests/FuzzTests/Seeds"
WORKBOOKS = sorted((ROOT / "Tests/SpreadsheetsTests/Workbooks").glob("*.xlsx"))
PARTS = ["[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels",
         "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"]  # fmt: skip
STRING_LITERAL = re.compile(r'#"(.*?)"#|"((?:[^"\\\n]|\\.)+)"')
BLOCK_LITERAL = re.compile(r'"""\n(.*?)\n\s*"""', re.DOTALL)
SIMPLE_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "0": "\0", '"': '"', "\\": "\\"}


def write(target, name, data):
    folder = SEEDS / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)


# MARK: What Swift tests hold


def unescaped(text):
    def character(match):
        return chr(int(match[1], 16)) if match[1] else SIMPLE_ESCAPES.get(match[2], "")

    return re.sub(r"\\(?:u\{(\w+)\}|(.))", character, text)


def literals(*names):
    """The text literals of test files, those with interpolations left out."""
    for name in names:
        source = (ROOT / "Tests" / name).read_text()
        for block in BLOCK_LITERAL.findall(source):
            if "\\" not in block:
                yield "".join(line.strip() for line in block.splitlines())
        for raw, plain in STRING_LITERAL.findall(BLOCK_LITERAL.sub("", source)):
            if "\\(" not in plain and "\\#(" not in raw:
                yield raw or unescaped(plain)


def shapes(texts):
    """The first text of each shape: digits are alike, and so are letters."""
    seen = set()
    for text in texts:
        shape = re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+", "9", text))
        if shape not in seen:
            seen.add(shape)
            yield text


def write_texts(target, texts, prefix=b""):
    for index, text in enumerate(shapes(texts)):
        write(target, f"test-{index:02}", prefix + text.encode())


# MARK: The wire


def varint(value):
    data = bytearray()
    while value >= 0x80:
        data.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes(data + bytes([value]))


def field(number, value):
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    data = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(data)) + data


def frame(kind, flags=0, stream=0, a=0, b=0, metadata=b"", payload=b""):
    body = struct.pack(">BBHIII", kind, flags, len(metadata), stream, a, b) + metadata + payload
    return struct.pack(">I", len(body)) + body


def page_frames():
    """The conversation that docs/wire-protocol.md shows: (direction, frame), in order."""
    page = (ROOT / "docs/wire-protocol.md").read_text()
    frames = []
    for direction, name, digits in re.findall(r"^([CS])> (\w*)\s+((?:[0-9a-f]{2} ?){2,})$", page, re.MULTILINE):
        data = bytes.fromhex(digits)
        if name.isupper():
            frames.append((direction, data))
        else:
            frames[-1] = (direction, frames[-1][1] + data)
    return frames


def write_wire():
    request, window, hello = 1, 8, 9
    frames = page_frames()
    client = b"".join(data for direction, data in frames if direction == "C")
    server = b"".join(data for direction, data in frames if direction == "S")
    write("frames", "client", b"\2\0\0" + client)
    write("frames", "server", b"\2\0\1" + server)
    write("frames", "long", b"\1\0\0" + frame(3, payload=bytes(400)))
    write("server", "page", b"\1\0" + client)
    metadata = field(1, "acme") + field(2, "agent:7")
    trace = bytes(range(25))
    calls = [
        frame(request, 1, 1, 0, 10_000, metadata, b"hi"), frame(request, 9, 3, 1, 0, b"", trace + b"held"),
        frame(5, a=7, b=9), frame(4, stream=3, a=1), frame(request, 1, 5, 1), frame(request, 1, 7, 9),
        frame(6, a=1, b=2), frame(77, payload=b"later"), frame(window, stream=3, a=100),
    ]  # fmt: skip
    write("server", "calls", b"\0\0" + b"".join(calls))
    write("server", "many", b"\0\1" + b"".join(frame(request, 1, 2 * i + 1, 1, 0, b"", bytes(60)) for i in range(12)))
    write("server", "reused", b"\0\0" + calls[0] + calls[0])
    write("server", "second-hello", b"\1\0" + frames[0][1] * 2)
    write("server", "data", b"\0\0" + calls[4] + frame(3, stream=5, payload=b"x"))
    for direction, data in frames:
        if data[4] == hello:
            write("hello", "client" if direction == "C" else "server", data[20:])
    write("hello", "limits", b"".join(field(n, v) for n, v in [(1, 1), (2, 3), (3, 1 << 30), (4, 1 << 33), (5, 0)]))
    write("metadata", "plain", metadata + field(3, "req-1"))
    pairs = b"".join(field(4, field(1, f"key.{i}") + field(2, "giá trị")) for i in range(5))
    write("metadata", "pairs", metadata + pairs + field(9, "unknown"))
    write("metadata", "traceparent", b"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
    detail = field(1, "danhba.rpc.v1.RetryInfo") + field(2, field(1, 250))
    write("status", "detail", b"\x0e" + field(1, 14) + field(2, "Quá tải, hãy thử lại.") + field(3, detail))
    write("status", "unknown-code", b"\x63" + field(2, "?"))


def write_streams():
    write("streams", "one-by-one", bytes([16]) + bytes([0, 1] * 20))
    write("streams", "bursts", bytes([2]) + bytes([40, 80, 120, 1, 1, 1] * 6))
    write("streams", "drops", bytes([64, 0, 200, 4, 90, 8, 90, 3, 3, 2, 7, 1, 5, 9, 3, 3, 3]))


# MARK: Messages


def fields(data):
    """The fields of one protobuf message: (number, value)."""
    offset = 0

    def number():
        nonlocal offset
        value = shift = 0
        while True:
            byte = data[offset]
            offset += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    while offset < len(data):
        tag = number()
        if tag & 7 == 0:
            yield tag >> 3, number()
        else:
            size = number() if tag & 7 == 2 else {1: 8, 5: 4}[tag & 7]
            yield tag >> 3, data[offset : offset + size]
            offset += size


def message_types():
    """Every message of the contracts by full name: its fields as (number, type, type name, JSON name, repeated)."""
    with tempfile.NamedTemporaryFile() as output:
        protos = sorted(str(path) for path in (ROOT / "proto").rglob("*.proto"))
        subprocess.run(
            ["protoc", f"--proto_path={ROOT / 'proto'}", "--include_imports", "-o", output.name, *protos], check=True)
        descriptors = pathlib.Path(output.name).read_bytes()
    types = {}

    def add(prefix, data):
        content = list(fields(data))
        name = prefix + "." + next(value for number, value in content if number == 1).decode()
        types[name] = []
        for number, value in content:
            if number == 2:
                field = {key: part for key, part in fields(value)}
                types[name].append((field[3], field[5], field.get(6, b"").decode().lstrip("."),
                                    field[10].decode(), field[4] == 3))  # fmt: skip
            elif number == 3:
                add(name, value)

    for _, file in fields(descriptors):
        content = list(fields(file))
        package = next((value.decode() for number, value in content if number == 2), "")
        for number, value in content:
            if number == 4:
                add(package, value)
    return types


def filled(types, name, depth=0):
    """A message with every field set, and its JSON."""
    data, members = b"", []
    for number, kind, type_name, json_name, repeated in types[name]:
        if kind == 11:
            if depth > 3 or type_name not in types:
                continue
            inner, text = filled(types, type_name, depth + 1)
            part = field(number, inner)
        elif kind == 9:
            part, text = field(number, "Đỗ An"), '"Đỗ An"'
        elif kind == 12:
            part, text = field(number, b"\x08\x01"), '"CAE="'
        elif kind == 1:
            part, text = varint(number << 3 | 1) + struct.pack("<d", 1.5), "1.5"
        elif kind == 6:
            part, text = varint(number << 3 | 1) + struct.pack("<Q", 7), '"7"'
        elif kind == 7:
            part, text = varint(number << 3 | 5) + struct.pack("<I", 7), "7"
        else:
            part, text = field(number, 1), "true" if kind == 8 else "1"
        data += part
        members.append(f'"{json_name}":' + (f"[{text}]" if repeated else text))
    return data, "{" + ",".join(members) + "}"


def write_messages():
    types = message_types()
    source = (ROOT / "Sources/Contracts/Schema/MessageTypes.swift").read_text()
    names = re.findall(r"^\s+(\w+)V1\.([\w.]+)\.self,$", source, re.MULTILINE)
    for index, (package, name) in enumerate(names):
        full_name = f"danhba.{package.lower()}.v1.{name}"
        if full_name not in types or len(types[full_name]) < 3:
            continue
        data, text = filled(types, full_name)
        prefix = struct.pack(">H", index)
        if len(data) <= 1024:
            write("messages", name, prefix + data)
        if len(text) <= 512:
            write("json", name, prefix + text.encode())


# MARK: Spreadsheets


def write_parts():
    for path in WORKBOOKS:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            parts = [archive.read(name) if name in names else b"" for name in PARTS]
        if sum(map(len, parts)) < 8000 and parts[2]:
            write("workbook", path.stem, b"\x1e".join(parts))
        for target, index, prefix in [("sheet", 4, b"\0\0"), ("strings", 5, b"\0"), ("styles", 6, bytes(8))]:
            if 0 < len(parts[index]) < 4000:
                write(target, path.stem, prefix + parts[index])


def write_spreadsheet_texts():
    sources = [f"SpreadsheetsTests/{name}Tests.swift" for name in ("Sheet", "CellValue", "Date", "Container")]
    rows = [text for text in literals(*sources) if text.startswith("<row")]
    cells = [f'<row r="1">{text}</row>' for text in literals(*sources) if text.startswith("<c ")]
    write_texts("sheet", [f"<worksheet><sheetData>{text}</sheetData></worksheet>" for text in rows + cells], b"\0\0")
    strings = [text for text in literals(*sources) if text.startswith("<si")]
    write_texts("strings", [f"<sst>{text}</sst>" for text in strings], b"\0")
    formats = [text for text in literals("SpreadsheetsTests/DateTests.swift") if re.search(r"[yd0]{2}|\[h", text)]
    days = struct.pack(">Q", 45_000_500)
    write_texts("styles", [text for text in formats if len(text) < 60], days)
    csv = [text for text in literals("SpreadsheetsTests/CSVTests.swift") if re.search(r"[,;\t|\n]", text)]
    write_texts("csv", csv, b"\0\0")
    for encoding in ("utf-16-le", "utf-16-be", "cp1258"):
        text = "Ten;Dia chi\nNam;12 L\u00ea L\u1ee3i\n" if encoding != "cp1258" else "Ten;Dia chi\nH\u00e0;12 L\u00ea\n"
        write("csv", encoding, b"\0\0" + text.encode(encoding))


def main():
    write_wire()
    write_streams()
    write_messages()
    write_parts()
    write_spreadsheet_texts()
    phones = literals("PhoneNumbersTests/PhoneNormalizerTests.swift", "PhoneNumbersTests/PhoneErrorTests.swift")
    write_texts("phone", [text for text in phones if re.search(r"\d{3}", text)], b"\0")
    texts = literals("TextNormalizationTests/EmailAddressTests.swift", "TextNormalizationTests/KeyTests.swift")
    write_texts("text", [text for text in texts if not text.endswith(".swift")])
    total = sum(path.stat().st_size for path in SEEDS.rglob("*") if path.is_file())
    print(f"fuzz-seeds: {sum(1 for path in SEEDS.rglob('*') if path.is_file())} inputs, {total} bytes")


main()
