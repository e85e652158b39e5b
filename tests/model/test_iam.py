"""Reading of policies, and what they let through."""

from __future__ import annotations

import ipaddress
import json
from fnmatch import fnmatchcase
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apigw_check.model.iam import (
    Policy,
    PolicyError,
    Statement,
    limits_network,
    open_to_everyone,
    parse_policy,
    policy_from_document,
)
from apigw_check.model.value import Unknown

ALLOW_ALL: dict[str, Any] = {
    "Effect": "Allow",
    "Principal": "*",
    "Action": "execute-api:Invoke",
    "Resource": ["execute-api:/*"],
}


def deny(**condition: Any) -> dict[str, Any]:
    return {**ALLOW_ALL, "Effect": "Deny", **({"Condition": condition} if condition else {})}


def allow(**changes: Any) -> dict[str, Any]:
    return {**ALLOW_ALL, **changes}


def policy(*statements: dict[str, Any]) -> Policy:
    found = parse_policy(json.dumps({"Version": "2012-10-17", "Statement": list(statements)}))
    assert isinstance(found, Policy)
    return found


# Reading


def test_a_policy_text_is_read_into_statements() -> None:
    found = policy(
        {
            "Sid": "cross",
            "Effect": "Allow",
            "Principal": {"AWS": ["arn:aws:iam::111122223333:role/developer", "111122223333"], "Service": "x.aws"},
            "Action": "execute-api:Invoke",
            "Resource": ["execute-api:/stage/GET/pets"],
            "Condition": {"StringEquals": {"aws:SourceVpce": "vpce-1", "aws:PrincipalAccount": [111122223333]}},
        },
        {"Effect": "Deny", "NotPrincipal": "*", "NotAction": ["a:b"], "NotResource": "*", "Condition": None},
    )
    first, second = found.statements
    assert (first.effect, first.sid, first.pointer) == ("Allow", "cross", "/Statement/0")
    assert first.principals == (
        ("AWS", "arn:aws:iam::111122223333:role/developer"),
        ("AWS", "111122223333"),
        ("Service", "x.aws"),
    )
    assert first.actions == ("execute-api:Invoke",)
    assert first.resources == ("execute-api:/stage/GET/pets",)
    assert isinstance(first.conditions, tuple)
    assert [(each.operator, each.key, each.values) for each in first.conditions] == [
        ("StringEquals", "aws:SourceVpce", ("vpce-1",)),
        ("StringEquals", "aws:PrincipalAccount", ("111122223333",)),
    ]
    assert (first.principal_negated, first.actions_negated, first.resources_negated) == (False, False, False)
    assert (second.principal_negated, second.actions_negated, second.resources_negated) == (True, True, True)
    assert second.principals == (("*", "*"),)
    assert second.conditions == ()


def test_a_decoded_document_has_pointers_from_where_it_stands() -> None:
    found = parse_policy({"statement": ALLOW_ALL}, pointer="/x-amazon-apigateway-policy")
    assert isinstance(found, Policy)
    assert found.statements[0].pointer == "/x-amazon-apigateway-policy/statement"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", ["empty"]),
        ("  \n", ["empty"]),
        ('{"Statement": [}', ["not JSON", "line 1, column 16"]),
        ('{\n  "Statement": [\n    {"Effect": "Allow",}\n  ]\n}', ["not JSON", "line 3"]),
        ('{"Statement": [', ["not JSON", "too early"]),
        ("Statement: []", ["not JSON", "line 1, column 1"]),
        ("[" * 5000, ["not JSON"]),
        ('"\ud800"', ["not JSON", "surrogate", "column 2"]),
        ("[]", ["a list, not an object"]),
        ("null", ["null, not an object"]),
        (json.dumps(json.dumps({"Statement": []})), ["a string", "twice"]),
        ("{}", ["no Statement"]),
        ('{"Statement": "x"}', ["Statement is a string"]),
        ('{"Statement": [{"Effect": "Allow"}, 3]}', ["Statement[1] is a number"]),
        ('{"Statement": {"Action": "*"}}', ["the Effect of Statement is missing"]),
        ('{"Statement": {"Effect": "Permit"}}', ["'Permit'", "not Allow or Deny"]),
        ('{"Statement": {"Effect": "Allow", "Action": [{}]}}', ["actions", "an object"]),
        ('{"Statement": {"Effect": "Allow", "Resource": [null]}}', ["resources", "null"]),
        ('{"Statement": {"Effect": "Allow", "Principal": ["*"]}}', ["principal", "a list"]),
        ('{"Statement": {"Effect": "Allow", "Principal": {"AWS": {}}}}', ["principal", "an object"]),
        ('{"Statement": {"Effect": "Allow", "Condition": "x"}}', ["condition", "a string"]),
        ('{"Statement": {"Effect": "Allow", "Condition": {"Bool": []}}}', ["Bool", "a list"]),
        ('{"Statement": {"Effect": "Allow", "Condition": {"Bool": {"k": {}}}}}', ["Bool k", "an object"]),
    ],
)
def test_what_is_no_policy_is_said_with_its_place(text: str, parts: list[str]) -> None:
    found = parse_policy(text)
    assert isinstance(found, PolicyError)
    for part in parts:
        assert part in found.message


