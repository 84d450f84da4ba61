"""Keeps what the libraries have to say off the terminal."""

from __future__ import annotations

import logging
import warnings


def hush() -> None:
    """Silence the libraries' log lines and warnings; what matters becomes a notice or a status."""
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
