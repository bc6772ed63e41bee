// Writes five fields of cron as the moments that systemd's timers take.

import type { Schedule } from '@llmflow/spec'

const weekDays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const

/**
 * With both a day of the month and a day of the week cron means either, and systemd both: then there are two moments.
 * Steps of `*` begin at 0 for minutes and hours, and at 1 for days and months, as in cron.
 */
export function calendarsOf({ cron, timeZone }: Schedule): readonly string[] {
  const [minute = '*', hour = '*', day = '*', month = '*', weekDay = '*'] = cron.split(/\s+/)
  const time = `${fieldOf(hour, 0)}:${fieldOf(minute, 0)}:00 ${timeZone}`
  const onDate = (date: string): string => `*-${fieldOf(month, 1)}-${fieldOf(date, 1)} ${time}`
  if (weekDay === '*') return [onDate(day)]
  const onWeekDay = `${weekDaysOf(weekDay)} ${onDate('*')}`
  return day === '*' ? [onWeekDay] : [onDate(day), onWeekDay]
}

const fieldOf = (field: string, first: number): string =>
  field.replace(/\*\/(\d+)/g, `${first}/$1`).replaceAll(/(\d)-(\d)/g, '$1..$2')

/** Named one by one: a week of systemd's begins on Monday, so its ranges may not begin on Sunday. */
function weekDaysOf(field: string): string {
  const numbers = field.split(',').flatMap((part) => {
    const [, from = '', to, step = '1'] = /^(\*|\d)(?:-(\d))?(?:\/(\d))?$/.exec(part) ?? []
    const first = from === '*' ? 0 : Number(from)
    const last = from === '*' ? 6 : Number(to ?? (part.includes('/') ? 6 : first))
    const every = Math.max(1, Number(step))
    return Array.from(
      { length: Math.floor((last - first) / every) + 1 },
      (_, index) => first + index * every,
    )
  })
  // Cron counts Sunday as 0 and as 7.
  return [...new Set(numbers.map((number) => number % 7))]
    .toSorted((left, right) => left - right)
    .flatMap((number) => weekDays[number] ?? [])
    .join(',')
}
