#!/usr/bin/env python3
"""Makes the demo's workbook, customers.xlsx, and what an import of it must end in, expected.json.

Deterministic; needs XlsxWriter (`pip install XlsxWriter`). Run it from this folder after a change.

The rows are what administrators upload: Vietnamese headers under a title, phones in every spelling (a number without
its zero, text with blanks, with +84, a prefix from before 2018), customers listed twice, names typed on a Mac, wrong
cells, and rows that only look empty.
"""
import json
import random
import unicodedata

import xlsxwriter

HEADERS = ["Họ tên", "Số điện thoại", "Email", "Chức vụ", "Doanh nghiệp", "Xếp hạng", "Tài khoản quản lý", "Địa chỉ", "Mô tả"]
FAMILY = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Lý"]
MIDDLE = ["Văn", "Thị", "Hữu", "Đức", "Minh", "Quốc", "Thanh", "Ngọc", "Xuân", "Kim"]
GIVEN = ["An", "Bình", "Châu", "Dũng", "Giang", "Hà", "Hải", "Hương", "Khoa", "Lan", "Linh", "Mai", "Nam", "Oanh", "Phúc", "Quân", "Sơn", "Tâm", "Thảo", "Trang", "Tú", "Vy", "Yến"]
POSITIONS = ["Giám đốc", "Kế toán trưởng", "Nhân viên kinh doanh", "Kỹ sư", "Chủ cửa hàng", ""]
COMPANIES = ["Công ty TNHH Sao Việt", "CTCP Vận tải Bình Minh", "Hộ kinh doanh Phú Quý", "Acme & Co.", "Công ty Cổ phần Thủy sản Nam Á", "DNTN An Khang", "O'Reilly Ltd", "Tập đoàn Đại Thành", ""]
AGENTS = ["lan@example.com", "minh@example.com", "tuan@example.com", ""]
PREFIXES = ["32", "35", "38", "56", "70", "77", "81", "84", "88", "90", "93", "97", "98"]
UNIQUE, FILLED, REPEATED = 460, 30, 10


def spellings(national):
    """Ways in which people and programs write the mobile number with these nine national digits."""
    return ["0" + national, "+84" + national, "84" + national, f"0{national[:2]} {national[2:5]} {national[5:]}",
            f"(+84) {national[:2]}-{national[2:]}", int(national), int("84" + national)]


def customers(rng):
    rows, seen = [], set()
    while len(rows) < UNIQUE:
        national = rng.choice(PREFIXES) + f"{rng.randrange(10**7):07d}"
        if national in seen:
            continue
        seen.add(national)
        index = len(rows)
        name = " ".join([rng.choice(FAMILY), rng.choice(MIDDLE), rng.choice(GIVEN)])
        if index % 50 == 7:
            name = unicodedata.normalize("NFD", name)
        email = "" if index < FILLED else f"khach.{index}@example.com"
        address = f"{rng.randrange(1, 400)} Lê Lợi, Quận 1, TP. Hồ Chí Minh"
        note = rng.choice(["", "", "Gọi lại sau 17h", "dòng một\ndòng hai", "3 < 5 & 7 > 2"])
        rating = rng.choice(["", 1, 2, 3, 4, 5])
        rows.append([name, national, email, rng.choice(POSITIONS), rng.choice(COMPANIES), rating, rng.choice(AGENTS),
                     address, note])
    rows[3][1] = "839876543"  # written with its prefix from before 2018: 0123
    return rows


def main():
    rng = random.Random(20260301)
    people = customers(rng)
    rows = [[p[0], rng.choice(spellings(p[1])), *p[2:]] for p in people]
    rows[3][1] = "01239876543"
    for index in range(FILLED):  # the same customer again, now with an e-mail
        rows.append([people[index][0], rng.choice(spellings(people[index][1])), f"khach.{index}@example.com"] + [""] * 6)
    for index in range(100, 100 + REPEATED):  # the same customer again, nothing new
        rows.append([people[index][0], rng.choice(spellings(people[index][1]))] + people[index][2:])
    wrong = [
        (["Phạm Sai Số", "8,49123E+10"] + [""] * 7, 2011), (["Lê Ngắn", "12345"] + [""] * 7, 2010),
        (["Trần Chữ", "không có"] + [""] * 7, 2012), (["Vũ Thư", "0912000001", "sai@@example.com"] + [""] * 6, 2020),
        (["Bùi Sao", "0912000002", "", "", "", 9, "", "", ""], 2037),
        (["Đỗ Lạ", "0912000003", "", "", "", "", "nobody@example.com", "", ""], 2040)]
    rows += [row for row, _ in wrong]
    blank = [["  "] + [""] * 8, ["", "\u00a0"] + [""] * 7, [""] * 8 + ["\u200b"]]
    rows += blank

    book = xlsxwriter.Workbook("customers.xlsx", {"strings_to_urls": False, "strings_to_formulas": False})
    book.set_properties({"created": __import__("datetime").datetime(2026, 3, 1)})
    sheet = book.add_worksheet("Khách hàng")
    sheet.write(0, 0, "DANH SÁCH KHÁCH HÀNG THÁNG 3")
    for column, header in enumerate(HEADERS):
        sheet.write(2, column, header)
    for index, row in enumerate(rows):
        for column, value in enumerate(row):
            if value != "":
                sheet.write(3 + index, column, value)
    book.close()

    names = {unicodedata.normalize("NFC", p[4]) for p in people} - {""}
    expected = {
        "rows": len(rows), "created": UNIQUE, "updated": FILLED, "unchanged": REPEATED, "skipped": 0,
        "rejected": len(wrong), "ignoredEmpty": len(blank), "companies": len(names),
        "rejectedNumbers": sorted(number for _, number in wrong),
        "agents": [a for a in AGENTS if a],
        "phone": {"name": unicodedata.normalize("NFC", people[0][0]), "spellings": [str(s) for s in spellings(people[0][1])],
                  "canonical": "+84" + people[0][1], "email": "khach.0@example.com"},
        "legacy": {"written": "01239876543", "canonical": "+84839876543"},
    }
    with open("expected.json", "w", encoding="utf-8") as file:
        json.dump(expected, file, ensure_ascii=False, indent=1)
        file.write("\n")


main()
