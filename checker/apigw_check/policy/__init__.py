"""What is required: packs, configuration and waivers.

Importing this package reads nothing and loads neither pydantic nor PyYAML; the modules that need them load them when a
file is read.
"""

from __future__ import annotations


class PolicyFileError(Exception):
    """A pack, a configuration or a rule name that cannot be used; the message says what, where and what to do.

    Several problems of one file are several lines of the message.
    """
