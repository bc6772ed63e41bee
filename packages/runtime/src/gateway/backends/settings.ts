// Reads from the environment what the service file must not hold or does not know: keys of models, and who stands in for whom.

import { z } from 'zod'
import { RuntimeError } from '../../error.js'
import type { RouterOptions } from './router.js'

const keys = z.record(z.string(), z.string())
const fallbacks = z.record(z.string(), z.array(z.string()))

/**
 * `LLMFLOW_MODEL_KEYS` is `{"model": "key"}`, `LLMFLOW_MODEL_FALLBACKS` is `{"model": ["other"]}`, both JSON. Throws
 * `configuration` for anything else, without repeating it.
 */
export function readBackendSettings(environment: {
  readonly [name: string]: string | undefined
}): Pick<RouterOptions, 'apiKeys' | 'fallbacks'> {
  return {
    apiKeys: read(environment, 'LLMFLOW_MODEL_KEYS', keys),
    fallbacks: read(environment, 'LLMFLOW_MODEL_FALLBACKS', fallbacks),
  }
}

function read<Value>(
  environment: { readonly [name: string]: string | undefined },
  name: string,
  schema: z.ZodType<Value>,
): Value {
  const parsed = schema.safeParse(jsonOf(environment[name] ?? '{}'))
  if (parsed.success) return parsed.data
  throw new RuntimeError('configuration', `${name} is not JSON of the form that it must have.`)
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
