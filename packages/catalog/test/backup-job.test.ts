// Tests that jobs run at least as often as they are asked to, and that their alert tells late from on time.

import { days, hours, seconds } from '@llmflow/spec'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cronOf } from '../src/backup-job.js'

const minutesIn = { hour: 60, day: 24 * 60, week: 7 * 24 * 60 }

/** The longest time between two runs, in minutes, found by asking every minute of a week. */
function longestGap(cron: string): number {
  const [minute = '', hour = '', , , weekday = ''] = cron.split(' ')
  const fits = (field: string, value: number): boolean =>
    field === '*' ||
    (field.startsWith('*/') ? value % Number(field.slice(2)) === 0 : value === Number(field))
  const runs = Array.from({ length: minutesIn.week }, (_, index) => index).filter(
    (at) =>
      fits(minute, at % minutesIn.hour) &&
      fits(hour, Math.floor(at / minutesIn.hour) % 24) &&
      fits(weekday, Math.floor(at / minutesIn.day)),
  )
  const first = runs[0] ?? 0
  return Math.max(...runs.map((at, index) => (runs[index + 1] ?? first + minutesIn.week) - at))
}

describe('a schedule', () => {
  it('never lets more time pass than it was asked for', () => {
    const minutes = fc.integer({ min: 1, max: 10 * minutesIn.day })
    fc.assert(
      fc.property(minutes, fc.integer({ min: 0, max: 59 }), (every, minute) => {
        expect(longestGap(cronOf(seconds(every * 60), minute))).toBeLessThanOrEqual(every)
      }),
      { numRuns: 150 },
    )
  })

  it.each([
    [seconds(900), '*/15 * * * *'],
    [hours(1), '10 * * * *'],
    [hours(5), '10 */4 * * *'],
    [days(1), '10 1 * * *'],
    [days(30), '10 1 * * 0'],
  ])('of %d ms is %s', (every, cron) => {
    expect(cronOf(every, 10)).toBe(cron)
  })
})
