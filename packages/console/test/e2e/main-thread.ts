// How long a page keeps its main thread, by the processor's time and not the clock's.

import assert from 'node:assert/strict'
import { appendFileSync } from 'node:fs'
import type { Page } from 'playwright-core'

type TraceEvent = {
  readonly name: string
  readonly pid: number
  readonly tid: number
  readonly tdur?: number
  readonly args: { readonly name?: string }
}

/** Where figures are noted, a line for each name; tests measure nothing. */
const figures = process.env['LLMFLOW_BENCH_FIGURES']

/** Acts; for `npm run bench` it also notes how long each task of the page's main thread took. */
export async function measured(name: string, page: Page, act: () => Promise<void>): Promise<void> {
  if (figures === undefined) return act()
  const tasksMs = await mainThreadTasksMs(page, act)
  appendFileSync(figures, `${JSON.stringify({ name, tasksMs })}\n`)
}

/**
 * Time of the processor that each task of the pages' main threads took. An observer of long tasks in the page counts
 * the time by the clock, which on a machine that others use says how busy those are.
 */
async function mainThreadTasksMs(page: Page, act: () => Promise<void>): Promise<readonly number[]> {
  const browser = page.context().browser()
  assert(browser !== null, 'a page has a browser')
  const session = await browser.newBrowserCDPSession()
  const events: TraceEvent[] = []
  session.on('Tracing.dataCollected', ({ value }) => {
    for (const event of value) events.push(traceEventOf(event))
  })
  const traceConfig = { includedCategories: ['toplevel', 'devtools.timeline'] }
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig })
  await act()
  const complete = new Promise((resolve) => {
    session.once('Tracing.tracingComplete', resolve)
  })
  await session.send('Tracing.end')
  await complete
  const placeOf = ({ pid, tid }: TraceEvent): string => `${pid}:${tid}`
  const mains = new Set(
    events.filter(({ args }) => args.name === 'CrRendererMain').map((event) => placeOf(event)),
  )
  return events
    .filter((event) => event.name === runTask && mains.has(placeOf(event)))
    .map(({ tdur = 0 }) => tdur / 1000)
}

/** One of the two events that each task leaves. */
const runTask = 'ThreadControllerImpl::RunTask'

function traceEventOf(value: object): TraceEvent {
  const field = (name: string): unknown => Reflect.get(value, name)
  const named: unknown = Reflect.get(Object(field('args')), 'name')
  const tdur = field('tdur')
  return {
    name: String(field('name')),
    pid: Number(field('pid')),
    tid: Number(field('tid')),
    args: typeof named === 'string' ? { name: named } : {},
    ...(typeof tdur === 'number' ? { tdur } : {}),
  }
}
