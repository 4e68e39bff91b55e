"""The audit as one self-contained HTML file: a report to read, and a desk to review at."""

from __future__ import annotations

from polyglot_news.write.report.page import Report, write_report

__all__ = ["Report", "write_report"]
