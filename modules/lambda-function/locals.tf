locals {
  retention_days = [0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653]

  source_files = sort(distinct(flatten([
    for pattern in var.source_patterns : [
      for file in fileset(var.source_dir, pattern) : file if !endswith(file, ".pyc")
    ]
  ])))

  # Known at plan time on every machine: of the sources, not of the archive, which is made when Terraform applies.
  source_hash = base64sha256(jsonencode({ for file in local.source_files : file => filesha256("${var.source_dir}/${file}") }))

  package = "${coalesce(var.build_dir, "${path.root}/build")}/${var.name}.zip"

  log_group_name = "/aws/lambda/${var.name}"
}
