// The process of one model: listens at once, loads the model, and answers for it.

import { constants, setPriority } from 'node:os'
import { RuntimeError } from '../../error.js'
import { serve } from '../process/serve.js'
import { loadEngine } from './engine.js'
import { engineOptions } from './options.js'
import { listen } from './server.js'

// A machine that computes an answer still has to take requests.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL)

await serve(async () => {
  const options = engineOptions.parse(JSON.parse(process.argv[2] ?? ''))
  let share = 0
  const loading = loadEngine(options, (now) => {
    share = now
  })
  // A model that can't be loaded is told to whoever asks; the process stays until it is closed.
  loading.catch(() => undefined)
  const server = await listen(options, loading, () => share)
  return {
    calls: {
      progress: () => Promise.resolve(share),
      loaded: async () => (await loading).facts,
    },
    close: async () => {
      await server.close()
      const engine = await Promise.race([loading, Promise.resolve(undefined)]).catch(refused)
      await engine?.close()
    },
  }
})

function refused(error: unknown): undefined {
  if (error instanceof RuntimeError) return undefined
  throw error
}
