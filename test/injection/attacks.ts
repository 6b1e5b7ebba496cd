import { trickyTexts } from '../../src/helm/testing/index.js'

/** Texts that try to break out of their field. An empty text attacks nothing: it switches things off. */
export const attacks: readonly string[] = [
  ...trickyTexts.filter((text) => text !== ''),
  `${'x'.repeat(64 * 1024)}{{ fail "long" }}`,
  '{{- define "slipway.labels" -}}evil: yes{{- end -}}',
  '{{ include "slipway.fullname" . }}',
  '{{/* */}}',
  '$HOME $(id) `id`',
  '"\n      securityContext:\n        privileged: true\n      x: "',
  "'\n- name: evil\n  image: evil\n#",
  'x"}]}\n---\napiVersion: v1\nkind: Secret\nmetadata: {name: evil}\n',
  '\n[server]\nport = 1\n',
  '"\nheadless = false\n#',
  '%YAML 1.1\n--- !!map',
  '<<: *labels',
  '!!binary aGk=',
  '!!python/object:os.system',
  '|-\n  block',
  '0644',
  '1e9',
  '190:20:30',
  '0.1e+400',
  'NaN',
  '\u2066isolate\u2069',
  '\u200d\u200c\u2060',
  'a\u0301\u0328',
]
