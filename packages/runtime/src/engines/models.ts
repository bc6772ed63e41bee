// The models of this machine: files in the data directory, each served by a process of its own; and those at addresses.

import { join } from 'node:path'
import { startLlama, type RunningLlama } from '../adapters/llama/start.js'
import type { Configuration } from '../configuration.js'
import type { BackendModel } from '../gateway/backends/router.js'
import { describeError, type Log } from '../log.js'
import { listManifests, modelPath, type Manifest } from '../models/manifest.js'
import type { EngineStates } from './states.js'

export type LocalModels = {
  /** Everything that requests may name, also what is still loading. */
  readonly models: readonly BackendModel[]
  /** Settles when the model answers; false when it can't. */
  loaded(name: string): Promise<boolean>
  /** What the model wants before a question and before a passage; nothing where nobody said so. */
  prefixesOf(name: string): Prefixes
  /** The sha256 of the model's file; undefined for one at an address. */
  digestOf(name: string): string | undefined
  close(): Promise<void>
}

type Prefixes = { readonly query: string; readonly passage: string }

type Options = {
  readonly dataDirectory: string
  readonly sockets: string
  readonly configuration: Pick<Configuration, 'models'>
  readonly states: EngineStates
  readonly log: Log
}

/** Starts to load every model that lies here; loading goes on behind, and a broken one only breaks itself. */
export async function openModels(options: Options): Promise<LocalModels> {
  const manifests = await listManifests(options.dataDirectory)
  const configured = options.configuration.models.filter(({ address }) => address !== '')
  const local = manifests.filter(({ name }) => !configured.some((model) => model.name === name))
  const loading = new Map(
    local.map((manifest, at) => [manifest.name, load(options, manifest, socketOf(options, at))]),
  )
  for (const { name } of configured) options.states.set(`model ${name}`, 'on')
  return {
    models: [
      ...configured.map(({ dimensions, ...model }) => ({
        ...model,
        ...(dimensions === undefined ? {} : { dimensions }),
      })),
      ...local.map((manifest, at) => backendOf(manifest, socketOf(options, at))),
    ],
    loaded: async (name) => {
      const running = loading.get(name)
      return running === undefined ? true : (await running) !== undefined
    },
    prefixesOf: (name) =>
      local.find((manifest) => manifest.name === name)?.prefixes ?? { query: '', passage: '' },
    digestOf: (name) => local.find((manifest) => manifest.name === name)?.files[0]?.sha256,
    async close() {
      for (const running of loading.values()) await (await running)?.close()
    },
  }
}

const socketOf = ({ sockets }: Options, at: number): string => join(sockets, `model-${at}.sock`)

async function load(
  { dataDirectory, states, log }: Options,
  manifest: Manifest,
  socketPath: string,
): Promise<RunningLlama | undefined> {
  const { name, kind } = manifest
  const shown = `model ${name}`
  states.set(shown, 'off', 'it is loading')
  try {
    const running = await startLlama({
      name,
      kind,
      path: modelPath(dataDirectory, manifest),
      socketPath,
    })
    states.set(shown, 'on')
    return running
  } catch (error) {
    states.set(shown, 'broken', error instanceof Error ? error.message : 'it does not load')
    log.error('a model does not load', { model: name, error: describeError(error) })
    return undefined
  }
}

const backendOf = (
  { name, kind, context, dimensions }: Manifest,
  socket: string,
): BackendModel => ({
  name,
  kind,
  engine: 'llama',
  address: `unix:${socket}`,
  servedName: name,
  context,
  ...(dimensions === undefined ? {} : { dimensions }),
})
