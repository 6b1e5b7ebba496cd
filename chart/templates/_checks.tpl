{{- /* Generated from src/platform/assertions/names.ts: change it there, then run `npm run build`. */ -}}

{{/* What is wrong with the values: a list of problems, each with its key and an example. */}}
{{- define "slipway.checks" -}}
{{- if regexMatch "[^\\\\](\\\\\\\\)*\\\\u(003cno value\\\\u003e|202[89])|[\u007f-\u009f\ufeff\ufffd-\uffff]|\"\\\\u003c\\\\u003c\":" (.Values | toJson) }}
- key: values
  problem: "hold '<no value>' or the key '<<', or bytes, a control character or a line separator (U+2028) that YAML cannot carry."
  example: "write it in another way, or keep it in a Secret or ConfigMap of your own"
{{- end }}
{{- if not (regexMatch "^[a-z]" (include "slipway.fullname" .)) }}
- key: fullnameOverride
  problem: {{ printf "is needed: Services cannot be called %s, their names start with a letter." (include "slipway.fullname" .) | quote }}
  example: "fullnameOverride: shop"
{{- end }}
{{- end }}
