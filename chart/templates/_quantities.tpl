{{- /* Generated from these files: change it there, then run `npm run build`.
  src/platform/kinds/quantities.ts
  src/platform/policies/capacity.ts
*/ -}}

{{/* A CPU quantity such as "500m" or "1.5" in thousandths of a CPU. Call it with (dict "quantity" …). */}}
{{- define "slipway.cpuMillis" -}}
{{- if hasSuffix "m" .quantity -}}
{{ round (mulf (float64 (.quantity | trimSuffix "m")) 1) 0 | int64 }}
{{- else -}}
{{ round (mulf (float64 .quantity) 1000) 0 | int64 }}
{{- end -}}
{{- end }}

{{/* A memory or storage quantity such as "4Gi" or "512M" in bytes. Call it with (dict "quantity" …). */}}
{{- define "slipway.bytes" -}}
{{- if hasSuffix "Ki" .quantity -}}
{{ round (mulf (float64 (.quantity | trimSuffix "Ki")) 1024) 0 | int64 }}
{{- else if hasSuffix "Mi" .quantity -}}
{{ round (mulf (float64 (.quantity | trimSuffix "Mi")) 1048576) 0 | int64 }}
{{- else if hasSuffix "Gi" .quantity -}}
{{ round (mulf (float64 (.quantity | trimSuffix "Gi")) 1073741824) 0 | int64 }}
{{- else if hasSuffix "Ti" .quantity -}}
{{ round (mulf (float64 (.quantity | trimSuffix "Ti")) 1099511627776) 0 | int64 }}
{{- else if hasSuffix "k" .quantity -}}
{{ round (mulf (float64 (.quantity | trimSuffix "k")) 1000) 0 | int64 }}
{{- else if hasSuffix "M" .quantity -}}
{{ round (mulf (float64 (.quantity | trimSuffix "M")) 1000000) 0 | int64 }}
{{- else if hasSuffix "G" .quantity -}}
{{ round (mulf (float64 (.quantity | trimSuffix "G")) 1000000000) 0 | int64 }}
{{- else if hasSuffix "T" .quantity -}}
{{ round (mulf (float64 (.quantity | trimSuffix "T")) 1000000000000) 0 | int64 }}
{{- else -}}
{{ round (mulf (float64 .quantity) 1) 0 | int64 }}
{{- end -}}
{{- end }}

{{/* CPU in thousandths, or bytes. Call it with (dict "amount" … "quantity" …). */}}
{{- define "slipway.number" -}}
{{- if eq .amount "cpu" -}}
{{ include "slipway.cpuMillis" (dict "quantity" .quantity) | int64 }}
{{- else -}}
{{ include "slipway.bytes" (dict "quantity" .quantity) | int64 }}
{{- end -}}
{{- end }}

{{/* Thousandths of a CPU, or bytes, as a quantity. Call it with (dict "amount" … "number" …). */}}
{{- define "slipway.quantity" -}}
{{- if eq .amount "cpu" -}}
{{ printf "%dm" (int64 .number) }}
{{- else -}}
{{ printf "%dMi" (div (add .number 1048575) 1048576) }}
{{- end -}}
{{- end }}