def test_the_place_of_an_error_counts_characters() -> None:
    found = parse_policy('{"Ä€😀": tru')
    assert isinstance(found, PolicyError)
    assert "line 1, column" in found.message
    column = int(found.message.rpartition("column ")[2])
    assert column <= len('{"Ä€😀": tru') + 1


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["Statement", "Effect", "Principal", "AWS", "Action", "Condition", "Bool", "NotResource", "x"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@settings(deadline=None)
@given(_JSON | st.text())
def test_reading_never_raises(value: Any) -> None:
    text = value if isinstance(value, str) else json.dumps(value)
    found = parse_policy(text)
    assert isinstance(found, Policy | PolicyError)
    if isinstance(found, Policy):
        answer = open_to_everyone(found)
        assert answer is None or isinstance(answer, Statement)
        assert isinstance(limits_network(found), bool)


# The examples of AWS: apigateway-resource-policies-examples.html, apigateway-authorization-flow.html

CROSS_ACCOUNT = policy(
    allow(
        Principal={"AWS": ["arn:aws:iam::111122223333:role/developer", "arn:aws:iam::111122223333:role/Admin"]},
        Resource=["execute-api:/stage/GET/pets"],
    )
)
DENY_LIST = policy(ALLOW_ALL, deny(IpAddress={"aws:SourceIp": ["192.0.2.0/24", "198.51.100.0/24"]}))
DENY_LIST_PRIVATE = policy(ALLOW_ALL, deny(IpAddress={"aws:VpcSourceIp": ["192.0.2.0/24"]}))
ALLOW_LIST = policy(
    {
        "Effect": "Allow",
        "Principal": "*",
        "Action": "execute-api:Invoke",
        "Resource": "arn:aws:execute-api:us-east-1:111111111111:api-id/",
        "Condition": {"IpAddress": {"aws:SourceIp": ["192.0.2.0/24", "198.51.100.0/24"]}},
    }
)
SOURCE_VPC = policy(ALLOW_ALL, deny(StringNotEquals={"aws:SourceVpc": "vpc-1a2b3c4d"}))
SOURCE_VPCE = policy(ALLOW_ALL, deny(StringNotEquals={"aws:SourceVpce": "vpce-1a2b3c4d"}))
ORGANISATION = policy(allow(Condition={"StringEquals": {"aws:PrincipalOrgID": ["o-a1b2c3d4e5"]}}))


@pytest.mark.parametrize(
    ("example", "is_open", "limits"),
    [
        (CROSS_ACCOUNT, False, False),
        (DENY_LIST, True, False),
        (DENY_LIST_PRIVATE, True, False),
        (ALLOW_LIST, False, False),
        (SOURCE_VPC, False, True),
        (SOURCE_VPCE, False, True),
        (ORGANISATION, False, False),
    ],
    ids=["cross account", "deny list", "deny list, private", "allow list", "VPC", "VPC endpoint", "organisation"],
)
def test_documented_examples(example: Policy, is_open: bool, limits: bool) -> None:
    assert open_to_everyone(example) is (example.statements[0] if is_open else None)
    assert limits_network(example) is limits


# What is open, what narrows


@pytest.mark.parametrize(
    "statement",
    [
        ALLOW_ALL,
        allow(Principal={"AWS": "*"}),
        allow(Principal={"AWS": ["arn:aws:iam::111122223333:root", "*"]}),
        {**ALLOW_ALL, "Principal": None, "NotPrincipal": {"AWS": "arn:aws:iam::111122223333:role/x"}},
        allow(Action="*"),
        allow(Action="execute-api:*"),
        allow(Action=["s3:GetObject", "Execute-API:In?oke"]),
        {**{k: v for k, v in ALLOW_ALL.items() if k != "Action"}, "NotAction": "s3:*"},
        {**{k: v for k, v in ALLOW_ALL.items() if k != "Resource"}, "NotResource": "execute-api:/prod/GET/admin"},
        allow(Resource="execute-api:/prod/GET/pets"),
        allow(Condition={"IpAddress": {"aws:SourceIp": ["10.0.0.0/8", "0.0.0.0/0"]}}),
        allow(Condition={"IpAddress": {"aws:SourceIp": "::/0"}}),
        allow(Condition={"IpAddress": {"aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/1"]}}),
        allow(Condition={"NotIpAddress": {"aws:SourceIp": "192.0.2.7/32"}}),
        allow(Condition={"StringNotEquals": {"aws:SourceVpce": "vpce-1"}}),
        allow(Condition={"StringLike": {"aws:SourceVpce": "*"}}),
        allow(Condition={"StringLike": {"aws:SourceVpce": ["vpce-1", "vpce-*"]}}),
        allow(Condition={"StringEqualsIfExists": {"aws:SourceVpce": "vpce-1"}}),
        allow(Condition={"ForAllValues:StringEquals": {"aws:PrincipalOrgPaths": "o-1/r-1/ou-1/"}}),
        allow(Condition={"Null": {"aws:SourceVpce": "false"}}),
        allow(Condition={"Bool": {"aws:SecureTransport": True}}),
        allow(Condition={"StringEquals": {"aws:Referer": "https://example.com"}}),
        allow(Condition={"StringEquals": {"aws:PrincipalTag/team": "ours"}}),
        allow(Condition={"StringEquals": {"aws:username": "alice"}}),
        allow(Condition={"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/admin"}}),
        allow(Condition={"DateLessThan": {"aws:CurrentTime": "2030-01-01T00:00:00Z"}}),
    ],
    ids=lambda statement: json.dumps({k: v for k, v in statement.items() if ALLOW_ALL.get(k) != v}),
)
def test_open_to_everyone(statement: dict[str, Any]) -> None:
    found = policy(statement)
    assert open_to_everyone(found) is found.statements[0]


