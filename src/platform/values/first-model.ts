/** Registers the model that is packaged in the API's image, so that the registry is not empty at first. */
export interface FirstModelValues {
  /**
   * Make the Job. It never touches a model whose alias is set. Turn it off when an image of your own in `api.image` has no
   * command `python -m slipway_api first-model`.
   */
  enabled: boolean
  /** Name of the registered model. */
  name: ModelName
  /** Alias that says which version is served. */
  alias: ModelName
}

/**
 * @maxLength 100
 * @pattern ^[A-Za-z0-9][A-Za-z0-9_-]*$
 */
export type ModelName = string

export const firstModelDefaults: FirstModelValues = { enabled: true, name: 'wine', alias: 'champion' }
