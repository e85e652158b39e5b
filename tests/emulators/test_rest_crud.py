"""Requests to examples/rest-crud as applied: who is let in, what is stored, what a browser may read of a refusal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from applied import Deployed
from requests_to import Answer, access_token, send, signed_up
from tests.emulators.site import Site

KEY = "rest-crud-ministack"
ORIGIN = "https://app.example.com"
READ_WRITE = ("users/read", "users/write")

pytestmark = pytest.mark.application(KEY)


class RestCrud:
    """The API as its callers see it."""

    def __init__(self, deployed: Deployed) -> None:
        self.deployed = deployed
        self.outputs = deployed.outputs
        self.table = self.client("dynamodb")
        pool = self.outputs["user_pool_id"]
        administrator = signed_up(deployed.server, pool, "ada@example.com", ["administrators"])
        partner = signed_up(deployed.server, pool, "bob@example.com", ["partner:acme"])
        self.administrator = self._token(administrator, READ_WRITE)
        self.reader = self._token(administrator, READ_WRITE[:1])
        self.partner = self._token(partner, READ_WRITE[:1])
        self.api_key_id, self.api_key = self._api_key()

    def client(self, service: str) -> Any:
        return self.deployed.server.client(service)

    def send(
        self, method: str, path: str, body: object | None = None, token: str | None = None, **headers: str
    ) -> Answer:
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        if token is not None:
            given["Authorization"] = f"Bearer {token}"
        url = self.deployed.server.invoke_url(self.outputs["api_id"], "prod", path)
        return send(method, url, body, {"Origin": ORIGIN, **given})

    def created(self, **user: str) -> dict[str, Any]:
        answer = self.send("POST", "/users", {"email": "eve@example.com", "name": "Eve", **user}, self.administrator)
        assert answer.status == 201, answer
        return dict(answer.json())

    def stored(self, user_id: str) -> dict[str, Any] | None:
        """Give the item in DynamoDB, as it is there."""
        item = self.table.get_item(TableName=self.outputs["table_name"], Key={"id": {"S": user_id}}).get("Item")
        return None if item is None else {name: next(iter(value.values())) for name, value in item.items()}

    def _token(self, member: Any, scopes: tuple[str, ...]) -> str:
        server, client_id = self.deployed.server, self.outputs["client_id"]
        return access_token(server, client_id, member, f"{ORIGIN}/callback", scopes)

    def _api_key(self) -> tuple[str, str]:
        """Make the partner's key in the plan that was applied: the emulator refuses the one that terraform makes."""
        gateway = self.client("apigateway")
        key = gateway.create_api_key(name="acme", enabled=True, value="acme-acme-acme-acme-acme-1")
        (plan,) = gateway.get_usage_plans()["items"]
        gateway.create_usage_plan_key(usagePlanId=plan["id"], keyId=key["id"], keyType="API_KEY")
        return str(key["id"]), str(key["value"])


@pytest.fixture(scope="module")
def api(site: Site) -> Iterator[RestCrud]:
    made = RestCrud(site.shown(KEY).deployed)
    yield made
    # The emulator gives the numbers that were changed back as text, which terraform cannot read: the plan goes as well.
    gateway = made.client("apigateway")
    (plan,) = gateway.get_usage_plans()["items"]
    gateway.delete_usage_plan(usagePlanId=plan["id"])
    gateway.delete_api_key(apiKey=made.api_key_id)


def is_readable(answer: Answer) -> bool:
    """Whether a browser lets the web application read the answer."""
    return bool(answer.headers["Access-Control-Allow-Origin"] == ORIGIN)


# What is stored


def test_a_created_user_is_an_item(api: RestCrud) -> None:
    user = api.created(partner="acme")
    item = api.stored(user["id"])
    assert item == {"id": user["id"], "email": "eve@example.com", "name": "Eve", "partner": "acme", "version": "1"}


def test_a_created_user_is_read(api: RestCrud) -> None:
    user = api.created()
    answer = api.send("GET", f"/users/{user['id']}", token=api.reader)
    assert (answer.status, answer.json(), answer.headers["ETag"]) == (200, user, '"1"')
    assert is_readable(answer)


def test_an_update_of_the_present_version_is_stored(api: RestCrud) -> None:
    user = api.created()
    changed = {"email": "eve@example.com", "name": "Eva"}
    answer = api.send("PUT", f"/users/{user['id']}", changed, api.administrator, If_Match='"1"')
    assert (answer.status, answer.headers["ETag"]) == (200, '"2"')
    item = api.stored(user["id"])
    assert item is not None
    assert (item["name"], item["version"]) == ("Eva", "2")


def test_an_update_of_an_older_version_is_not_stored(api: RestCrud) -> None:
    user = api.created()
    for name, status in (("First", 200), ("Second", 412)):
        answer = api.send(
            "PUT", f"/users/{user['id']}", {"email": "e@example.com", "name": name}, api.administrator, If_Match='"1"'
        )
        assert answer.status == status
    item = api.stored(user["id"])
    assert item is not None
    assert item["name"] == "First"


