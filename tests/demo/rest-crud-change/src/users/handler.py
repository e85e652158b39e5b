"""Stands for the users function: this demo is planned, never applied."""


def handle(_event: object, _context: object) -> dict[str, object]:
    return {"statusCode": 200, "body": "[]"}
