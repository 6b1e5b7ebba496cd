/** Brings the tables of the prediction log up to date at every upgrade, and makes their monthly partitions. */
export interface MigrateValues {
  /** Make the Jobs. Turn it off when an image of your own in `api.image` has no command `python -m slipway_api migrate`. */
  enabled: boolean
  /** When partitions are made ahead, as a cron line in UTC. */
  partitionSchedule: CronLine
}

/**
 * Minute, hour, day of month, month, day of week.
 * @pattern ^[0-9*,/-]+( [0-9A-Za-z*,/-]+){4}$
 * @maxLength 100
 */
export type CronLine = string

export const migrateDefaults: MigrateValues = { enabled: true, partitionSchedule: '20 3 * * 1' }
