"""Notes in a DynamoDB table, each below its owner: whoever calls reaches nobody else's."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError


@dataclass(frozen=True, slots=True)
class Note:
    """One note."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """Some notes, and the id that the next page begins after: None after the last."""

    notes: list[Note]
    cursor: str | None


class NoteNotFoundError(Exception):
    """The owner has no note of that id."""


class NoteStore:
    """The notes of one owner in a table (a boto3 `Table` resource) keyed by `owner` and `id`."""

    def __init__(self, table: Any, owner: str) -> None:
        self._table = table
        self._owner = owner

    def create(self, text: str) -> Note:
        """Write a new note."""
        note = Note(str(uuid.uuid4()), text)
        self._table.put_item(
            Item={"owner": self._owner, "id": note.id, "text": text}, ConditionExpression="attribute_not_exists(id)"
        )
        return note

    def read(self, note_id: str) -> Note:
        """Give a note. Raises NoteNotFoundError."""
        item = self._table.get_item(Key=self._key(note_id), ConsistentRead=True).get("Item")
        if item is None:
            raise NoteNotFoundError(note_id)
        return _note(item)

    def delete(self, note_id: str) -> None:
        """Remove a note. Raises NoteNotFoundError."""
        try:
            self._table.delete_item(Key=self._key(note_id), ConditionExpression="attribute_exists(id)")
        except ClientError as error:
            if error.response["Error"]["Code"] == "ConditionalCheckFailedException":
                raise NoteNotFoundError(note_id) from None
            raise

    def list(self, limit: int, after: str | None) -> Page:
        """Give a page of the owner's notes, by id; any text will do for `after`, since no other's are looked at."""
        answer = self._table.query(
            KeyConditionExpression="#owner = :owner",
            ExpressionAttributeNames={"#owner": "owner"},
            ExpressionAttributeValues={":owner": self._owner},
            Limit=limit,
            **({"ExclusiveStartKey": self._key(after)} if after else {}),
        )
        last: Mapping[str, str] | None = answer.get("LastEvaluatedKey")
        return Page([_note(item) for item in answer["Items"]], last["id"] if last else None)

    def _key(self, note_id: str) -> dict[str, str]:
        return {"owner": self._owner, "id": note_id}


def _note(item: Mapping[str, Any]) -> Note:
    return Note(item["id"], item["text"])
