"""Write the files that tests/outside/workbooks.rs reads: workbooks of each kind, and what only looks like one."""

import datetime
import pathlib
import sys
import zipfile

import openpyxl
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl.utils.datetime import CALENDAR_MAC_1904

folder = pathlib.Path(sys.argv[1])

book = openpyxl.Workbook()
sheet = book.active
sheet.title = "Plan d'action"
sheet["A1"] = "Plan d'action 2020"
sheet.merge_cells("A1:D1")
rows = [
    ["Axe", "Titre ", "Début", "Montant"],
    ["1 Territoire", "Été à vélo\nsuite", datetime.date(2019, 11, 1), 5_000_000],
    [None, "Deuxième", datetime.datetime(2019, 11, 1, 12, 30), 7.055],
    [None, "50\u00a0000\u00a0€ ?", "déc-30", "=10/4"],
    ["2 Énergie", True, datetime.time(12, 30), 0.25],
    [None, "=1/0", datetime.date(1899, 12, 31), "=\"a\"&\"b\""],
]
for number, row in zip([3, 5, 6, 7, 8, 9], rows):
    for column, value in enumerate(row, 1):
        sheet.cell(number, column, value)
sheet.merge_cells("A5:A7")
sheet["D8"].number_format = "0%"
sheet["C9"] = "2020"
# Thousands of rows that are only painted.
fill = openpyxl.styles.PatternFill("solid", fgColor="DDDDDD")
for number in range(10, 4000):
    for column in range(1, 5):
        sheet.cell(number, column).fill = fill
hidden = book.create_sheet("Listes")
hidden.sheet_state = "hidden"
hidden["B2"] = "En cours"
book.create_sheet("Vide")
book.save(folder / "plan.xlsx")

old = openpyxl.Workbook()
old.epoch = CALENDAR_MAC_1904
old.active["A1"] = datetime.date(2019, 11, 1)
old.save(folder / "old.xlsx")

with open(folder / "old.xlsx", "rb") as plain, open(folder / "secret.xlsx", "wb") as secret:
    OOXMLFile(plain).encrypt("secret", secret)

kind = "application/vnd.oasis.opendocument.spreadsheet"
with zipfile.ZipFile(folder / "secret.ods", "w") as archive:
    archive.writestr("mimetype", kind)
    archive.writestr(
        "META-INF/manifest.xml",
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/>'
        "</manifest:file-entry></manifest:manifest>",
    )
    archive.writestr("content.xml", b"\x93\x12")
with zipfile.ZipFile(folder / "plan.docx", "w") as archive:
    archive.writestr("word/document.xml", "<w:document/>")
with zipfile.ZipFile(folder / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr("xl/workbook.xml", "<workbook/>")
    archive.writestr("xl/worksheets/sheet1.xml", b" " * 150_000_000)

# Two cells at the corners of a sheet.
corners = openpyxl.Workbook()
corners.active["A1"] = "un"
corners.active["XFD1048576"] = "deux"
corners.save(folder / "corners.xlsx")
