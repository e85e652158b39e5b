# apigw-check: ignore[APIGW-101] reason="values of variables"
later = "NONE"
