// Writes five fields of cron as the moments that systemd's timers take.

import type { Schedule } from '@llmflow/spec'

const weekDays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const

/** Steps of `*` begin at 0 for minutes and hours, and at 1 for days and months, as in cron. */
export function calendarOf({ cron, timeZone }: Schedule): string {
  const [minute = '*', hour = '*', day = '*', month = '*', weekDay = '*'] = cron.split(/\s+/)
  const days = weekDay === '*' ? '' : `${weekDay.replace(/\d/g, nameOfDay)} `
  const date = `*-${fieldOf(month, 1)}-${fieldOf(day, 1)}`
  return `${days.replaceAll('-', '..')}${date} ${fieldOf(hour, 0)}:${fieldOf(minute, 0)}:00 ${timeZone}`
}

const fieldOf = (field: string, first: number): string =>
  field.replace(/\*\/(\d+)/g, `${first}/$1`).replaceAll(/(\d)-(\d)/g, '$1..$2')

/** Cron counts Sunday as 0 and as 7. */
const nameOfDay = (digit: string): string => weekDays[Number(digit) % 7] ?? digit
