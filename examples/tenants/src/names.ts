import * as helm from 'slipway/helm'

/** What all objects of a release begin with. No part is called like another, so no object is. */
export const nameOf = helm.helper('wikis.name', {
  doc: 'The name of the objects of a part of the release.',
  parameters: { part: 'string' },
  returns: 'text',
  body: ({ part }) => helm.text`${helm.release.name}-${part}`,
})

export const selectorOf = helm.helper('wikis.selector', {
  doc: 'The labels that find the pods of a part.',
  parameters: { part: 'string' },
  returns: helm.structure<Record<string, string>>(),
  body: ({ part }) => ({
    'app.kubernetes.io/name': helm.chartInfo.name,
    'app.kubernetes.io/instance': helm.release.name,
    'app.kubernetes.io/component': part,
  }),
})

/** The part of a release that belongs to a tenant; a variable of its own where it is used. */
export const partOf = (tenant: helm.Expr<string>) => helm.named('part', helm.text`tenant-${tenant}`)

export const metadataOf = (part: helm.Given<string>) => ({ name: nameOf({ part }), labels: selectorOf({ part }) })

export const nameHelpers = [nameOf, selectorOf]
