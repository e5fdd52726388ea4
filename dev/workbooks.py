#!/usr/bin/env python3
"""Makes the workbooks in Tests/SpreadsheetsTests/Workbooks and, beside each, the cells that are to be read from it.

    dev/workbooks.py            (needs: pip install xlsxwriter openpyxl)

Each file shows what one kind of program writes; the expected cells are listed by hand, not read back.
"""
import datetime
import io
import json
import pathlib
import zipfile

import openpyxl
import xlsxwriter

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "Tests/SpreadsheetsTests/Workbooks"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"

CREATED = datetime.datetime(2024, 9, 17)

# Three contacts as people type them.
CONTACTS = [
    ["Tên", "Số điện thoại", "Ngày sinh", "Hạng", "VIP", "Ghi chú"],
    ["Nguyễn Văn Ánh", "84912345678", datetime.date(1990, 2, 28), 5, True, "gọi lại sau 17h"],
    ["Trần Thị Hương", "0912 345 679", datetime.date(1985, 12, 31), 2.5, False, "dòng 1\ndòng 2"],
    ["Đỗ & Sons <VN>", "+84 (28) 38-22", None, 0, None, " \"trích\" "],
]


def expected(row, column, value):
    if isinstance(value, bool):
        return [row, column, "boolean", "TRUE" if value else "FALSE"]
    if isinstance(value, (int, float)):
        return [row, column, "number", str(value)]
    if isinstance(value, datetime.date):
        return [row, column, "date", value.isoformat() + "T00:00:00"]
    return [row, column, "text", value]


def contacts_cells():
    return [expected(r, c, v) for r, row in enumerate(CONTACTS) for c, v in enumerate(row) if v is not None]


def from_xlsxwriter(constant_memory):
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"constant_memory": constant_memory})
    sheet = book.add_worksheet("Liên hệ")
    date = book.add_format({"num_format": "dd/mm/yyyy"})
    for r, row in enumerate(CONTACTS):
        for c, value in enumerate(row):
            if isinstance(value, datetime.date):
                sheet.write_datetime(r, c, datetime.datetime.combine(value, datetime.time()), date)
            elif value is not None:
                sheet.write(r, c, value)
    book.set_properties({"created": CREATED})
    book.close()
    return target.getvalue(), {"Liên hệ": contacts_cells()}


def from_openpyxl():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Liên hệ"
    for row in CONTACTS:
        sheet.append(row)
    sheet.merge_cells("A6:C6")
    sheet["A6"] = "gộp"
    sheet["D6"] = "=SUM(D2:D4)"
    hidden = book.create_sheet("Ẩn")
    hidden.sheet_state = "hidden"
    hidden["B2"] = 1
    book.properties.created = book.properties.modified = CREATED
    target = io.BytesIO()
    book.save(target)
    cells = contacts_cells() + [[5, 0, "text", "gộp"], [5, 3, "empty", ""]]
    return target.getvalue(), {"Liên hệ": cells, "Ẩn": [[1, 1, "number", "1"]]}


