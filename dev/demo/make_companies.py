#!/usr/bin/env python3
"""Makes the sample workbook of companies, companies.xlsx.

Deterministic; needs XlsxWriter (`pip install XlsxWriter`). Run it from this folder after a change.

The companies of customers.xlsx with what an administrator knows of them, one listed twice and one with a wrong cell.
"""
import datetime

import xlsxwriter

HEADERS = ["Tên công ty", "Mã số thuế", "Điện thoại", "Email", "Website", "Địa chỉ", "Ghi chú"]
ROWS = [
    ["Công ty TNHH Sao Việt", "0101234567", "024 3822 1234", "lienhe@saoviet.example.com", "https://saoviet.example.com",
     "12 Tràng Tiền, Hoàn Kiếm, Hà Nội", "Khách hàng từ 2019"],
    ["CTCP Vận tải Bình Minh", "0302345678", "028 3911 2345", "info@binhminh.example.com", "", "45 Nguyễn Huệ, Quận 1, TP. Hồ Chí Minh", ""],
    ["Hộ kinh doanh Phú Quý", "", "0912 345 678", "", "", "Chợ Bến Thành, TP. Hồ Chí Minh", "Chỉ gọi buổi sáng"],
    ["Acme & Co.", "0403456789-001", "+1 415 555 2671", "hello@acme.example.com", "https://acme.example.com", "", ""],
    ["Công ty Cổ phần Thủy sản Nam Á", "1804567890", "0292 3833 456", "", "", "Khu công nghiệp Trà Nóc, Cần Thơ", ""],
    ["DNTN An Khang", "2905678901", "", "ankhang@example.com", "", "Vinh, Nghệ An", ""],
    ["O'Reilly Ltd", "0106789012", "Hotline 1900 1234", "", "", "", ""],
    ["Tập đoàn Đại Thành", "0107890123", "", "", "https://daithanh.example.com", "Ba Đình, Hà Nội", "dòng một\ndòng hai"],
    ["Công ty TNHH Sao Việt", "0101234567", "", "ketoan@saoviet.example.com", "", "", "nhắc lại, không có gì mới"],
    ["Công ty Sai Mã", "01 0 sai", "", "", "", "", ""],
]


def main():
    book = xlsxwriter.Workbook("companies.xlsx", {"strings_to_urls": False, "strings_to_formulas": False})
    book.set_properties({"created": datetime.datetime(2026, 3, 1)})
    sheet = book.add_worksheet("Công ty")
    text = book.add_format({"num_format": "@"})
    sheet.write(0, 0, "DANH SÁCH CÔNG TY")
    for column, header in enumerate(HEADERS):
        sheet.write(2, column, header)
    for index, row in enumerate(ROWS):
        for column, value in enumerate(row):
            if value:
                sheet.write_string(3 + index, column, value, text)
    book.close()


if __name__ == "__main__":
    main()