@pytest.mark.parametrize(
    "statement",
    [
        allow(Effect="Deny"),
        allow(Principal={"AWS": "111122223333"}),
        allow(Principal={"Service": "*"}),
        {k: v for k, v in ALLOW_ALL.items() if k != "Principal"},
        {**ALLOW_ALL, "NotPrincipal": "*"},
        allow(Action="execute-api:ManageConnections"),
        allow(Action="s3:*"),
        {**ALLOW_ALL, "NotAction": ["execute-api:*"]},
        {**ALLOW_ALL, "NotResource": "*"},
        allow(Condition={"IpAddress": {"aws:SourceIp": ["192.0.2.0/24", "2001:db8::/32"]}}),
        allow(Condition={"IpAddress": {"aws:SourceIp": ["0.0.0.0/1", "10.0.0.0/1"]}}),
        allow(Condition={"IpAddressIfExists": {"aws:SourceIp": "192.0.2.0/24"}}),
        allow(Condition={"StringEquals": {"AWS:sourcevpce": "vpce-1"}}),
        allow(Condition={"StringEquals": {"aws:SourceVpce": "*"}}),
        allow(Condition={"StringLike": {"aws:SourceVpce": "vpce-1a*"}}),
        allow(Condition={"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": "o-1/r-1/*"}}),
        allow(Condition={"ArnEquals": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/*"}}),
        allow(Condition={"ArnLike": {"aws:SourceArn": "arn:aws:s3:::bucket"}}),
        allow(Condition={"Bool": {"aws:SecureTransport": "true"}, "StringEquals": {"aws:PrincipalAccount": "1"}}),
    ],
    ids=lambda statement: json.dumps({k: v for k, v in statement.items() if ALLOW_ALL.get(k) != v}),
)
def test_not_open_to_everyone(statement: dict[str, Any]) -> None:
    assert open_to_everyone(policy(statement)) is None


@pytest.mark.parametrize(
    ("statements", "is_open"),
    [
        ([deny()], False),
        ([deny(NotIpAddress={"aws:SourceIp": "192.0.2.0/24"})], False),
        ([deny(StringNotLike={"aws:SourceVpce": ["vpce-1*"]})], False),
        ([deny(StringNotEqualsIfExists={"aws:PrincipalOrgID": "o-1"})], False),
        ([deny(ArnNotLike={"aws:PrincipalArn": "arn:aws:iam::111122223333:role/*"})], False),
        ([deny(NotIpAddress={"aws:SourceIp": "1.2.3.4/32"}, StringNotEquals={"aws:SourceVpce": "vpce-1"})], False),
        ([{**deny(), "Principal": None, "NotPrincipal": {"AWS": "111122223333"}}], False),
        ([{**deny(), "Resource": "*"}], False),
        ([{**deny(), "Resource": "arn:aws:execute-api:*:*:*"}], False),
        ([{**deny(), "Action": "*"}], False),
        ([deny(NotIpAddress={"aws:SourceIp": "0.0.0.0/0"})], True),
        ([deny(StringNotLike={"aws:SourceVpce": "*"})], True),
        ([deny(IpAddress={"aws:SourceIp": "192.0.2.0/24"})], True),
        ([deny(Bool={"aws:SecureTransport": "false"})], True),
        ([deny(Bool={"aws:SecureTransport": "false"}, NotIpAddress={"aws:SourceIp": "192.0.2.0/24"})], True),
        ([deny(Null={"aws:SourceVpce": "true"})], True),
        ([deny(**{"ForAnyValue:StringNotEquals": {"aws:PrincipalOrgPaths": "o-1/"}})], True),
        ([deny(StringNotEquals={"aws:UserAgent": "ours"})], True),
        ([{**deny(), "Principal": {"AWS": "111122223333"}}], True),
        ([{**deny(), "Action": "execute-api:InvalidateCache"}], True),
        ([{**deny(), "Resource": "execute-api:/prod/*"}], True),
        ([{**deny(), "NotResource": "execute-api:/prod/GET/health"}], True),
    ],
    ids=str,
)
def test_deny_statements_count(statements: list[dict[str, Any]], is_open: bool) -> None:
    found = policy(ALLOW_ALL, *statements)
    assert open_to_everyone(found) is (found.statements[0] if is_open else None)


@pytest.mark.parametrize(
    ("allowed", "denied", "is_open"),
    [
        ("execute-api:/prod/GET/pets", "execute-api:/prod/*", False),
        ("execute-api:/prod/*/pets", "execute-api:/*/*/pets", False),
        ("execute-api:/prod/*", "execute-api:/prod/GET/*", True),
        ("execute-api:/prod/*", "execute-api:/prod/?ET/x", True),
        ("arn:aws:execute-api:eu-west-1:1:abc/prod/*", "execute-api:/prod/*", False),
        ("arn:aws:execute-api:eu-west-1:1:abc/*", "arn:aws:execute-api:eu-west-1:1:other/*", True),
        ("*", "arn:aws:execute-api:eu-west-1:1:abc/*", False),
        ("*", "execute-api:/*/*/*", False),
    ],
)
def test_a_deny_must_cover_what_is_allowed(allowed: str, denied: str, is_open: bool) -> None:
    found = policy(allow(Resource=allowed), {**deny(), "Resource": denied})
    assert open_to_everyone(found) is (found.statements[0] if is_open else None)


def test_several_denies_cover_several_resources() -> None:
    parts = ["execute-api:/prod/*", "execute-api:/test/*"]
    denies = [{**deny(), "Resource": each} for each in parts]
    assert open_to_everyone(policy(allow(Resource=parts), *denies)) is None
    assert open_to_everyone(policy(allow(Resource=parts), denies[0])) is not None


def test_the_open_statement_is_named() -> None:
    found = policy(allow(Principal={"AWS": "111122223333"}), allow(Sid="public"), allow())
    assert open_to_everyone(found) is found.statements[1]


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ([], True),
        ([deny()], True),
        ([allow(Condition={"StringEquals": {"aws:SourceVpc": "vpc-1"}})], True),
        ([allow(Condition={"StringEquals": {"aws:SourceVpc": "vpc-1"}}), ALLOW_ALL], False),
        ([allow(Condition={"StringLike": {"aws:SourceVpce": "*"}})], False),
        ([allow(Condition={"IpAddress": {"aws:VpcSourceIp": "10.0.0.0/8"}})], False),
        ([ALLOW_ALL, deny(NotIpAddress={"aws:VpcSourceIp": "10.0.0.0/8"})], False),
        ([ALLOW_ALL, {**deny(StringNotEquals={"aws:SourceVpce": "vpce-1"}), "Resource": "execute-api:/x/*"}], False),
        (
            [
                allow(Condition={"StringEquals": {"aws:SourceVpce": "vpce-1"}}),
                allow(Principal={"AWS": "111122223333"}),
            ],
            True,
        ),
        ([allow(Principal={"AWS": "111122223333"})], False),
        ([allow(Principal={"AWS": "1"}), deny(StringNotEquals={"aws:SourceVpce": ["vpce-1", "vpce-2"]})], True),
    ],
    ids=str,
)
def test_limits_network(statements: list[dict[str, Any]], expected: bool) -> None:
    assert limits_network(policy(*statements)) is expected


