// The process of the service: started by `llmflow up`, or by the image.

import { readOptions } from './configuration.js'
import { RuntimeError } from './error.js'
import { describeError, isLogLevel, makeLog } from './log.js'
import { startRuntime, type Runtime } from './runtime.js'

const exitCodes = { fine: 0, failed: 1, wrongUse: 2 } as const

/** The flow's library would send traces to its makers when these are set. */
const speaksToOthers = ['LANGSMITH_TRACING', 'LANGCHAIN_TRACING_V2', 'LANGCHAIN_TRACING']

async function main(): Promise<void> {
  const { env } = process
  const level = env['LLMFLOW_LOG_LEVEL'] ?? 'warn'
  const log = makeLog(isLogLevel(level) ? level : 'warn', (line) => process.stderr.write(line))
  for (const name of speaksToOthers) delete env[name]
  process.umask(0o077)
  let runtime: Runtime | undefined
  let ending: Promise<void> | undefined
  const end = (): void => {
    ending ??= (async () => {
      await runtime?.close()
      process.exit(exitCodes.fine)
    })()
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, end)
  // Whoever started us is gone: nobody would ever stop us.
  process.once('disconnect', end)
  try {
    runtime = await startRuntime(await readOptions(env), env, log)
  } catch (error) {
    refuse(error)
    return
  }
  if (ending !== undefined) await runtime.close()
  process.send?.({
    ...(runtime.url === undefined ? {} : { url: runtime.url }),
    ...(runtime.adminLink === undefined ? {} : { adminLink: runtime.adminLink }),
    engines: runtime.states.all(),
  })
}

/** Says why on the channel of who started us, or in words. */
function refuse(error: unknown): void {
  const refusal = error instanceof RuntimeError ? error.message : describeError(error)
  if (process.send === undefined) process.stderr.write(`llmflow: ${refusal}\n`)
  const code = error instanceof RuntimeError ? exitCodes.failed : exitCodes.wrongUse
  const exit = (): void => process.exit(code)
  if (process.send === undefined) exit()
  else process.send({ refusal, isOwned: isOwned(error) }, exit)
}

/** Another process has the data directory, and may answer soon. */
const isOwned = (error: unknown): boolean =>
  error instanceof RuntimeError && error.detail['isOwned'] === true

await main()
