# Every validation refuses what it is for. The base variables are valid, each run breaks one thing.
#
# The runs are of tests/variables, which is this module's variables and the locals that they use, by links: without a
# resource Terraform starts no provider, and a run takes a tenth of a second.

variables {
  domain_name = "api.example.com"
}

run "valid" {
  command = plan

  module {
    source = "./tests/variables"
  }
}

run "domain_name" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    domain_name = "API.example.com"
  }

  expect_failures = [var.domain_name]
}

run "domain_name_long" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    domain_name = "${join(".", [for number in range(7) : "abcdefghij"])}.com"
  }

  expect_failures = [var.domain_name]
}

run "key_algorithm" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    key_algorithm = "RSA_1024"
  }

  expect_failures = [var.key_algorithm]
}

run "subject_alternative_names_name" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    subject_alternative_names = { "api" = {} }
  }

  expect_failures = [var.subject_alternative_names]
}

run "subject_alternative_names_repeated" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    subject_alternative_names = { "api.example.com" = {} }
  }

  expect_failures = [var.subject_alternative_names]
}

run "validation_timeout" {
  command = plan

  module {
    source = "./tests/variables"
  }

  variables {
    validation_timeout = "45 minutes"
  }

  expect_failures = [var.validation_timeout]
}