# Against a simulation of requests: nobody from outside gets in where the evaluator says that it is closed

_OURS = {
    "aws:SourceIp": "192.0.2.0/24",
    "aws:SourceVpce": "vpce-ours",
    "aws:PrincipalOrgID": "o-ours",
    "aws:PrincipalArn": "arn:aws:iam::111122223333:role/ours",
}
_STRANGERS: list[dict[str, str]] = [
    {"aws:SourceIp": "203.0.113.9", "aws:SecureTransport": "true"},
    {"aws:SourceIp": "2001:db8::9", "aws:SecureTransport": "true"},
    {
        "aws:SourceIp": "203.0.113.9",
        "aws:SecureTransport": "true",
        "aws:PrincipalArn": "arn:aws:iam::999999999999:role/strange",
        "aws:PrincipalOrgID": "o-strange",
    },
]
#: Reaches private APIs only, where aws:SourceIp is absent.
_STRANGER_INSIDE = {"aws:SourceVpce": "vpce-strange", "aws:SecureTransport": "true", "aws:PrincipalOrgID": "o-strange"}
_REQUESTS = ["prod/GET/a", "prod/POST/a", "test/GET/", "test/POST/b/c"]


def _compares(operator: str, wanted: list[str], actual: str) -> bool:
    if operator == "IpAddress":
        address = ipaddress.ip_address(actual)
        return any(address in ipaddress.ip_network(each) for each in wanted)
    if operator in ("StringLike", "ArnLike"):
        return any(fnmatchcase(actual, each) for each in wanted)
    return actual in wanted


