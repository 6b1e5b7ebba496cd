{{- /* Generated from src/pods.ts: change it there, then run `npm run build`. */ -}}

{{/* The security context of every pod. */}}
{{- define "wikis.podSecurityContext" -}}
runAsNonRoot: true
runAsUser: 1000
fsGroup: 1000
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{/* The security context of every container. */}}
{{- define "wikis.securityContext" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop:
    - ALL
{{- end }}
