// The filters of the list of traces, as they stand in the address.

/** How far back one can look, in hours; the first one unless said. */
export const hoursChoices = [24, 1, 168, 744] as const
type Hours = (typeof hoursChoices)[number]

export const slowerChoices = [0, 200, 1000, 5000, 20_000] as const
type SlowerThanMs = (typeof slowerChoices)[number]

export type TracesSearch = {
  readonly containing?: string
  readonly failed?: true
  readonly slowerThanMs?: SlowerThanMs
  readonly hours?: Hours
  readonly model?: string
}

const charactersMax = 200

/** Takes what makes sense of an address; the rest counts as not said. */
export function readTracesSearch(search: { readonly [name: string]: unknown }): TracesSearch {
  const containing = textOf(search['containing'])
  const model = textOf(search['model'])
  const hours = hoursChoices.find((choice) => choice === search['hours'])
  const slowerThanMs = slowerChoices.find((choice) => choice === search['slowerThanMs'])
  return {
    ...(containing === undefined ? {} : { containing }),
    ...(search['failed'] === true ? { failed: true } : {}),
    ...(slowerThanMs === undefined || slowerThanMs === 0 ? {} : { slowerThanMs }),
    ...(hours === undefined || hours === hoursChoices[0] ? {} : { hours }),
    ...(model === undefined ? {} : { model }),
  }
}

/** Numbers and truths that somebody searches for are read from addresses as such. */
function textOf(value: unknown): string | undefined {
  const isWord =
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
  const text = isWord ? String(value).slice(0, charactersMax) : ''
  return text === '' ? undefined : text
}
