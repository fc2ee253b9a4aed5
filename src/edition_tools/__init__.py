"""Scholarly editions from texts that survive only in bad shape."""

__version__ = "0.1.0"
