// A process that takes and leaves data directories as it is told, for tests of who may own one.
import { serve } from '../../dist/adapters/process/serve.js'
import { openDataDirectory } from '../../dist/data-directory/open.js'

/** @type {Awaited<ReturnType<typeof openDataDirectory>> | undefined} */
let owned

const service = {
  calls: {
    /** @param {unknown} path */
    async open(path) {
      owned = await openDataDirectory(String(path))
      return true
    },
    async close() {
      await owned?.close()
    },
  },
}

await serve(() => Promise.resolve(service))