def _holds(condition: dict[str, dict[str, list[str]]], context: dict[str, str]) -> bool:
    for name, keys in condition.items():
        quantifier, _, operator = name.rpartition(":")
        plain = operator.removesuffix("IfExists")
        negated = "Not" in plain
        for key, wanted in keys.items():
            actual = context.get(key)
            if plain == "Null":
                holds = (wanted == ["true"]) is (actual is None)
            elif plain == "Bool":
                holds = actual in wanted
            elif actual is None:
                holds = quantifier != "ForAnyValue" and (negated or operator != plain or quantifier == "ForAllValues")
            else:
                holds = _compares(plain.replace("Not", ""), wanted, actual) is not negated
            if not holds:
                return False
    return True


def _gets_in(statements: list[dict[str, Any]], context: dict[str, str], request: str) -> bool:
    allowed = False
    for each in statements:
        matches = (
            each["Principal"] == "*"
            and any(fnmatchcase("execute-api:Invoke", action) for action in each["Action"])
            and any(fnmatchcase("execute-api:/" + request, resource) for resource in each["Resource"])
            and _holds(each.get("Condition", {}), context)
        )
        if matches and each["Effect"] == "Deny":
            return False
        allowed = allowed or matches
    return allowed


@st.composite
def _condition(draw: st.DrawFn) -> dict[str, dict[str, list[str]]]:
    key = draw(st.sampled_from([*_OURS, "aws:SecureTransport"]))
    if key == "aws:SecureTransport":
        return {"Bool": {key: ["true"]}}
    operators = {
        "aws:SourceIp": ["IpAddress", "NotIpAddress"],
        "aws:PrincipalArn": ["ArnLike", "ArnNotLike", "StringEquals", "StringNotEquals"],
    }.get(key, ["StringEquals", "StringNotEquals", "StringLike", "StringNotLike"])
    operator = draw(st.sampled_from(operators))
    quantifier, suffix = draw(
        st.sampled_from([("", ""), ("", "IfExists"), ("ForAnyValue:", ""), ("ForAllValues:", "")])
    )
    wide = {"IpAddress": ["0.0.0.0/0", "::/0"], "NotIpAddress": ["0.0.0.0/0", "::/0"]}.get(operator, ["*"])
    values = draw(st.sampled_from([[_OURS[key]], wide, [_OURS[key], *wide]]))
    return {quantifier + operator + suffix: {key: values}}