def test_a_deleted_user_is_no_item(api: RestCrud) -> None:
    user = api.created()
    assert api.send("DELETE", f"/users/{user['id']}", token=api.administrator).status == 204
    assert api.stored(user["id"]) is None
    assert api.send("GET", f"/users/{user['id']}", token=api.reader).status == 404


def test_users_are_listed_a_page_at_a_time(api: RestCrud) -> None:
    made = {api.created()["id"] for _ in range(3)}
    seen: list[str] = []
    cursor = ""
    for _ in range(50):
        answer = api.send("GET", f"/users?limit=2{cursor}", token=api.reader)
        assert answer.status == 200
        page = answer.json()
        assert len(page["items"]) <= 2
        seen += [user["id"] for user in page["items"]]
        if page["cursor"] is None:
            break
        cursor = f"&cursor={page['cursor']}"
    assert len(seen) == len(set(seen))
    assert made <= set(seen)


# Who is let in: Cognito


@pytest.mark.parametrize("path", ["/users", "/users/1"])
def test_without_a_token_nobody_reads(api: RestCrud, path: str) -> None:
    answer = api.send("GET", path)
    assert (answer.status, answer.json()) == (401, {"message": "Unauthorized"})


def test_a_refusal_is_readable_by_the_application(api: RestCrud) -> None:
    answer = api.send("GET", "/users")
    assert is_readable(answer)
    assert answer.headers["Access-Control-Allow-Headers"] == "Authorization,Content-Type,If-Match"


def test_a_token_with_another_signature_is_refused(api: RestCrud) -> None:
    signed, _, signature = api.reader.rpartition(".")
    assert api.send("GET", "/users", token=f"{signed}.{signature[::-1]}").status == 401


def test_a_scope_to_read_does_not_write(api: RestCrud) -> None:
    body = {"email": "eve@example.com", "name": "Eve"}
    assert api.send("POST", "/users", body, api.reader).status in {401, 403}
    assert api.send("GET", "/users", token=api.reader).status == 200


# Who is let in: the Lambda authorizers, TOKEN on DELETE and REQUEST on the partners' route


def test_only_administrators_delete(api: RestCrud) -> None:
    user = api.created()
    answer = api.send("DELETE", f"/users/{user['id']}", token=api.partner)
    assert answer.status == 403
    assert is_readable(answer)
    assert api.stored(user["id"]) is not None


@pytest.mark.parametrize("token", [None, "not-a-token", "a.b.c"])
def test_the_token_authorizer_refuses_what_is_no_token(api: RestCrud, token: str | None) -> None:
    assert api.send("DELETE", "/users/1", token=token).status == 401


def test_the_token_authorizer_refuses_another_signature(api: RestCrud) -> None:
    signed, _, signature = api.administrator.rpartition(".")
    assert api.send("DELETE", "/users/1", token=f"{signed}.{signature[::-1]}").status == 401


def test_a_partner_lists_its_own_users(api: RestCrud) -> None:
    user = api.created(partner="acme")
    answer = api.send("GET", "/partners/acme/users", token=api.partner, x_api_key=api.api_key)
    assert answer.status == 200
    assert user["id"] in {item["id"] for item in answer.json()["items"]}


def test_a_partner_does_not_list_the_users_of_another(api: RestCrud) -> None:
    assert api.send("GET", "/partners/other/users", token=api.partner, x_api_key=api.api_key).status == 403


def test_an_administrator_is_no_partner(api: RestCrud) -> None:
    assert api.send("GET", "/partners/acme/users", token=api.administrator, x_api_key=api.api_key).status == 403


@pytest.mark.parametrize("token", [None, "a.b.c"])
def test_the_request_authorizer_refuses_what_is_no_token(api: RestCrud, token: str | None) -> None:
    assert api.send("GET", "/partners/acme/users", token=token, x_api_key=api.api_key).status == 401


# Who is let in: keys, and IAM


@pytest.mark.parametrize("key", ["", "acme-acme-acme-acme-acme-2"])
def test_a_partner_without_its_key_is_refused(api: RestCrud, key: str) -> None:
    headers = {"x_api_key": key} if key else {}
    answer = api.send("GET", "/partners/acme/users", token=api.partner, **headers)
    assert (answer.status, answer.json()) == (403, {"message": "Forbidden"})
    assert is_readable(answer)


def test_a_key_is_no_token(api: RestCrud) -> None:
    assert api.send("GET", "/users", x_api_key=api.api_key).status == 401


def test_an_unsigned_request_to_health_is_refused(api: RestCrud) -> None:
    answer = api.send("GET", "/health")
    assert (answer.status, answer.json()) == (403, {"message": "Missing Authentication Token"})


def test_what_is_no_route_is_refused(api: RestCrud) -> None:
    answer = api.send("GET", "/nothing", token=api.administrator)
    assert (answer.status, answer.json()) == (403, {"message": "Missing Authentication Token"})


# What is valid


