"""What is applied to which emulator, and the one input that is changed after: the one list of it.

An example is applied where it can be applied whole, and on the other emulator too where it is the only one to hold a
resource type. The fixtures beside this file call the modules for what no example needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from emulators import Name

Actions = tuple[str, ...]
_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Changed:
    """What a plan has to say of a resource: its actions, and for an update the arguments that differ."""

    actions: Actions
    arguments: frozenset[str] = frozenset()


def updated(*arguments: str) -> Changed:
    """Say that a resource is updated in place, in these arguments and in no other."""
    return Changed(("update",), frozenset(arguments))


DELETED = Changed(("delete",))
REPLACED = Changed(("create", "delete"))  # the new one first
_WITHOUT_ACCOUNT_LOGGING = MappingProxyType(
    {
        "module.account_logging[0].aws_api_gateway_account.this": DELETED,
        "module.account_logging[0].aws_iam_role.this": DELETED,
        "module.account_logging[0].aws_iam_role_policy_attachment.this": DELETED,
    }
)
_LARGER_QUOTA = MappingProxyType(
    {'module.usage.aws_api_gateway_usage_plan.this["partners"]': updated("quota_settings")}
)

# The account's role for logs is one setting: on each emulator that several share, one application has it.
WITHOUT = MappingProxyType({"manage_account_logging": "false"})


@dataclass(frozen=True, slots=True)
class Application:
    """A configuration, the emulator that it is applied to, and what one changed input must change."""

    name: str
    emulator: Name
    change: Mapping[str, str]
    expected: Mapping[str, Changed]
    auth: bool = False
    variables: Mapping[str, str] = field(default_factory=lambda: _NOTHING)

    @property
    def key(self) -> str:
        """What tests are called by."""
        return f"{self.name}-{self.emulator}"

    @property
    def is_example(self) -> bool:
        """Whether it is one of the repository's examples, and no fixture of the tests."""
        return self.name not in FIXTURES


FIXTURES = frozenset({"callers", "rarely-used"})

APPLICATIONS: Mapping[str, Application] = MappingProxyType(
    {
        application.key: application
        for application in (
            # Those that wait longest come first: they are applied beside one another.
            Application(
                "private-vpc-link",
                "moto",
                {"deletion_protection": "true"},
                {"aws_lb.this": updated("enable_deletion_protection")},
            ),
            Application(
                "custom-domain",
                "ministack",
                {"delegated": "false"},
                {
                    "module.domain[0].aws_apigatewayv2_domain_name.this[0]": DELETED,
                    'module.domain[0].aws_apigatewayv2_api_mapping.this["orders"]': DELETED,
                    'module.domain[0].aws_apigatewayv2_api_mapping.this["reports"]': DELETED,
                    'module.domain[0].aws_route53_record.this["A"]': DELETED,
                    'module.domain[0].aws_route53_record.this["AAAA"]': DELETED,
                    "module.domain[0].module.certificate[0].aws_acm_certificate.this": DELETED,
                    "module.domain[0].module.certificate[0].aws_acm_certificate_validation.this[0]": DELETED,
                    'module.domain[0].module.certificate[0].aws_route53_record.validation["api.custom-domain.test"]': (
                        DELETED
                    ),
                    # What a REST API says of its own endpoint takes effect with a deployment.
                    "module.orders.aws_api_gateway_deployment.this": REPLACED,
                    "module.orders.aws_api_gateway_rest_api.this": updated("disable_execute_api_endpoint"),
                    'module.orders.aws_api_gateway_stage.this["prod"]': updated("deployment_id"),
                    "module.reports.aws_apigatewayv2_api.this": updated("disable_execute_api_endpoint"),
                },
                variables={"delegated": "true", **WITHOUT},
            ),
            Application(
                "rarely-used",
                "moto",
                {"office": "198.51.100.0/24"},
                {'module.waf.aws_wafv2_ip_set.this["office"]': updated("addresses")},
            ),
            Application(
                "rest-crud",
                "ministack",
                {"partner_quota_per_day": "20000"},
                _LARGER_QUOTA,
                variables={"cache_enabled": "false", **WITHOUT},
            ),
            Application("rest-crud", "moto", {"partner_quota_per_day": "20000"}, _LARGER_QUOTA),
            Application("minimal", "ministack", {"manage_account_logging": "false"}, _WITHOUT_ACCOUNT_LOGGING),
            Application(
                "http-jwt",
                "ministack",
                {"allowed_origin": "https://new.example.com"},
                {
                    "module.api.aws_apigatewayv2_api.this": updated("cors_configuration"),
                    'module.identity.aws_cognito_user_pool_client.this["app"]': updated("callback_urls", "logout_urls"),
                },
            ),
            Application(
                "websocket-chat",
                "ministack",
                {"management_endpoint": "http://127.0.0.1:9"},
                {"module.chat.aws_lambda_function.this": updated("environment")},
                variables=WITHOUT,
            ),
            Application(
                "callers",
                "ministack",
                {"retention_in_days": "30"},
                {'module.logs.aws_cloudwatch_log_group.this["audit"]': updated("retention_in_days")},
                auth=True,
            ),
            Application(
                "rest-service-integrations",
                "ministack",
                {"force_destroy": "true"},
                {"aws_s3_bucket.invoices": updated("force_destroy")},
                variables=WITHOUT,
            ),
            Application(
                "rest-openapi",
                "moto",
                {"allowed_origin": "https://new.example.com"},
                {"module.catalogue.aws_lambda_function.this": updated("environment")},
                variables=WITHOUT,
            ),
        )
    }
)
