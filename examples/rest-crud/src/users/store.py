"""Users in a DynamoDB table.

Writes are conditional: a user is created once, changed only from the version that was read, and deleted only if there.
Lists are read a page at a time; DynamoDB ends a page at 1 MB whatever the limit.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from users import cursor


@dataclass(frozen=True, slots=True)
class User:
    """One user; `version` grows by one with each change."""

    id: str
    email: str
    name: str
    version: int
    partner: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Some users, and the cursor of those that follow: None after the last."""

    users: list[User]
    cursor: str | None


class UserNotFoundError(Exception):
    """There is no user of that id."""


class ConflictError(Exception):
    """A conditional write was refused: `exists` where the id was taken, else the version is not the present one."""

    def __init__(self, message: str, *, exists: bool) -> None:
        super().__init__(message)
        self.exists = exists


class UserStore:
    """The users of one table (a boto3 `Table` resource) with an index of them by partner."""

    def __init__(self, table: Any, partner_index: str) -> None:
        self._table = table
        self._partner_index = partner_index

    def create(self, attributes: Mapping[str, str], user_id: str | None = None) -> User:
        """Write a new user. Raises ConflictError where the id is taken."""
        item = {**attributes, "id": user_id or str(uuid.uuid4()), "version": 1}
        try:
            self._table.put_item(Item=item, ConditionExpression="attribute_not_exists(id)")
        except ClientError as error:
            if _is_refused(error):
                raise ConflictError("there is a user of that id", exists=True) from None
            raise
        return _user(item)

    def read(self, user_id: str) -> User:
        """Give a user. Raises UserNotFoundError."""
        item = self._table.get_item(Key={"id": user_id}, ConsistentRead=True).get("Item")
        if item is None:
            raise UserNotFoundError(user_id)
        return _user(item)

    def update(self, user_id: str, version: int, attributes: Mapping[str, str]) -> User:
        """Replace the attributes of a user that is still at `version`.

        Raises UserNotFoundError, or ConflictError where it was changed since.
        """
        names = {f"#{name}": name for name in ("email", "name", "partner", "version")}
        values: dict[str, object] = {f":{name}": value for name, value in attributes.items()}
        sets = ", ".join(f"#{name} = :{name}" for name in attributes)
        removal = "" if "partner" in attributes else " REMOVE #partner"
        try:
            item = self._table.update_item(
                Key={"id": user_id},
                ConditionExpression="#version = :expected",
                ExpressionAttributeNames=names,
                ExpressionAttributeValues={**values, ":expected": version, ":next": version + 1},
                ReturnValues="ALL_NEW",
                UpdateExpression=f"SET {sets}, #version = :next{removal}",
            )["Attributes"]
        except ClientError as error:
            if _is_refused(error):
                self.read(user_id)
                raise ConflictError("the user was changed since it was read", exists=False) from None
            raise
        return _user(item)

    def delete(self, user_id: str) -> None:
        """Remove a user. Raises UserNotFoundError."""
        try:
            self._table.delete_item(Key={"id": user_id}, ConditionExpression="attribute_exists(id)")
        except ClientError as error:
            if _is_refused(error):
                raise UserNotFoundError(user_id) from None
            raise

    def list(self, limit: int, after: str | None) -> Page:
        """Give a page of all users. Raises InvalidCursorError."""
        start = cursor.decode(after, frozenset({"id"}))
        answer = self._table.scan(Limit=limit, **({"ExclusiveStartKey": start} if start else {}))
        return _page(answer)

    def list_of_partner(self, partner: str, limit: int, after: str | None) -> Page:
        """Give a page of the users of one partner. Raises InvalidCursorError."""
        start = cursor.decode(after, frozenset({"id", "partner"}))
        if start and start["partner"] != partner:
            raise cursor.InvalidCursorError("cursor is one of another partner")
        answer = self._table.query(
            IndexName=self._partner_index,
            KeyConditionExpression="partner = :partner",
            ExpressionAttributeValues={":partner": partner},
            Limit=limit,
            **({"ExclusiveStartKey": start} if start else {}),
        )
        return _page(answer)


def _page(answer: Mapping[str, Any]) -> Page:
    return Page([_user(item) for item in answer["Items"]], cursor.encode(answer.get("LastEvaluatedKey")))


def _user(item: Mapping[str, Any]) -> User:
    return User(item["id"], item["email"], item["name"], int(item["version"]), item.get("partner"))


def _is_refused(error: ClientError) -> bool:
    return bool(error.response["Error"]["Code"] == "ConditionalCheckFailedException")
