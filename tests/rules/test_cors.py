"""The rule about CORS with credentials on models made by hand, and how it reads templates."""

from __future__ import annotations

from typing import Any

import pytest
from access_models import UNKNOWN, api, ask, integration, origin

from apigw_check.model.gateway import (
    HTTP,
    REST,
    Cors,
    Response,
)
from apigw_check.model.value import Unknown
from apigw_check.rules.base import FAIL, NOT_APPLICABLE, PASS, UNDECIDED
from apigw_check.rules.exposure._templates import ANY, NAMED, REFLECTED, header_overrides


@pytest.mark.parametrize(
    ("origins", "credentials", "kind"),
    [
        (("*",), True, FAIL),
        (("https://*",), True, FAIL),
        (("https://shop.example.com", "http://*"), "true", FAIL),
        ((UNKNOWN, "*"), True, FAIL),
        ((UNKNOWN,), True, UNDECIDED),
        (UNKNOWN, True, UNDECIDED),
        (("*",), UNKNOWN, UNDECIDED),
        (("https://*.example.com",), True, PASS),
        (("*",), None, PASS),
        (UNKNOWN, False, PASS),
        (None, True, PASS),
        ((), True, PASS),
    ],
)
def test_cors_configuration(origins: Any, credentials: Any, kind: str) -> None:
    cors = Cors(origin=origin("c"), allow_origins=origins, allow_credentials=credentials)
    assert ask(610, api(HTTP, cors=cors)).kind == kind


def test_cors_that_is_not_known() -> None:
    assert ask(610, api(HTTP, cors=UNKNOWN)).kind == UNDECIDED
    assert ask(610, api(HTTP)).kind == NOT_APPLICABLE
    assert ask(610, api(REST, has_body=True, unread=UNKNOWN)).kind == UNDECIDED


@pytest.mark.parametrize(
    ("parameters", "templates", "kind"),
    [
        ({"ORIGIN": "'*'", "CREDENTIALS": "'true'"}, None, FAIL),
        ({"ORIGIN": "*", "CREDENTIALS": "true"}, None, FAIL),
        ({"ORIGIN": "method.request.header.Origin", "CREDENTIALS": "'TRUE'"}, None, FAIL),
        ({"ORIGIN": "'*'", "CREDENTIALS": "'false'"}, None, PASS),
        ({"ORIGIN": "'*'"}, None, PASS),
        ({"CREDENTIALS": "'true'"}, None, NOT_APPLICABLE),
        ({"ORIGIN": UNKNOWN, "CREDENTIALS": "'true'"}, None, UNDECIDED),
        ({"ORIGIN": "'*'", "CREDENTIALS": UNKNOWN}, None, UNDECIDED),
        ({"ORIGIN": "'https://a'", "CREDENTIALS": UNKNOWN}, None, PASS),
        ({"ORIGIN": "integration.response.header.origin", "CREDENTIALS": "'true'"}, None, UNDECIDED),
        ({"ORIGIN": "stageVariables.origin", "CREDENTIALS": "'true'"}, None, UNDECIDED),
        ({"ORIGIN": "'*'", "CREDENTIALS": "integration.response.header.x"}, None, UNDECIDED),
        (UNKNOWN, None, UNDECIDED),
        (None, UNKNOWN, UNDECIDED),
        ({"CREDENTIALS": "'true'"}, {"a/b": "#set($OVERRIDE = $input.params('origin'))"}, FAIL),
        ({"ORIGIN": "'https://a'"}, {"a/b": "{}"}, PASS),
        (5, "x", NOT_APPLICABLE),
    ],
)
@pytest.mark.parametrize("place", ["method.response.header.", "gatewayresponse.header.", "overwrite:header."])
@pytest.mark.parametrize("lower", [False, True])
def test_cors_of_responses(parameters: Any, templates: Any, kind: str, place: str, lower: bool) -> None:
    names = {"ORIGIN": "Access-Control-Allow-Origin", "CREDENTIALS": "Access-Control-Allow-Credentials"}
    if isinstance(parameters, dict):
        given = {place + names[name]: value for name, value in parameters.items()}
        parameters = {name.lower() if lower else name: value for name, value in given.items()}
    if isinstance(templates, dict):
        header = "context.responseOverride.header.Access-Control-Allow-Origin"
        templates = {name: text.replace("OVERRIDE", header) for name, text in templates.items()}
    response = Response(origin=origin("r"), status_code="200", parameters=parameters, templates=templates)
    shop, errors = api(), api(gateway_responses=[response])
    integration(shop, type="MOCK").responses.append(response)
    assert ask(610, shop).kind == kind
    assert ask(610, errors).kind == kind


OVERRIDE = "$context.responseOverride.header.Access-Control-Allow-Origin"


@pytest.mark.parametrize(
    ("template", "kind"),
    [
        ('#set(OVERRIDE = "*")', ANY),
        ("#set(OVERRIDE = 'https://a.example.com')", NAMED),
        ('#set(OVERRIDE = $input.params("origin"))', REFLECTED),
        ('{"statusCode": 200}#set(OVERRIDE=$input.params().header.get("Origin"))', REFLECTED),
        ('#set($o = $input.params("origin"))\n#set(OVERRIDE = $o)', REFLECTED),
        ('#set($o = $input.params("origin"))\n#if($o != "")#set(OVERRIDE = "$o")#end', REFLECTED),
        ('#set($o = $input.params("origin"))#if($o.matches(".*"))#set(OVERRIDE = $o)#end', REFLECTED),
        ('#set($o = $input.params("origin"))#if($o == "https://a")#set(OVERRIDE = $o)#end', NAMED),
        ('#set($o = $input.params("origin"))#if($o.matches("^https://a$"))#set(OVERRIDE = $o)#end', NAMED),
        ("#set($o = $input.params('origin'))#if(['https://a'].contains($o))#set(OVERRIDE = $o)#end", NAMED),
        ("#set($o = $input.params('origin'))#if($o == 'https://a')#else#set(OVERRIDE = $o)#end", REFLECTED),
        (
            "#set($o = $input.params('origin'))#if(!$k.contains($o))#set($o = 'https://a')#end#set(OVERRIDE = $o)",
            NAMED,
        ),
        (
            "#foreach($k in ['https://a'])#if($k == $input.params('origin'))#set($m = $k)#end#end#set(OVERRIDE = $m)",
            NAMED,
        ),
        (
            "#foreach($k in $list)#if($k == $input.params('origin'))#set($m = $k)#end#end#set(OVERRIDE = $m)",
            NAMED,
        ),
        ("#if($context.stage == 'dev')#set(OVERRIDE = $input.params('origin'))#end", REFLECTED),
        ("#set(OVERRIDE = $context.authorizer.allowed)", None),
        ("#set(OVERRIDE = $o", None),
        ("#if", ""),
        ("#set(", ""),
        ("#end #else #elseif() #foreach() #set($) #set()", ""),
    ],
)
def test_origins_in_templates(template: str, kind: str | None) -> None:
    found = [kind for _, _, kind in header_overrides(template.replace("OVERRIDE", OVERRIDE))]
    if kind == "":
        assert found == []
    elif kind is None:
        assert [isinstance(each, Unknown) for each in found] == [True]
    else:
        assert found == [kind]
