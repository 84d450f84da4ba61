"""The recipes of models/, which are scripts and no part of the package, as modules."""

from __future__ import annotations

import importlib.util
import sys
from types import ModuleType

from regenerate import ROOT


def recipe(name: str = "calibrate") -> ModuleType:
    """Return the script ``models/<name>.py`` as a module."""
    place = importlib.util.spec_from_file_location(name, ROOT / "models" / f"{name}.py")
    assert place is not None and place.loader is not None
    module = importlib.util.module_from_spec(place)
    sys.modules[name] = module  # dataclasses look their module up there
    place.loader.exec_module(module)
    return module
