"""The aligned table as Parquet: text, 64-bit whole numbers and a double, all of them nullable."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from polyglot_news.bitext import Bitext, to_frame
from polyglot_news.errors import MissingExtraError

try:
    import pyarrow as pa
    import pyarrow.parquet as pq
except ImportError:
    raise MissingExtraError("Parquet", "parquet") from None


def write_parquet(bitexts: Sequence[Bitext], stream: BinaryIO) -> None:
    """One table of all the bitexts; an empty number is null, an empty text an empty string."""
    frame = to_frame(bitexts)
    types = {"Int64": pa.int64(), "Float64": pa.float64()}
    schema = pa.schema([(column, types.get(str(frame[column].dtype), pa.string())) for column in frame.columns])
    pq.write_table(pa.Table.from_pandas(frame, schema=schema, preserve_index=False), stream)
