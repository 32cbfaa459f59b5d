"""Print a workbook as JSON: a sheet its name, state, frozen cell, filter, drop-downs and rows of typed cells."""

import datetime
import json
import sys

import openpyxl


def cell(one):
    value = one.value
    if isinstance(value, datetime.datetime):
        return {"type": "date", "value": value.date().isoformat(), "format": one.number_format}
    if isinstance(value, datetime.time):
        return {"type": "time", "value": value.isoformat()}
    if isinstance(value, bool):
        return {"type": "boolean", "value": value}
    if isinstance(value, (int, float)):
        # Cents tell whether the double is the amount.
        return {"type": "number", "value": repr(value), "cents": round(value * 100), "format": one.number_format}
    if one.data_type == "f":
        return {"type": "formula", "value": str(value)}
    return {"type": "text", "value": value or ""}


book = openpyxl.load_workbook(sys.argv[1])
json.dump(
    {
        "title": book.properties.title,
        "description": book.properties.description,
        "sheets": [
            {
                "name": sheet.title,
                "state": sheet.sheet_state,
                "frozen": sheet.freeze_panes,
                "filter": sheet.auto_filter.ref,
                "lists": {
                    str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation
                },
                "rows": [[cell(one) for one in row] for row in sheet.iter_rows()],
            }
            for sheet in book
        ],
    },
    sys.stdout,
)
