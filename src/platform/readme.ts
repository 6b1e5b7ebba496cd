import { metadata } from './metadata.js'

/** `chart/README.md`: what a person sees who has only the packaged chart. */
export const chartReadme = `# ${metadata.name}

${metadata.description}

\`\`\`sh
helm show values slipway.tgz > my-values.yaml   # every key, explained
helm install shop slipway.tgz -n shop --create-namespace -f my-values.yaml
helm test shop -n shop
\`\`\`

Sizes, scaling, quota and policies of the defaults are meant for production. Set \`profile: production\` there: it refuses
secrets in values, images without a digest and missing Secrets, and says what to write instead.

This chart is generated from typed TypeScript; every template names its source in the first line.
`
