// A process that begins to put an object and never ends, for tests that kill it.
import { setTimeout as pause } from 'node:timers/promises'
import { Readable } from 'node:stream'
import { openDiskObjects } from '../../../dist/adapters/disk/objects.js'
import { serve } from '../../../dist/adapters/process/serve.js'

async function* slow() {
  for (;;) {
    yield Buffer.alloc(1000)
    await pause(10)
  }
}

await serve(async () => {
  const objects = await openDiskObjects(process.argv[2] ?? '')
  void objects.put('slow', Readable.from(slow()), 1e9)
  return {}
})
