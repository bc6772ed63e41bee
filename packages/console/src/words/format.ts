// Numbers, sizes, times and dates as the reader's language writes them.

import { useWords } from './use-words.ts'

export type Format = {
  number(value: number, digits?: number): string
  percent(share: number): string
  /** With binary prefixes: 1.5 MiB. */
  bytes(bytes: number): string
  /** Milliseconds below a second, seconds above. */
  duration(milliseconds: number): string
  dateTime(epochMs: number): string
  date(epochMs: number): string
  /** "3 minutes ago", seen from now. */
  relative(epochMs: number, nowMs: number): string
}

/** Formats of the language that is shown. */
export function useFormat(): Format {
  const { language } = useWords()
  return formatOf(language)
}

const known = new Map<string, Format>()

function formatOf(language: string): Format {
  const found = known.get(language) ?? makeFormat(language)
  known.set(language, found)
  return found
}

const binaryUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB']

const relativeSteps: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
]

function makeFormat(language: string): Format {
  const dateTime = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' })
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'medium' })
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 })
  const numbers = new Map<number, Intl.NumberFormat>()
  const numberWith = (digits: number): Intl.NumberFormat => {
    const found =
      numbers.get(digits) ?? new Intl.NumberFormat(language, { maximumFractionDigits: digits })
    numbers.set(digits, found)
    return found
  }
  const number = (value: number, digits = 0): string => numberWith(digits).format(value)
  return {
    number,
    percent: (share) => percent.format(share),
    bytes: (bytes) => {
      const power = Math.min(binaryUnits.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10))
      return `${number(bytes / 1024 ** power, power === 0 ? 0 : 1)} ${binaryUnits[power] ?? 'B'}`
    },
    duration: (ms) =>
      ms < 1000 ? `${number(ms, ms < 10 ? 1 : 0)} ms` : `${number(ms / 1000, 1)} s`,
    dateTime: (epochMs) => dateTime.format(epochMs),
    date: (epochMs) => date.format(epochMs),
    relative: (epochMs, nowMs) => {
      const passedMs = epochMs - nowMs
      const step = relativeSteps.find(([, unitMs]) => Math.abs(passedMs) >= unitMs)
      return step === undefined
        ? relative.format(0, 'minute')
        : relative.format(Math.round(passedMs / step[1]), step[0])
    },
  }
}
