"""A function."""


def handle(_event: object, _context: object) -> str:
    return "hello"
