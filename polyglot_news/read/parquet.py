"""The aligned table out of a Parquet file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
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
    with path.open("rb") as stream, _one_line():
        table = pq.read_table(stream)
    require_distinct(table.column_names)
    rows: list[Row] = table.to_pylist()
    return rows


def parquet_pieces(path: Path, columns: Sequence[str], size: int) -> Iterator[list[Row]]:
    """The rows of a Parquet file, `size` at a time, so that the file need not fit into memory.

    Args:
        columns: those to read, of which the file may lack some; all of them if none is named.

    Raises:
        ReadError: it is no Parquet file, two columns have one name, or it cannot be opened; the message names it.
    """
    try:
        with path.open("rb") as stream, _one_line():
            file = pq.ParquetFile(stream)
            names = file.schema_arrow.names
            require_distinct(names)
            wanted = [name for name in names if name in columns] if columns else names
            for batch in file.iter_batches(size, columns=wanted):
                yield batch.to_pylist() if wanted else [{} for _ in range(batch.num_rows)]
    except OSError as error:
        raise ReadError(f"{path}: cannot be read: {error.strerror or error}") from None
    except ReadError as error:
        raise ReadError(f"{path}: {error}") from None


@contextmanager
def _one_line() -> Iterator[None]:
    """Arrow's errors, many lines long, as one of ours; those of the file system stay."""
    try:
        yield
    except (pa.ArrowException, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise ReadError(f"not a Parquet file that can be read ({' '.join(str(error).split())})") from None