@st.composite
def _statement(draw: st.DrawFn) -> dict[str, Any]:
    conditions: dict[str, dict[str, list[str]]] = {}
    for each in draw(st.lists(_condition(), max_size=2)):
        for operator, keys in each.items():
            conditions.setdefault(operator, {}).update(keys)
    return {
        "Effect": draw(st.sampled_from(["Allow", "Allow", "Deny"])),
        "Principal": draw(st.sampled_from(["*", "*", "*", {"AWS": "111122223333"}])),
        "Action": draw(st.sampled_from([["execute-api:Invoke"], ["execute-api:*"], ["*"], ["s3:Get*"]])),
        "Resource": draw(
            st.lists(
                st.sampled_from(["execute-api:/*", "execute-api:/prod/*", "execute-api:/*/GET/*", "*"]),
                min_size=1,
                max_size=2,
            )
        ),
        **({"Condition": conditions} if conditions else {}),
    }


@settings(max_examples=300, deadline=None)
@given(st.lists(_statement(), max_size=3))
def test_closed_means_that_no_stranger_gets_in(statements: list[dict[str, Any]]) -> None:
    reached = any(_gets_in(statements, who, request) for who in _STRANGERS for request in _REQUESTS)
    if open_to_everyone(policy(*statements)) is None:
        assert not reached


@settings(max_examples=300, deadline=None)
@given(st.lists(_statement(), max_size=3))
def test_open_means_that_a_stranger_gets_in(statements: list[dict[str, Any]]) -> None:
    for each in statements:
        # Conditions that hold for everyone in a Deny, or for nobody in an Allow, are not seen through: that errs on the
        # safe side.
        if each["Effect"] == "Deny" or _is_absurd(each.get("Condition", {})):
            each.pop("Condition", None)
    if open_to_everyone(policy(*statements)) is not None:
        strangers = [*_STRANGERS, _STRANGER_INSIDE]
        assert any(_gets_in(statements, who, request) for who in strangers for request in _REQUESTS)


def _is_absurd(condition: dict[str, dict[str, list[str]]]) -> bool:
    """A negated comparison with what everyone has, or several conditions (which may contradict each other)."""
    wide = {"*", "0.0.0.0/0", "::/0"}
    pairs = [(operator, values) for operator, keys in condition.items() for values in keys.values()]
    return len(pairs) > 1 or any("Not" in operator and wide & set(values) for operator, values in pairs)


# Data sources


def document(**changes: Any) -> dict[str, Any]:
    block = {
        "sid": None,
        "effect": None,
        "principals": [{"type": "*", "identifiers": ["*"]}],
        "not_principals": [],
        "actions": ["execute-api:Invoke"],
        "not_actions": None,
        "resources": ["execute-api:/*"],
        "not_resources": None,
        "condition": [],
    }
    return {"statement": [{**block, **changes}]}


def from_document(**changes: Any) -> Policy:
    found = policy_from_document(document(**changes))
    assert isinstance(found, Policy)
    return found


def test_a_data_source_is_read_like_its_document() -> None:
    found = from_document(
        principals=[{"type": "AWS", "identifiers": ["1", "2"]}],
        condition=[{"test": "StringLike", "variable": "aws:userid", "values": ["&{aws:username}"]}],
    )
    (statement,) = found.statements
    assert (statement.effect, statement.pointer) == ("Allow", "/statement/0")
    assert statement.principals == (("AWS", "1"), ("AWS", "2"))
    assert isinstance(statement.conditions, tuple)
    assert statement.conditions[0].values == ("${aws:username}",)


