// Draws bars over days, stacked, in the colours of the page; loaded with its library when there is something to draw.

import UPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import type { Format } from '../../words/format.ts'
import type { UsageDay } from './usage-days.ts'

export type DayBars = readonly {
  readonly label: string
  /** A property of the stylesheet. */
  readonly colour: string
  readonly valueOf: (day: UsageDay) => number
}[]

const height = 180
const halfDaySeconds = 43_200

/** Nobody makes half a request. */
const wholeSteps = Array.from({ length: 10 }, (_, power) =>
  [1, 2, 5].map((step) => step * 10 ** power),
).flat()

/** Draws until the function that it gives back is called; keeps the width of its place. */
export function drawDays(
  element: HTMLElement,
  days: readonly UsageDay[],
  bars: DayBars,
  format: Format,
): () => void {
  const colourOf = (name: string): string => getComputedStyle(element).getPropertyValue(name).trim()
  const paths = UPlot.paths.bars?.({ size: [0.7, 28], radius: 0.2 })
  const axis = {
    stroke: colourOf('--text-quiet'),
    grid: { stroke: colourOf('--line'), width: 1 },
    ticks: { show: false },
    font: `12px ${getComputedStyle(element).fontFamily}`,
  }
  const plot = new UPlot(
    {
      width: Math.max(200, element.clientWidth),
      height,
      cursor: { show: false },
      legend: { show: false },
      scales: {
        x: { time: true, range: (_, from, to) => [from - halfDaySeconds, to + halfDaySeconds] },
        y: { range: (_, __, most) => [0, Math.max(4, most * 1.1)] },
      },
      axes: [
        {
          ...axis,
          grid: { show: false },
          values: (_, values) => values.map(dayWith(format)),
          space: 70,
        },
        {
          ...axis,
          size: 56,
          incrs: [...wholeSteps],
          values: (_, values) => values.map((value) => format.number(value)),
        },
      ],
      series: [
        {},
        ...bars.toReversed().map(({ label, colour }) => ({
          label,
          fill: colourOf(colour),
          width: 0,
          points: { show: false },
          ...(paths === undefined ? {} : { paths }),
        })),
      ],
    },
    [days.map(({ epochMs }) => epochMs / 1000), ...stacked(days, bars)],
    element,
  )
  const observer = new ResizeObserver(() =>
    plot.setSize({ width: Math.max(200, element.clientWidth), height }),
  )
  observer.observe(element)
  return () => {
    observer.disconnect()
    plot.destroy()
  }
}

/** The whole stack first, for what is drawn later covers it. */
const stacked = (days: readonly UsageDay[], bars: DayBars): number[][] =>
  bars.map((_, at) =>
    days.map((day) =>
      bars.slice(0, bars.length - at).reduce((sum, { valueOf }) => sum + valueOf(day), 0),
    ),
  )

const dayWith =
  (format: Format) =>
  (seconds: number): string =>
    format.date(seconds * 1000).replace(/^\d{4}\. |, \d{4}$/, '')
