// Counts and prints days, as people speak of the life of a certificate.

const dayMilliseconds = 24 * 60 * 60 * 1000

/** Whole days that are left; below zero for those that have passed. */
export const daysUntil = (moment: number, now: number): number =>
  Math.floor((moment - now) / dayMilliseconds)

export const dayOf = (moment: number): string => new Date(moment).toISOString().slice(0, 10)
