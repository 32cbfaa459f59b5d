"""The questions of docs/plusieurs-plans.md, answered by an engine of a data set: one JSON list of rows a question.

    python3 tests/several.py duckdb|spark|datafusion FOLDER      the ten questions (datafusion: those that it can)
    python3 tests/several.py sql FOLDER QUERY                    one query, by DuckDB
    python3 tests/several.py types FOLDER                        the type of each column of each table, by DuckDB
    python3 tests/several.py polars FOLDER                       the page's program, in the folder's parent
"""

import datetime
import decimal
import json
import os
import re
import sys
from pathlib import Path

TABLES = ["manifest", "actions", "sub_actions", "budget_lines", "indicators", "names", "vocabulary", "changes", "states"]
PAGE = (Path(__file__).resolve().parent.parent / "docs/plusieurs-plans.md").read_text(encoding="utf-8")
QUESTIONS = re.findall(r"```sql question\n(.*?)```", PAGE, re.S)


def plain(value):
    """Amounts and days as texts, means to six digits: what engines agree on."""
    if isinstance(value, decimal.Decimal):
        return format(value.quantize(decimal.Decimal("0.01")), "f")
    if isinstance(value, (datetime.date, datetime.datetime)):
        return str(value)[:10]
    return round(value, 6) if isinstance(value, float) else value


def rows(found):
    return [[plain(value) for value in row] for row in found]


def duck(folder):
    import duckdb

    connection = duckdb.connect()
    for table in TABLES:
        files = f"{folder}/{table}/**/*.parquet"
        if any(Path(folder, table).glob("**/*.parquet")):
            types = "{'plan': VARCHAR}"
            connection.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet('{files}', hive_partitioning = true, hive_types = {types})")
    return connection


def spark(folder):
    from pyspark.sql import SparkSession

    settings = {
        "spark.master": "local[1]", "spark.ui.enabled": "false", "spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1",
        "spark.sql.shuffle.partitions": "2", "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
    }
    builder = SparkSession.builder
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    for table in TABLES:
        session.sql(f"CREATE TEMPORARY VIEW {table} USING parquet OPTIONS (path '{folder}/{table}')")
    return session


def main():
    engine, folder = sys.argv[1], sys.argv[2]
    assert len(QUESTIONS) == 10, len(QUESTIONS)
    if engine == "duckdb":
        connection = duck(folder)
        answers = [rows(connection.execute(question).fetchall()) for question in QUESTIONS]
    elif engine == "spark":
        session = spark(folder)
        answers = [rows(tuple(row) for row in session.sql(question).collect()) for question in QUESTIONS]
    elif engine == "sql":
        answers = rows(duck(folder).execute(sys.argv[3]).fetchall())
    elif engine == "types":
        connection = duck(folder)
        described = {table: connection.execute(f"DESCRIBE {table}").fetchall() for table in TABLES}
        answers = {table: {row[0]: row[1] for row in found} for table, found in described.items()}
    elif engine == "datafusion":
        import datafusion

        context = datafusion.SessionContext()
        for table in ["manifest", "actions", "names"]:
            context.register_parquet(table, f"{folder}/{table}/", table_partition_cols=[("plan", __import__("pyarrow").string())])
        answers = [rows(row.values() for row in context.sql(QUESTIONS[number - 1]).to_pylist()) for number in (1, 6, 9)]
    else:
        program = re.search(r"```python\n(.*?)```", PAGE, re.S).group(1)
        os.chdir(Path(folder).parent)
        import polars

        seen = {}
        exec(program, seen)
        found = seen["actions"].select(polars.col("budget_min").sum(), polars.col("lines_unknown").sum(), polars.len(), polars.col("plan").n_unique())
        answers = rows(found.rows())
    print(json.dumps(answers, ensure_ascii=False))


main()
