module "api" {
  for_each = toset(["eu", "us"])
  source   = "./api"

  routes = { get = { authorization = "AWS_IAM" } }
}
