"""apigw-check judges Amazon API Gateway configurations.

Everything public is in the submodules; importing the package itself costs nothing.
"""

from ._version import __version__

__all__ = ["__version__"]
