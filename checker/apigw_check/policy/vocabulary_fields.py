"""The part of the model that own rules may ask for, field by field: a contract, as the JSON report is.

A field is added here when it is stable and can be said in a sentence. `docs/model.md` is generated from this table: a
row is the name of a field and its description.
"""

from __future__ import annotations

#: Fields that every object with an origin has.
COMMON = """
address             the Terraform address; that of the API for what stands in a body
change              what the plan does with it: create, update, replace, no-op, read, ...
"""

#: What a subject of a rule has besides.
SUBJECT = """
name                what reports call it, such as `GET /orders` or `stage prod`
"""

#: By class.
FIELDS: dict[str, str] = {
    "Api": """
        protocol            REST, HTTP or WEBSOCKET
        api_name            its name
        external            whether it is defined outside the input
        endpoint_types      EDGE, REGIONAL or PRIVATE (REST only)
        is_private          whether its endpoint type is PRIVATE
        vpc_endpoint_ids    VPC endpoints that a PRIVATE API is bound to
        disable_execute_api_endpoint  whether the default endpoint is off
        policy              the resource policy
        cors                the CORS configuration of an HTTP API
        has_body            whether an OpenAPI body defines it
        put_mode            how a body is imported: merge or overwrite
        fail_on_warnings    whether warnings of an import fail it
        minimum_compression_size  smallest response in bytes that is compressed
        binary_media_types  media types that are passed on as bytes
        api_key_source      HEADER or AUTHORIZER
        routes              its methods, routes or operations
        authorizers         its authorizers
        integrations        its integrations
        stages              its stages
        deployments         its deployments
        mappings            the base paths and API mappings that lead to it
        gateway_responses   the answers that the gateway itself gives
        """,
    "Route": """
        api                 the API
        method              an HTTP method or ANY; null for a WebSocket route
        path                the path, with a slash in front; null for a WebSocket route
        route_key           the key of an HTTP or WebSocket route, such as `GET /orders` or `$connect`
        authorization       NONE, AWS_IAM, CUSTOM, COGNITO_USER_POOLS or JWT
        authorizer          the authorizer
        api_key_required    whether it asks for an API key
        scopes              the OAuth scopes that it asks for
        integration         the integration
        request_validator   the name or id of its request validator
        validates_body      whether the request body is validated
        validates_parameters  whether request parameters are validated
        request_models      model names by content type
        request_parameters  whether each parameter is required, by its name (`method.request.header.X`)
        is_preflight        whether it answers CORS preflights from a mock
        is_catch_all        whether it takes what no other route takes
        """,
    "Authorizer": """
        api                 the API
        authorizer_name     its name
        type                TOKEN, REQUEST, COGNITO_USER_POOLS or JWT
        ttl                 how long results are cached, in seconds
        identity_sources    where the credential stands in a request
        identity_validation the expression that a token must match
        uri                 what is invoked
        credentials         the role that invokes it
        provider_arns       the ARNs of Cognito user pools
        issuer              the issuer of a JWT authorizer
        audience            the audiences of a JWT authorizer
        routes              the routes that authorize by it
        payload_version     1.0 or 2.0
        simple_responses    whether a Lambda authorizer of an HTTP API answers yes or no
        """,
    "Integration": """
        api                 the API
        type                AWS, AWS_PROXY, HTTP, HTTP_PROXY or MOCK
        uri                 what is called
        service             the AWS service that is called, such as lambda or sqs
        method              the method towards the backend
        subtype             the subtype of a first-class integration, such as SQS-SendMessage
        connection_type     INTERNET or VPC_LINK
        connection_id       the VPC link
        credentials         the role that calls it
        insecure_skip_verification  whether the backend's certificate is not verified
        server_name_to_verify  the name that the backend's certificate must have
        passthrough_behavior   WHEN_NO_MATCH, WHEN_NO_TEMPLATES or NEVER
        request_templates   mapping templates by content type
        request_parameters  request parameters by name
        timeout_ms          how long the gateway waits, in milliseconds
        cache_key_parameters  parameters that make the cache key
        responses           the integration responses
        routes              the routes that use it
        """,
    "Response": """
        status_code         the status code
        response_type       the type of a gateway response, such as UNAUTHORIZED
        parameters          expressions by the name of the header that they set
        templates           templates by content type
        """,
    "Cors": """
        allow_origins       origins that may call
        allow_methods       methods that may be used
        allow_headers       headers that may be sent
        expose_headers      headers that may be read
        allow_credentials   whether credentials are allowed
        max_age             how long a preflight is kept, in seconds
        """,
    "Stage": """
        api                 the API
        stage_name          its name
        access_log_destination  the ARN that access logs go to; null where they are off
        access_log_format   the format of a line
        cache_cluster_enabled  whether it has a cache
        cache_cluster_size  the size of the cache in GB
        client_certificate  the id of the certificate that backends see
        tracing             whether X-Ray traces
        auto_deploy         whether changes are deployed by themselves (HTTP, WebSocket)
        has_canary          whether it has a canary
        settings            its settings as they are written, by scope
        effective           the settings in force, as objects with `routes` (names) and the fields of a setting
        web_acls            the web ACLs in front of it
        """,
    "Setting": """
        scope               `*/*` or `path/METHOD` (REST), `*` or a route key (HTTP, WebSocket)
        throttling_rate     requests a second
        throttling_burst    requests at once
        logging_level       OFF, ERROR or INFO
        data_trace          whether requests and responses are logged in full
        metrics             whether detailed metrics are on
        caching             whether responses are cached
        cache_ttl           how long, in seconds
        cache_encrypted     whether the cache is encrypted
        cache_requires_authorization  whether invalidating an entry needs authorization
        cache_unauthorized_strategy   what a caller without it gets
        """,
    "Deployment": """
        api                 the API
        triggers            the triggers by name
        stage_name          the stage that it makes itself
        auto                whether the service makes it (auto_deploy)
        """,
    "Domain": """
        family              v1 (aws_api_gateway_domain_name) or v2 (aws_apigatewayv2_domain_name)
        domain_name         the name
        security_policy     the TLS policy, such as TLS_1_2
        endpoint_types      EDGE, REGIONAL or PRIVATE
        mutual_tls          mutual TLS; null where it is off
        certificate         the ARN of the certificate
        external            whether it is defined outside the input
        policy              the policy of a PRIVATE domain
        mappings            its base paths and API mappings
        """,
    "MutualTls": """
        truststore_uri      the S3 address of the truststore
        truststore_version  the version of that object
        """,
    "Mapping": """
        domain              the domain
        api                 the API that it leads to
        stage               the stage, where it names one that is in the input
        stage_name          the name of the stage; null for every stage
        base_path           the path; null for the root
        """,
    "WebAcl": """
        acl_name            its name
        scope               REGIONAL or CLOUDFRONT
        default_action      allow or block
        rules               its rules
        generation          v2 or classic
        external            whether it is defined outside the input
        """,
    "WafRule": """
        rule_name           its name
        statement           the name of its outermost statement, such as rate_based_statement
        action              allow, block, count, captcha or challenge; null for a rule group
        override            none or count, for a rule group
        rate_limit          requests in a window, of a rate limit
        rate_window         the window in seconds
        managed_group       the name of a managed rule group
        priority            its place; the lowest is first
        """,
    "Permission": """
        principal           who may invoke
        action              what is allowed, such as lambda:InvokeFunction
        function_name       the function
        source_arn          the ARN that the call must come from
        source_account      the account that the call must come from
        """,
    "Function": """
        function_name       its name
        runtime             the runtime, such as python3.13
        package_type        Zip or Image
        timeout             how long it may run, in seconds
        external            whether it is defined outside the input
        integrations        the integrations that invoke it
        authorizers         the authorizers that invoke it
        urls                its function URLs
        permissions         who may invoke it
        """,
    "FunctionUrl": """
        authorization       AWS_IAM or NONE
        """,
    "VpcLink": """
        family              v1 (for network load balancers) or v2 (for subnets)
        link_name           its name
        targets             the load balancers that it leads to
        external            whether it is defined outside the input
        integrations        the integrations that use it
        """,
    "LoadBalancer": """
        internal            whether it is internal; null where the configuration does not say (it faces the internet)
        """,
    "IdentityPolicy": """
        policy_name         its name
        parts               its documents
        """,
    "RolePolicy": """
        document            the policy document
        managed             the ARN of a policy that AWS or another stack wrote
        """,
    "UsagePlan": """
        plan_name           its name
        throttle_rate       requests a second for each key
        throttle_burst      requests at once for each key
        quota_limit         requests in a period
        quota_period        DAY, WEEK or MONTH
        stages              the stages that it names
        keys                the keys that belong to it
        """,
    "PlanStage": """
        api                 the API, where it is in the input
        stage               the stage, where it is in the input
        stage_name          the name of the stage
        throttles           limits of single methods
        """,
    "MethodThrottle": """
        path                the method, such as `/orders/GET`
        rate                requests a second
        burst               requests at once
        """,
    "ApiKey": """
        key_name            its name
        has_literal_value   whether the code itself spells its value
        plans               the usage plans that it belongs to
        """,
    "Alarm": """
        alarm_name          its name
        metrics             the metrics that it watches
        actions             the actions for the state ALARM
        actions_enabled     whether actions are on
        notified            whether something else tells of its state
        """,
    "Metric": """
        namespace           AWS/ApiGateway or AWS/WAFV2
        metric_name         its name
        dimensions          its dimensions by name
        api                 the API that the dimensions name
        stage               the stage that they name
        web_acl             the web ACL that they name
        """,
    "DnsRecord": """
        record_name         its name
        record_type         A, AAAA, CNAME, ...
        target              the host name that it leads to
        domain              the custom domain of the input that has this host name
        """,
    "VpcEndpoint": """
        service_name        the service, such as com.amazonaws.eu-west-1.execute-api
        policy              its policy; null for the service's default
        """,
    "IdentityPool": """
        pool_name           its name
        allows_guests       whether it takes unauthenticated identities
        """,
    "Enumerated": """
        refused             argument, value and accepted values, of arguments that hold another value
        """,
    "Policy": """
        statements          its statements
        """,
    "Statement": """
        effect              Allow or Deny
        principals          pairs of type and identifier, such as `["AWS", "*"]`
        principal_negated   whether they stand under NotPrincipal
        actions             the actions
        actions_negated     whether they stand under NotAction
        resources           the resources
        resources_negated   whether they stand under NotResource
        conditions          its conditions
        sid                 its id
        """,
    "Condition": """
        operator            the operator, such as StringEquals
        key                 the key, such as aws:SourceVpce
        values              the values, any of which will do
        """,
}
