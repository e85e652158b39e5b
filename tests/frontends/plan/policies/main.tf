# Resource policies: known, rendered during apply, put together of several, and attached by another resource.
resource "terraform_data" "later" {
  input = timestamp()
}

data "aws_iam_policy_document" "known" {
  statement {
    actions   = ["execute-api:Invoke"]
    resources = ["execute-api:/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}

# Known only in parts: the API's own ARN.
data "aws_iam_policy_document" "deferred" {
  statement {
    actions   = ["execute-api:Invoke"]
    resources = ["${aws_api_gateway_rest_api.deferred.execution_arn}/*"]

    principals {
      type        = "AWS"
      identifiers = ["123456789012"]
    }

    condition {
      test     = "IpAddress"
      variable = "aws:SourceIp"
      values   = ["192.0.2.0/24"]
    }
  }

  statement {
    effect    = "Deny"
    actions   = ["execute-api:Invoke"]
    resources = ["execute-api:/admin/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}

data "aws_iam_policy_document" "combined" {
  source_policy_documents = [data.aws_iam_policy_document.known.json]

  statement {
    effect    = "Deny"
    actions   = ["execute-api:Invoke"]
    resources = [terraform_data.later.output]

    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}

data "aws_iam_policy_document" "of_deferred" {
  source_policy_documents = [data.aws_iam_policy_document.deferred.json]
}

resource "aws_api_gateway_rest_api" "known" {
  name   = "known"
  policy = data.aws_iam_policy_document.known.json
}

resource "aws_api_gateway_rest_api" "encoded" {
  name = "encoded"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "execute-api:Invoke", Resource = "execute-api:/*" }]
  })
}

resource "aws_api_gateway_rest_api" "encoded_later" {
  name = "encoded-later"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "execute-api:Invoke", Resource = terraform_data.later.output }]
  })
}

# An API cannot name itself in its own policy: that takes the other resource.
resource "aws_api_gateway_rest_api" "deferred" {
  name = "deferred"
}

resource "aws_api_gateway_rest_api_policy" "deferred" {
  rest_api_id = aws_api_gateway_rest_api.deferred.id
  policy      = data.aws_iam_policy_document.deferred.json
}

resource "aws_api_gateway_rest_api" "combined" {
  name   = "combined"
  policy = data.aws_iam_policy_document.combined.json
}

resource "aws_api_gateway_rest_api" "of_deferred" {
  name   = "of-deferred"
  policy = data.aws_iam_policy_document.of_deferred.json
}

# Both: what is attached stands.
resource "aws_api_gateway_rest_api" "both" {
  name   = "both"
  policy = data.aws_iam_policy_document.known.json
}

resource "aws_api_gateway_rest_api_policy" "both" {
  rest_api_id = aws_api_gateway_rest_api.both.id
  policy      = data.aws_iam_policy_document.deferred.json
}

# One of two APIs, and nobody knows which.
resource "aws_api_gateway_rest_api" "either" {
  count = 2
  name  = "either-${count.index}"
}

resource "aws_api_gateway_rest_api_policy" "either" {
  rest_api_id = reverse(aws_api_gateway_rest_api.either[*].id)[0]
  policy      = data.aws_iam_policy_document.known.json
}
