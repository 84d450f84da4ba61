"""minutebook reads published minutes (PDF, Word) into tables of what was asked, decided and promised."""

from __future__ import annotations

__version__ = "0.1.0"