def test_negated_attributes_of_a_data_source() -> None:
    (statement,) = from_document(
        principals=[], not_principals=[{"type": "AWS", "identifiers": ["1"]}], actions=[], not_actions=["s3:*"]
    ).statements
    assert (statement.principal_negated, statement.actions_negated, statement.resources_negated) == (True, True, False)
    assert statement.principals == (("AWS", "1"),)
    assert statement.actions == ("s3:*",)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "open"),
        ({"resources": [Unknown()]}, "open"),
        ({"resources": Unknown()}, "open"),
        ({"actions": Unknown()}, "unknown"),
        ({"actions": ["execute-api:Invoke", Unknown()]}, "open"),
        ({"principals": Unknown()}, "unknown"),
        ({"principals": [{"type": "AWS", "identifiers": [Unknown()]}]}, "unknown"),
        ({"principals": [{"type": "Service", "identifiers": [Unknown()]}]}, "closed"),
        ({"principals": [{"type": "AWS", "identifiers": [Unknown(), "*"]}]}, "open"),
        ({"principals": [Unknown()]}, "unknown"),
        ({"effect": Unknown()}, "unknown"),
        ({"effect": Unknown(), "principals": [{"type": "AWS", "identifiers": ["1"]}]}, "closed"),
        ({"condition": Unknown()}, "unknown"),
        ({"condition": [{"test": "StringEquals", "variable": "aws:SourceVpce", "values": [Unknown()]}]}, "closed"),
        ({"condition": [{"test": "StringLike", "variable": "aws:SourceVpce", "values": Unknown()}]}, "unknown"),
        ({"condition": [{"test": "StringLike", "variable": "aws:SourceVpce", "values": [Unknown(), "*"]}]}, "open"),
        ({"condition": [{"test": "IpAddress", "variable": "aws:SourceIp", "values": [Unknown()]}]}, "unknown"),
        ({"condition": [{"test": "IpAddress", "variable": Unknown(), "values": ["10.0.0.0/8"]}]}, "unknown"),
        ({"condition": [{"test": Unknown(), "variable": "aws:SourceIp", "values": ["10.0.0.0/8"]}]}, "unknown"),
        ({"condition": [{"test": "Bool", "variable": "aws:SecureTransport", "values": [Unknown()]}]}, "open"),
    ],
    ids=str,
)
def test_unknown_parts_show_only_where_they_decide(changes: dict[str, Any], expected: str) -> None:
    found = from_document(**changes)
    assert _answer(found) == expected


def _answer(found: Policy | Unknown) -> str:
    answer = found if isinstance(found, Unknown) else open_to_everyone(found)
    if isinstance(answer, Unknown):
        return "unknown"
    return "open" if answer is not None else "closed"


def test_a_deny_on_unknown_resources_may_close() -> None:
    values = document()
    values["statement"].append({**values["statement"][0], "effect": "Deny", "resources": [Unknown("arn")]})
    found = policy_from_document(values)
    assert isinstance(found, Policy)
    answer = open_to_everyone(found)
    assert isinstance(answer, Unknown)
    assert answer.reason == "arn"


def test_further_documents_are_merged_by_sid() -> None:
    public = json.dumps({"Statement": [{**ALLOW_ALL, "Sid": "a"}]})
    closing = json.dumps({"Statement": [{**deny(), "Sid": "a"}]})
    assert _answer(policy_from_document({"source_policy_documents": [public]})) == "open"
    assert _answer(policy_from_document({"source_policy_documents": [public, closing]})) == "closed"
    overridden = policy_from_document({**document(sid="a"), "override_policy_documents": [closing]})
    assert isinstance(overridden, Policy)
    assert [(each.effect, each.pointer) for each in overridden.statements] == [("Deny", "/override_policy_documents/0")]
    own = policy_from_document({**document(sid="a"), "source_policy_documents": [closing]})
    assert isinstance(own, Policy)
    assert [each.effect for each in own.statements] == ["Allow"]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"statement": Unknown()}, "unknown"),
        ({"statement": [Unknown()]}, "unknown"),
        ({"source_policy_documents": Unknown()}, "unknown"),
        ({"source_policy_documents": [Unknown()]}, "unknown"),
        ({"source_policy_documents": ["{"]}, "unknown"),
        ({**document(), "override_policy_documents": [Unknown()]}, "unknown"),
        ({"statement": None, "json": json.dumps({"Statement": ALLOW_ALL})}, "open"),
        ({"statement": None, "json": "{"}, "unknown"),
        ({}, "closed"),
    ],
    ids=str,
)
def test_documents_in_part_unknown(values: dict[str, Any], expected: str) -> None:
    assert _answer(policy_from_document(values)) == expected


