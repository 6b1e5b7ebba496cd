{{- /* Generated from these files: change it there, then run `npm run build`.
*/ -}}