@pytest.mark.parametrize(
    "body",
    [
        {"email": "eve@example.com"},
        {"email": "nobody", "name": "Eve"},
        {"email": "eve@example.com", "name": ""},
        {"email": "eve@example.com", "name": "Eve", "role": "administrator"},
        {"email": "eve@example.com", "name": "Eve", "partner": "A B"},
        [],
        "not JSON",
    ],
)
def test_the_gateway_refuses_an_invalid_body(api: RestCrud, body: object) -> None:
    answer = api.send("POST", "/users", body, api.administrator)
    assert (answer.status, answer.json()) == (400, {"message": "Invalid request body"})
    assert is_readable(answer)


def test_the_gateway_refuses_an_update_of_no_version(api: RestCrud) -> None:
    answer = api.send("PUT", "/users/1", {"email": "eve@example.com", "name": "Eve"}, api.administrator)
    assert (answer.status, answer.json()) == (400, {"message": "Missing required request parameters: [If-Match]"})
    assert is_readable(answer)


@pytest.mark.parametrize("limit", ["0", "101", "many"])
def test_the_function_refuses_a_limit_out_of_range(api: RestCrud, limit: str) -> None:
    assert api.send("GET", f"/users?limit={limit}", token=api.reader).status == 400


# Preflight: answered to everybody, in the name of the allowed origin


@pytest.mark.parametrize(
    ("path", "methods"),
    [
        ("/users", "GET,OPTIONS,POST"),
        ("/users/1", "DELETE,GET,OPTIONS,PUT"),
        ("/partners/acme/users", "GET,OPTIONS"),
        ("/health", "GET,OPTIONS"),
    ],
)
def test_preflight_needs_no_token(api: RestCrud, path: str, methods: str) -> None:
    answer = api.send("OPTIONS", path, Access_Control_Request_Method="GET")
    assert answer.status == 204
    assert answer.body == ""
    assert is_readable(answer)
    assert answer.headers["Access-Control-Allow-Methods"] == methods
    assert answer.headers["Access-Control-Allow-Headers"] == "Authorization,Content-Type,If-Match"


@pytest.mark.parametrize("method", ["OPTIONS", "GET"])
def test_another_origin_is_never_named(api: RestCrud, method: str) -> None:
    answer = api.send(method, "/users", Origin="https://evil.example", Access_Control_Request_Method="GET")
    assert answer.headers["Access-Control-Allow-Origin"] == ORIGIN
    assert answer.headers["Access-Control-Allow-Credentials"] is None


# How much; last, because it uses up what the others need


def test_the_plan_is_as_it_was_written(api: RestCrud) -> None:
    (plan,) = api.client("apigateway").get_usage_plans()["items"]
    assert plan["throttle"] == {"burstLimit": 20, "rateLimit": 10.0}
    assert plan["quota"]["limit"] == 10000
    assert plan["quota"]["period"] == "DAY"
    assert plan["apiStages"] == [{"apiId": api.outputs["api_id"], "stage": "prod"}]


def test_a_partner_past_the_throttle_of_its_plan_is_refused(api: RestCrud) -> None:
    """With a limit below what this machine answers in a second: each request runs a function."""
    limit_plan(api, {"/throttle/burstLimit": "2", "/throttle/rateLimit": "0.1"})
    try:
        answers = at_once(8, lambda: list_as_partner(api))
    finally:
        limit_plan(api, {"/throttle/burstLimit": "20", "/throttle/rateLimit": "10"})
    assert set(answers) == {200, 429}
    assert answers[200] <= 4


def test_a_partner_past_its_quota_is_refused(api: RestCrud) -> None:
    assert list_as_partner(api).status == 200
    limit_plan(api, {"/quota/limit": "1"})
    try:
        answer = list_as_partner(api)
    finally:
        limit_plan(api, {"/quota/limit": "10000"})
    assert (answer.status, answer.json()) == (429, {"message": "Limit Exceeded"})
    assert is_readable(answer)


def test_requests_past_the_throttle_of_the_stage_are_refused(api: RestCrud) -> None:
    refused: list[Answer] = []

    def create() -> Answer:
        answer = api.send("POST", "/users", {"email": "nobody"}, api.administrator)
        if answer.status == 429:
            refused.append(answer)
        return answer

    answers = at_once(80, create)
    assert set(answers) == {400, 429}
    assert answers[400] >= 20
    assert all(is_readable(answer) and answer.json() == {"message": "Too Many Requests"} for answer in refused)


def list_as_partner(api: RestCrud) -> Answer:
    return api.send("GET", "/partners/acme/users", token=api.partner, x_api_key=api.api_key)


def limit_plan(api: RestCrud, values: Mapping[str, str]) -> None:
    gateway = api.client("apigateway")
    (plan,) = gateway.get_usage_plans()["items"]
    operations = [{"op": "replace", "path": path, "value": value} for path, value in values.items()]
    gateway.update_usage_plan(usagePlanId=plan["id"], patchOperations=operations)


def at_once(number: int, request: Any) -> Counter[int]:
    with ThreadPoolExecutor(16) as pool:
        return Counter(answer.status for answer in pool.map(lambda _: request(), range(number)))
