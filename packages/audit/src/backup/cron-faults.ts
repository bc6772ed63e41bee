// Tells why the parser of Kubernetes and Velero refuses a cron schedule (robfig/cron parser.go and spec.go).

type CronFault = {
  readonly fault: 'fields' | 'macro' | CronField
  /** What is wrong, and where it starts in the schedule. */
  readonly part: string
  readonly start: number
}

type CronField = 'minute' | 'hour' | 'day' | 'month' | 'weekday'

type Bounds = {
  readonly name: CronField
  readonly min: number
  readonly max: number
  readonly words: readonly string[]
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

/** Sunday is 0; some parsers call it 7 too, and that is left to them. */
const fields: readonly Bounds[] = [
  { name: 'minute', min: 0, max: 59, words: [] },
  { name: 'hour', min: 0, max: 23, words: [] },
  { name: 'day', min: 1, max: 31, words: [] },
  { name: 'month', min: 1, max: 12, words: months },
  { name: 'weekday', min: 0, max: 7, words: weekdays },
]

const macro = /^@(?:yearly|annually|monthly|weekly|daily|midnight|hourly)$/
const every = /^@every\s+[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/

export function cronFaultOf(schedule: string): CronFault | undefined {
  const zone = /^\s*(?:CRON_)?TZ=\S+\s+/.exec(schedule)?.[0].length ?? 0
  const words = [...schedule.slice(zone).matchAll(/\S+/g)].map((match) => ({
    part: match[0],
    start: zone + match.index,
  }))
  const [first] = words
  if (first === undefined) return undefined
  const text = schedule.slice(first.start).trimEnd()
  if (text.startsWith('@')) {
    const isKnown = macro.test(text) || every.test(text)
    return isKnown ? undefined : { fault: 'macro', part: text, start: first.start }
  }
  if (words.length !== fields.length) return { fault: 'fields', part: text, start: first.start }
  return fields.flatMap((bounds, index) => {
    const word = words[index]
    return word === undefined || isField(word.part, bounds) ? [] : [{ fault: bounds.name, ...word }]
  })[0]
}

const isField = (text: string, bounds: Bounds): boolean =>
  text.split(',').every((part) => part === '' || isRange(part, bounds))

function isRange(text: string, bounds: Bounds): boolean {
  const [range = '', step, ...more] = text.split('/')
  if (more.length > 0 || (step !== undefined && !/^0*[1-9]\d*$/.test(step))) return false
  if (/^[*?]/.test(range)) return /^[*?]$/.test(range)
  const ends = range.split('-').map((end) => valueOf(end, bounds))
  const [from, to = from] = ends
  if (ends.length > 2 || from === undefined || to === undefined) return false
  return !ends.includes(undefined) && from >= bounds.min && to <= bounds.max && from <= to
}

function valueOf(text: string, { words, min }: Bounds): number | undefined {
  if (/^\d+$/.test(text)) return Number(text)
  const index = words.indexOf(text.toLowerCase())
  return index < 0 ? undefined : index + min
}
