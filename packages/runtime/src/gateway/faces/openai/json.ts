// Bodies as they pass: looked into where something is counted or hidden, and otherwise left alone.

export type JsonObject = { [name: string]: unknown }

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Undefined for what is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export type CountedTokens = { readonly input: number; readonly output: number }

/** What an engine says it used. */
export function usageIn(value: unknown): CountedTokens | undefined {
  const usage = isObject(value) ? value['usage'] : undefined
  if (!isObject(usage)) return undefined
  const { prompt_tokens, completion_tokens, total_tokens } = usage
  const input = typeof prompt_tokens === 'number' ? prompt_tokens : total_tokens
  if (typeof input !== 'number') return undefined
  const output = typeof completion_tokens === 'number' ? completion_tokens : 0
  return { input: Math.max(0, Math.round(input)), output: Math.max(0, Math.round(output)) }
}

/** The same value with every text leaf changed; `undefined` for a name keeps its value as it is. */
export function mapTexts(value: unknown, change: (text: string, name: string) => string): unknown {
  return mapped(value, '', change)
}

function mapped(
  value: unknown,
  name: string,
  change: (text: string, name: string) => string,
): unknown {
  if (typeof value === 'string') return change(value, name)
  if (Array.isArray(value)) return value.map((item) => mapped(item, name, change))
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, mapped(item, key, change)]),
  )
}
