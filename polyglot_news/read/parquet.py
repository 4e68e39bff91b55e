"""The aligned table out of a Parquet file."""

from __future__ import annotations

from pathlib import Path

from polyglot_news.bitext import Row
from polyglot_news.errors import MissingExtraError, ReadError
from polyglot_news.read.columns import require_distinct

try:
    import pyarrow as pa
    import pyarrow.parquet as pq
except ImportError:
    raise MissingExtraError("Parquet", "parquet") from None


def read_parquet(path: Path) -> list[Row]:
    """The rows of a Parquet file.

    Raises:
        OSError: the file cannot be opened.
        ReadError: it is no Parquet file, or two columns have one name.
    """
    try:
        with path.open("rb") as stream:
            table = pq.read_table(stream)
    except (pa.ArrowException, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise ReadError(f"not a Parquet file that can be read ({' '.join(str(error).split())})") from None
    require_distinct(table.column_names)
    rows: list[Row] = table.to_pylist()
    return rows