_BLOCK = st.fixed_dictionaries(
    {
        "sid": st.sampled_from([None, None, "a", "b"]),
        "effect": st.sampled_from(["Allow", "Allow", "Deny", None]),
        "principals": st.lists(
            st.fixed_dictionaries(
                {
                    "type": st.sampled_from(["AWS", "*", "Service"]),
                    "identifiers": st.lists(st.sampled_from(["*", "111122223333"]), min_size=1, max_size=2),
                }
            ),
            max_size=2,
        ),
        "not_principals": st.just([]),
        "actions": st.lists(st.sampled_from(["execute-api:Invoke", "execute-api:*", "*", "s3:*"]), max_size=2),
        "not_actions": st.sampled_from([None, [], ["s3:*"], ["execute-api:*"]]),
        "resources": st.lists(
            st.sampled_from(["execute-api:/*", "execute-api:/prod/*", "arn:aws:execute-api:eu-west-1:1:abc/*"]),
            max_size=2,
        ),
        "not_resources": st.sampled_from([None, [], ["*"], ["execute-api:/prod/*"]]),
        "condition": st.lists(
            st.fixed_dictionaries(
                {
                    "test": st.sampled_from(
                        ["StringEquals", "StringNotEquals", "StringLike", "StringNotLike", "IpAddress", "NotIpAddress"]
                    ),
                    "variable": st.sampled_from(["aws:SourceVpce", "aws:SourceIp", "aws:SourceVpc", "aws:UserAgent"]),
                    "values": st.lists(st.sampled_from(["*", "vpce-1", "0.0.0.0/0", "192.0.2.0/24"]), max_size=2),
                }
            ),
            max_size=2,
        ),
    }
)
_SOURCE = st.sampled_from(
    [json.dumps({"Statement": [{**ALLOW_ALL, "Sid": "a"}]}), json.dumps({"Statement": [{**deny(), "Sid": "b"}]})]
)
_DOCUMENT = st.fixed_dictionaries(
    {
        "statement": st.lists(_BLOCK, max_size=3),
        "source_policy_documents": st.lists(_SOURCE, max_size=1),
        "override_policy_documents": st.lists(_SOURCE, max_size=1),
    }
)


def _paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [path] if path else []
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in items:
        found += _paths(each, (*path, key))
    return found


def _without(value: Any, hidden: set[tuple[Any, ...]], path: tuple[Any, ...] = ()) -> Any:
    if path in hidden:
        return Unknown("hidden")
    if isinstance(value, dict):
        return {key: _without(each, hidden, (*path, key)) for key, each in value.items()}
    if isinstance(value, list):
        return [_without(each, hidden, (*path, index)) for index, each in enumerate(value)]
    return value


@settings(max_examples=500, deadline=None)
@given(_DOCUMENT, st.data())
def test_hiding_parts_never_changes_a_decision(values: dict[str, Any], data: st.DataObject) -> None:
    """What is decided with unknown parts is so whatever they turn out to be; so nothing becomes a failure."""
    # Attributes that exclude each other are not both given.
    for block in values["statement"]:
        for name in ("actions", "resources"):
            if block[name]:
                block[f"not_{name}"] = None
    paths = _paths(values)
    hidden = set(data.draw(st.lists(st.sampled_from(paths), min_size=1, max_size=4)))
    whole, part = policy_from_document(values), policy_from_document(_without(values, hidden))
    assert isinstance(whole, Policy)
    assert _answer(part) in ("unknown", _answer(whole))
    limits = limits_network(part) if isinstance(part, Policy) else part
    if not isinstance(limits, Unknown):
        assert limits is limits_network(whole)