def package(parts, prefix_slash=False, backslash=False, stored=False):
    """A zip with fixed dates, so that the same parts make the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(("/" if prefix_slash else "") + name, (1980, 1, 1, 0, 0, 0))
            if backslash:
                entry.filename = entry.filename.replace("/", "\\")
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content if isinstance(content, bytes) else content.encode())
    return target.getvalue()


def relations(*entries, office=OFFICE):
    items = "".join(f'<Relationship Id="{i}" Type="{office}/{kind}" Target="{target}"/>' for i, kind, target in entries)
    return f'<Relationships xmlns="{PACKAGE}/relationships">{items}</Relationships>'


def types():
    return f'<?xml version="1.0"?><Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'


def strict_prefixed():
    """Strict namespaces, prefixed elements, parts with other names, dates as ISO text."""
    office = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    parts = {
        "[Content_Types].xml": types(),
        "_rels/.rels": relations(("r1", "officeDocument", "/book/main.xml"), office=office),
        "book/main.xml": f'<x:workbook xmlns:x="{STRICT}" xmlns:rel="{office}" conformance="strict"><x:sheets>'
        '<x:sheet name="Nghiêm" sheetId="1" rel:id="s1"/></x:sheets></x:workbook>',
        "book/_rels/main.xml.rels": relations(
            ("s1", "worksheet", "one.xml"), ("s2", "sharedStrings", "/book/texts.xml"), office=office
        ),
        "book/one.xml": f'<x:worksheet xmlns:x="{STRICT}"><x:sheetData><x:row r="1"><x:c r="A1" t="s"><x:v>1</x:v></x:c>'
        '<x:c r="B1" t="d"><x:v>2024-09-17T08:30:00Z</x:v></x:c></x:row></x:sheetData></x:worksheet>',
        "book/texts.xml": f'<x:sst xmlns:x="{STRICT}" count="99" uniqueCount="1"><x:si><x:t>không</x:t></x:si><x:si><x:r>'
        "<x:t>chữ </x:t></x:r><x:r><x:t>ghép</x:t></x:r><x:rPh><x:t>bỏ</x:t></x:rPh></x:si></x:sst>",
    }
    cells = [[0, 0, "text", "chữ ghép"], [0, 1, "date", "2024-09-17T08:30:00"]]
    return package(parts), {"Nghiêm": cells}


def report_tool():
    """No references, no dimension, inline strings only, names with backslashes and other capitals, stored entries."""
    parts = {
        "[Content_Types].xml": types(),
        "_rels/.rels": relations(("rId1", "officeDocument", "XL/Workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="Report" sheetId="1" r:id="rId1"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": relations(("rId1", "worksheet", "worksheets/SHEET1.xml")),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData><row><c t="inlineStr"><is><t>a</t></is></c><c/>'
        "<c><v>8.4912345678E10</v></c></row><row/><row><c t=\"str\"><v>_x0110_ỗ</v></c></row></sheetData></worksheet>",
    }
    cells = [[0, 0, "text", "a"], [0, 2, "number", "84912345678"], [2, 0, "text", "Đỗ"]]
    return package(parts, backslash=True, stored=True), {"Report": cells}


def phone_export():
    """Every part in UTF-16 with a byte order mark, 1904 dates, a hidden row and a chart sheet without a part."""

    def wide(text):
        return b"\xff\xfe" + text.encode("utf-16-le")

    parts = {
        "[Content_Types].xml": wide(types()),
        "_rels/.rels": wide(relations(("rId1", "officeDocument", "xl/workbook.xml"))),
        "xl/workbook.xml": wide(
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><workbookPr date1904="1"/><sheets>'
            '<sheet name="Biểu đồ" sheetId="1" r:id="rId9"/><sheet name="Máy" sheetId="2" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": wide(
            relations(("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId3", "styles", "styles.xml"))
        ),
        "xl/styles.xml": wide(
            f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="165" formatCode="[hh]:mm"/></numFmts>'
            '<cellXfs><xf/><xf numFmtId="14"/><xf numFmtId="165"/></cellXfs></styleSheet>'
        ),
        "xl/worksheets/sheet1.xml": wide(
            f'<worksheet xmlns="{MAIN}"><sheetData><row r="2" hidden="1"><c r="A2" s="1"><v>42735</v></c>'
            '<c r="B2" s="2"><v>1.5</v></c><c r="C2" t="e"><v>#N/A</v></c></row></sheetData></worksheet>'
        ),
    }
    cells = [[1, 0, "date", "2021-01-01T00:00:00"], [1, 1, "duration", "P129600.000"], [1, 2, "error", "#N/A"]]
    return package(parts), {"Biểu đồ": [], "Máy": cells}


WORKBOOKS = {
    "xlsxwriter-inline": lambda: from_xlsxwriter(True),
    "xlsxwriter-shared": lambda: from_xlsxwriter(False),
    "openpyxl": from_openpyxl,
    "strict-prefixed": strict_prefixed,
    "report-tool": report_tool,
    "utf16-1904": phone_export,
}


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, make in WORKBOOKS.items():
        content, sheets = make()
        (FOLDER / f"{name}.xlsx").write_bytes(content)
        listing = [{"name": sheet, "cells": cells} for sheet, cells in sheets.items()]
        text = json.dumps(listing, ensure_ascii=False, indent=1)
        (FOLDER / f"{name}.json").write_text(text + "\n", encoding="utf-8")
        print(f"{name}.xlsx {len(content)} bytes")


if __name__ == "__main__":
    main()
