"""Resource types of REST APIs that references lead to."""

from __future__ import annotations

API = frozenset({"aws_api_gateway_rest_api", "data.aws_api_gateway_rest_api"})
AUTHORIZER = frozenset({"aws_api_gateway_authorizer"})
STAGE = frozenset({"aws_api_gateway_stage"})
DEPLOYMENT = frozenset({"aws_api_gateway_deployment"})
