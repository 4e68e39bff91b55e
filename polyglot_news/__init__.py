"""Offline translation, alignment and auditing of foreign-language news."""

__version__ = "0.1.0"
