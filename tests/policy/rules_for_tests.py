"""A handful of rules, so that the tests of packs do not depend on the catalogue."""

from apigw_check.model.gateway import Route, Stage
from apigw_check.rules.base import HIGH, INFO, LOW, MEDIUM, STRICT, Param, Rule

RULES = [
    Rule(
        id="APIGW-303",
        slug="access-log-incomplete",
        title="Access log incomplete",
        subject=Stage,
        severity=LOW,
        params=[Param("required_fields", ["request_id", "status"], "What the format records.")],
    ),
    Rule(
        id="APIGW-101",
        slug="route-without-authorization",
        title="Route without authorization",
        subject=Route,
        severity=HIGH,
        params=[Param("public_routes", [], "Globs.")],
    ),
    Rule(
        id="APIGW-403",
        slug="throttling-above-cap",
        title="Throttling above cap",
        subject=Stage,
        severity=MEDIUM,
        params=[
            Param("max_rate", 10000.0, "Requests a second."),
            Param("max_burst", 5000, "Requests."),
            Param("strictly", False, "A switch."),
            Param("label", "x", "A text."),
        ],
    ),
    Rule(id="APIGW-824", slug="auto-deploy", title="Auto deploy", subject=Stage, severity=INFO, pack=STRICT),
]
