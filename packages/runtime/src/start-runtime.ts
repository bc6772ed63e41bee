// Starts the engines' processes first, and loads the program that is built on them while they start.

import type { ProcessOptions } from './configuration.js'
import { openDataDirectory } from './data-directory/open.js'
import { makeClosers } from './engines/closers.js'
import { endEngines, startEngines } from './engines/engines.js'
import { refuseUnknownEngines } from './engines/refuse.js'
import { makeEngineStates } from './engines/states.js'
import type { Log } from './log.js'
import type { Environment, Runtime } from './runtime.js'

/** Starts everything, or ends what it had begun and throws why. */
export async function startRuntime(
  options: ProcessOptions,
  environment: Environment,
  log: Log,
): Promise<Runtime> {
  const { configuration, dataDirectory } = options
  refuseUnknownEngines(configuration)
  const closers = makeClosers()
  const states = makeEngineStates()
  try {
    const directory = await openDataDirectory(dataDirectory)
    closers.add('data directory', () => directory.close())
    const [engines, { assembleRuntime }] = await Promise.all([
      // Its processes begin before it first waits, and need a second: the rest is loaded meanwhile.
      startEngines(configuration, environment, directory, closers, states),
      import('./runtime.js'),
    ])
    return await assembleRuntime({ options, environment, log, closers, states, engines })
  } catch (error) {
    await endEngines(closers, log)
    throw error
  }
}
