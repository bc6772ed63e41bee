// Reads how long a thing lasts, as people write it on a command line.

const unitsMs = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** `90d`, `12h` or `30m` in milliseconds; undefined for anything else. */
export function durationMsOf(text: string): number | undefined {
  const [, count, unit] = /^(\d{1,6})([mhd])$/.exec(text) ?? []
  if (count === undefined) return undefined
  if (unit === 'm') return Number(count) * unitsMs.m
  return Number(count) * (unit === 'h' ? unitsMs.h : unitsMs.d)
}
