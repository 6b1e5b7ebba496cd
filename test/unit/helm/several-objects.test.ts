import { describe, expect, it } from 'vitest'
import { printTemplates } from '../../../src/helm/index.js'
import { fileOf, printOptions } from '../../support/sample-chart.js'
import { severalObjects } from '../../support/several-objects.js'

/** What the chart prints, file by file; test/agreement/several-objects.test.ts renders it. */
const files: Readonly<Record<string, string>> = {
  'templates/map/config-maps.yaml': `{{- range $name, $port := .Values.ports }}
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ include "sample.nameOf" (dict "root" $ "part" $name) | quote }}
data:
  value: {{ $port | int64 | quote }}
{{- end }}
`,
  'templates/map/conditional.yaml': `{{- range $name, $service := .Values.services }}
{{- if $service.public }}
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ printf "%s-public" $name | quote }}
data:
  value: {{ $service.port | int64 | quote }}
{{- end }}
{{- end }}
`,
  'templates/map/pairs.yaml': `{{- range $name, $value := .Values.labels }}
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ printf "%s-a" $name | quote }}
data:
  value: {{ $value | quote }}
{{- if gt (int64 $.Values.count) 1 }}
---
apiVersion: v1
kind: Pod
metadata:
  name: {{ printf "%s-pod" $name | quote }}
  annotations:
    helm.sh/hook: test
    helm.sh/hook-delete-policy: before-hook-creation
{{- end }}
{{- end }}
`,
  'templates/constant/config-maps.yaml': `{{- if .Values.enabled }}
{{- range $item := list "one" "two" }}
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ $item }}-{{ $.Values.mode }}
data:
  value: {{ $item | quote }}
{{- end }}
{{- end }}
`,
  'templates/present/config-map.yaml': `{{- with .Values.text }}
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ $.Release.Name | quote }}
data:
  value: {{ . | quote }}
{{- end }}
`,
  'templates/_names.tpl': `
{{/* The name of a part. Call it with (dict "root" $ "part" …). */}}
{{- define "sample.nameOf" -}}
{{ printf "%s-%s" .root.Release.Name .part }}
{{- end }}
`,
  'templates/ports/_checks.tpl': `
{{/* What is wrong with the values: a list of problems, each with its key and an example. */}}
{{- define "sample.ports.checks" -}}
{{- range $name, $port := .Values.ports }}
{{- if gt (int64 $port) 65535 }}
- key: {{ printf "ports.%s" $name | quote }}
  problem: {{ printf "is %d, and no port is more than 65535." (int64 $port) | quote }}
  example: {{ printf "ports: {%s: 80}" $name | quote }}
{{- end }}
{{- end }}
{{- end }}
`,
  'templates/words/_checks.tpl': `
{{/* What is wrong with the values: a list of problems, each with its key and an example. */}}
{{- define "sample.words.checks" -}}
{{- if .Values.enabled }}
{{- range $word := .Values.words }}
{{- if eq $word "" }}
- key: words
  problem: "hold an empty word."
  example: "words: [a]"
{{- end }}
{{- end }}
{{- end }}
{{- if not (kindIs "invalid" .Values.optional) }}
{{- if gt (int64 .Values.optional) 9 }}
- key: optional
  problem: {{ printf "is %d." (int64 .Values.optional) | quote }}
  example: "optional: 9"
{{- end }}
{{- end }}
{{- end }}
`,
}

describe('objects, rules and helpers of a chart that stand in loops and in several files', () => {
  it.each(Object.entries(files))('print %s', (path, text) => {
    expect(fileOf(severalObjects(), path)).toBe(text)
  })

  it('are collected by one file', () => {
    expect(fileOf(severalObjects(), 'templates/checks.yaml')).toContain(
      'range $rules := list "sample.ports.checks" "sample.words.checks"',
    )
  })

  it('make no file of nothing', () => {
    const paths = [...printTemplates(severalObjects(), printOptions).keys()]
    expect(paths).toEqual(expect.arrayContaining(Object.keys(files)))
    expect(paths).not.toContain('templates/_none.tpl')
    expect(paths).not.toContain('templates/_checks.tpl')
  })
})
