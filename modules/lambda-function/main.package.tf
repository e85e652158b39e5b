# The archive is made by the python3 of the machine that applies. It is the same byte for byte whatever that machine's
# clock, user and order of files are. What makes the function's code be sent again makes the archive be built again, so
# that a machine without the build folder (a CI runner) can apply every later change.

resource "terraform_data" "package" {
  triggers_replace = {
    architecture = var.architecture
    name         = var.name
    package      = local.package
    runtime      = var.runtime
    source       = local.source_hash
  }

  provisioner "local-exec" {
    command = "sh \"$BUILD_SCRIPT\""
    quiet   = true
    environment = {
      BUILD_SCRIPT = "${path.module}/build_package.sh"
      FILES        = jsonencode(local.source_files)
      PACKAGE      = local.package
      SOURCE_DIR   = var.source_dir
    }
  }
}
