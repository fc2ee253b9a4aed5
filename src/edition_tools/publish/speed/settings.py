"""docutils builds its whole command line for every page to find the settings that all pages share.

Some hundred options are made each time, and the configuration files are read again; twice a page
with MyST. The settings are found once for each set of components and defaults in a build, and
each page gets a copy of its own.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import myst_parser.mdit_to_docutils.base as of_myst
import sphinx.util.docutils as of_sphinx
from docutils.frontend import Values
from docutils.utils import DependencyList
from sphinx.application import Sphinx

Finder = Callable[..., Values]
# what makes settings of components, by the module that calls it
FINDERS = ((of_sphinx, "_get_settings"), (of_myst, "get_default_settings"))


class Found:
    """The settings that were found, each with what was asked."""

    def __init__(self) -> None:
        self._rows: list[tuple[object, Values]] = []

    def get(self, find: Finder, *components: Any, **options: Any) -> Values:
        """Settings for these components, which whoever asked may change."""
        asked = (find, [_kind(one) for one in components], options)
        for known, values in self._rows:
            if known == asked:
                return _copy(values)
        values = find(*components, **options)
        if values.record_dependencies.file is None:  # a file would be begun anew for each page
            self._rows.append(((*asked[:2], _apart(options)), _copy(values)))
        return values

    def forget(self) -> None:
        """Another build may have other configuration files."""
        self._rows.clear()


FOUND = Found()


def _kind(component: Any) -> type:
    """What says which settings a component has: its class."""
    return component if isinstance(component, type) else type(component)


def _apart(value: Any) -> Any:
    """The value, so that it stays when its owner changes his."""
    if isinstance(value, dict):
        return {name: _apart(one) for name, one in value.items()}
    return list(value) if isinstance(value, list) else value


def _copy(values: Values) -> Values:
    """The same settings, with lists and a record of files of their own."""
    out = values.copy()
    vars(out).update({name: list(v) for name, v in vars(out).items() if isinstance(v, list)})
    out.record_dependencies = DependencyList()
    return out


def setup(app: Sphinx) -> None:
    """Put it between docutils and those that ask; a second call only forgets."""
    del app
    FOUND.forget()
    for module, name in FINDERS:
        find = getattr(module, name, None)
        if find is not None and not hasattr(find, "__wrapped__"):
            get = functools.partial(FOUND.get, find)
            setattr(module, name, functools.update_wrapper(get, find))
