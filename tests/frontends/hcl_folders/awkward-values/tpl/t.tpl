%{ for k, r in routes ~}
${jsonencode(k)}: ${r.auth}
%{ endfor ~}
${name} $${literal} %%{x}
