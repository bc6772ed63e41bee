// Reads what the process is told: the service file, which holds no secrets, and the environment, which may.

import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import { RuntimeError } from './error.js'

/** An address stands as one text in the file: the targets have put its pieces together. */
const engineChoice = z.object({ engine: z.string(), address: addressSchema() })

const model = z.object({
  name: z.string().min(1).max(200),
  kind: z.enum(['chat', 'embedding', 'reranking']),
  engine: z.string(),
  address: addressSchema(),
  servedName: z.string(),
  context: z.number().int().nonnegative(),
  dimensions: z.number().int().positive().optional(),
})

const tenant = z.object({
  name: z.string().min(1).max(200),
  models: z.array(z.string()),
  requestsPerMinute: z.number().int().positive(),
  tokensPerMinute: z.number().int().positive(),
})

const serviceFile = z.object({
  apiVersion: z.literal('llmflow.io/v1'),
  kind: z.literal('Service'),
  platform: z.string(),
  release: z.string(),
  publicUrl: z.string(),
  models: z.array(model),
  parser: engineChoice,
  vectorIndex: engineChoice,
  textIndex: engineChoice,
  graph: engineChoice,
  records: engineChoice,
  objects: engineChoice,
  limits: engineChoice,
  identity: engineChoice,
  redaction: engineChoice,
  traces: engineChoice,
  chunking: z.object({
    strategy: z.literal('by_title'),
    charactersMax: z.number().int().positive(),
    newAfterCharacters: z.number().int().positive(),
  }),
  tenants: z.array(tenant),
})

/** What `plan.service` is once its addresses are texts. */
export type Configuration = z.infer<typeof serviceFile>

/** Pieces without a reference to another workload are a text already. */
function addressSchema() {
  return z.union([z.string(), z.array(z.string()).transform((pieces) => pieces.join(''))])
}

/** Everything embedded, nothing outside: what a data directory runs with when nobody says otherwise. */
export const embeddedConfiguration: Configuration = serviceFile.parse({
  apiVersion: 'llmflow.io/v1',
  kind: 'Service',
  platform: 'local',
  release: '',
  publicUrl: '',
  models: [],
  parser: { engine: 'embedded', address: '' },
  vectorIndex: { engine: 'lancedb', address: '' },
  textIndex: { engine: 'lancedb', address: '' },
  graph: { engine: 'pglite', address: '' },
  records: { engine: 'pglite', address: '' },
  objects: { engine: 'disk', address: '' },
  limits: { engine: 'memory', address: '' },
  identity: { engine: 'local', address: '' },
  redaction: { engine: 'built-in', address: '' },
  traces: { engine: 'records', address: '' },
  chunking: { strategy: 'by_title', charactersMax: 1500, newAfterCharacters: 1000 },
  tenants: [],
})

/** Throws `configuration` with the first place that is wrong. */
function parseConfiguration(json: string, place: string): Configuration {
  const parsed = serviceFile.safeParse(jsonOf(json, place))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const field = issue?.path.map(String).join('.') ?? ''
  throw new RuntimeError('configuration', `${place}: ${field}: ${issue?.message ?? 'not valid'}`)
}

function jsonOf(json: string, place: string): unknown {
  try {
    return JSON.parse(json)
  } catch (error) {
    throw new RuntimeError('configuration', `${place} is no JSON`, { cause: error })
  }
}

export type ProcessOptions = {
  readonly configuration: Configuration
  readonly dataDirectory: string
  /** Absent: only the admin socket answers. */
  readonly port?: number
  readonly host: string
}

type Environment = { readonly [name: string]: string | undefined }

/** A service file of `-` is read from standard input; none means that everything is embedded. */
export async function readOptions(environment: Environment): Promise<ProcessOptions> {
  const file = environment['LLMFLOW_SERVICE_FILE']
  const port = portOf(environment['LLMFLOW_PORT'] ?? '8080')
  return {
    configuration: file === undefined ? embeddedConfiguration : await readServiceFile(file),
    dataDirectory: environment['LLMFLOW_DATA_DIRECTORY'] ?? '/var/lib/llmflow',
    ...(port === undefined ? {} : { port }),
    host: environment['LLMFLOW_HOST'] ?? '127.0.0.1',
  }
}

async function readServiceFile(file: string): Promise<Configuration> {
  if (file === '-') return parseConfiguration(await text(process.stdin), 'standard input')
  const json = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new RuntimeError('configuration', `${file} cannot be read`, { cause: error })
  })
  return parseConfiguration(json, file)
}

function portOf(given: string): number | undefined {
  if (given === 'none') return undefined
  const port = Number(given)
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port
  throw new RuntimeError('configuration', `LLMFLOW_PORT is no port: ${given}`)
}
