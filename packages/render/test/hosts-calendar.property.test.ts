// Timers start a program at the moments of its cron fields, no more and no fewer.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendarsOf } from '../src/hosts/program/calendar.js'

const names = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

/** The numbers that a field of cron means. */
function cronNumbers(field: string, first: number, last: number): readonly number[] {
  return field.split(',').flatMap((part) => {
    const [range = '', step = '1'] = part.split('/')
    const [from = first, to = part.includes('/') ? last : from] =
      range === '*' ? [first, last] : range.split('-').map(Number)
    const every = Number(step)
    return between(from, to).filter((number) => (number - from) % every === 0)
  })
}

/** The numbers that a component of systemd's calendar means. */
function calendarNumbers(field: string, first: number, last: number): readonly number[] {
  return field.split(',').flatMap((part) => {
    const [range = '', step] = part.split('/')
    const [from = first, to = step === undefined ? from : last] =
      range === '*' ? [first, last] : range.split('..').map(Number)
    return between(from, to).filter((number) => (number - from) % Number(step ?? 1) === 0)
  })
}

const between = (from: number, to: number): readonly number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index)

type Moment = readonly [minute: number, hour: number, day: number, month: number, weekDay: number]

function isCron(cron: string, [minute, hour, day, month, weekDay]: Moment): boolean {
  const [ofMinute = '', ofHour = '', ofDay = '', ofMonth = '', ofWeekDay = ''] = cron.split(' ')
  const isDay = cronNumbers(ofDay, 1, 31).includes(day)
  const isWeekDay = cronNumbers(ofWeekDay, 0, 7).some((number) => number % 7 === weekDay)
  const isEither = ofDay === '*' || ofWeekDay === '*' ? isDay && isWeekDay : isDay || isWeekDay
  return (
    cronNumbers(ofMinute, 0, 59).includes(minute) &&
    cronNumbers(ofHour, 0, 23).includes(hour) &&
    cronNumbers(ofMonth, 1, 12).includes(month) &&
    isEither
  )
}

function isCalendar(calendar: string, [minute, hour, day, month, weekDay]: Moment): boolean {
  const found = /^(?:([A-Z][\w,]*) )?\*-(\S+)-(\S+) (\S+):(\S+):00 Asia\/Seoul$/.exec(calendar)
  const [, days, ofMonth = '', ofDay = '', ofHour = '', ofMinute = ''] = found ?? []
  return (
    (days === undefined || days.split(',').includes(names[weekDay] ?? '')) &&
    calendarNumbers(ofMonth, 1, 12).includes(month) &&
    calendarNumbers(ofDay, 1, 31).includes(day) &&
    calendarNumbers(ofHour, 0, 23).includes(hour) &&
    calendarNumbers(ofMinute, 0, 59).includes(minute)
  )
}

const field = (first: number, last: number) => {
  const number = fc.integer({ min: first, max: last })
  return fc.oneof(
    fc.constant('*'),
    number.map(String),
    fc.integer({ min: 2, max: 9 }).map((step) => `*/${step}`),
    fc
      .tuple(number, number)
      .map(([one, other]) => `${Math.min(one, other)}-${Math.max(one, other)}`),
    fc.uniqueArray(number, { minLength: 2, maxLength: 4 }).map((list) => list.join(',')),
  )
}

const moments = fc.tuple(
  fc.integer({ min: 0, max: 59 }),
  fc.integer({ min: 0, max: 23 }),
  fc.integer({ min: 1, max: 31 }),
  fc.integer({ min: 1, max: 12 }),
  fc.integer({ min: 0, max: 6 }),
)

describe('calendars', () => {
  it('mean what the fields of cron mean', () => {
    const fields = fc.tuple(field(0, 59), field(0, 23), field(1, 31), field(1, 12), field(0, 7))
    fc.assert(
      fc.property(fields, fc.array(moments, { minLength: 20, maxLength: 40 }), (given, tried) => {
        const cron = given.join(' ')
        const calendars = calendarsOf({ cron, timeZone: 'Asia/Seoul' })
        for (const moment of tried) {
          const isMeant = calendars.some((calendar) => isCalendar(calendar, moment))
          expect({ cron, moment, isMeant }).toEqual({ cron, moment, isMeant: isCron(cron, moment) })
        }
      }),
    )
  })
})
