// Reads how often a cron schedule runs, as far as its minutes and hours say.

const minutesPer: { readonly [name: string]: number } = {
  '@hourly': 60,
  '@daily': 1440,
  '@midnight': 1440,
  '@weekly': 10080,
  '@monthly': 43200,
  '@yearly': 525600,
  '@annually': 525600,
}

/** The longest time between two runs in minutes; undefined for what is no schedule, or too intricate to tell. */
export function intervalOf(schedule: string): number | undefined {
  const text = withoutZone(schedule)
  const every = /^@every\s+(?:(\d+)h)?(?:(\d+)m)?(?:\d+s)?$/.exec(text)
  if (every !== null) return Number(every[1] ?? 0) * 60 + Number(every[2] ?? 0)
  if (text.startsWith('@')) return minutesPer[text]
  const [minute = '', hour = '', day = '', month = '', weekday = '', ...more] = text.split(/\s+/)
  if (weekday === '' || more.length > 0 || month !== '*') return undefined
  const minutes = valuesOf(minute, 60)
  const hours = valuesOf(hour, 24)
  if (minutes === undefined || hours === undefined) return undefined
  if (day !== '*') return 43200
  if (weekday !== '*') return /[,/-]/.test(weekday) ? undefined : 10080
  const runs = hours.flatMap((at) => minutes.map((past) => at * 60 + past))
  return longestGap(runs)
}

/** Whether it runs at fixed hours, so that the time zone matters. */
export function hasFixedHour(schedule: string): boolean {
  if (/^(CRON_)?TZ=/.test(schedule)) return false
  const hour = schedule.trim().split(/\s+/)[1]
  return hour !== undefined && /^\d[\d,-]*$/.test(hour)
}

const withoutZone = (schedule: string): string =>
  schedule.replace(/^\s*(CRON_)?TZ=\S+\s+/, '').trim()

/** The values that a field stands for, up to its limit. */
function valuesOf(field: string, limit: number): readonly number[] | undefined {
  const all = Array.from({ length: limit }, (_, index) => index)
  const found = new Set<number>()
  for (const part of field.split(',')) {
    const match = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part)
    if (match === null) return undefined
    const [, from, to, step] = match
    const first = Number(from ?? 0)
    const last = from === undefined || (to === undefined && step !== undefined) ? limit - 1 : first
    const end = to === undefined ? last : Number(to)
    const by = Math.max(1, Number(step ?? 1))
    for (const value of all) {
      if (value >= first && value <= end && (value - first) % by === 0) found.add(value)
    }
  }
  return found.size === 0 ? undefined : [...found].toSorted((left, right) => left - right)
}

function longestGap(runs: readonly number[]): number {
  const first = runs[0] ?? 0
  let previous = (runs.at(-1) ?? 0) - 1440
  let longest = first - previous
  for (const run of runs) {
    longest = Math.max(longest, run - previous)
    previous = run
  }
  return longest
}
