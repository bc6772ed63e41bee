// The process of the service: started by `llmflow up`, or by the image.

import { readOptions } from './configuration.js'
import { RuntimeError } from './error.js'
import { describeError, isLogLevel, makeLog, type Log } from './log.js'
import type { Runtime } from './runtime.js'
import { asStartFault } from './start-fault.js'
import { startRuntime } from './start-runtime.js'

/** Replies under way get half a minute; what has not ended then hangs, and loses nothing that was acknowledged. */
const endWithinMs = 90_000

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
      setTimeout(() => process.exit(exitCodes.failed), endWithinMs).unref()
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
    refuse(error, log)
    return
  }
  if (ending !== undefined) await runtime.close()
  process.send?.({
    ...(runtime.url === undefined ? {} : { url: runtime.url }),
    ...(runtime.adminLink === undefined ? {} : { adminLink: runtime.adminLink }),
    engines: runtime.states.all(),
  })
}

/** Says why on the channel of who started us, or in words. A bug of ours keeps its stack for the log. */
function refuse(thrown: unknown, log: Log): void {
  const error = asStartFault(thrown)
  const isKnown = error instanceof RuntimeError
  if (!isKnown) log.error('the service does not start', { error: describeError(error) })
  const refusal = error instanceof Error ? error.message : String(error)
  if (process.send === undefined) process.stderr.write(`llmflow: ${refusal}\n`)
  const exit = (): void => process.exit(isKnown ? exitCodes.failed : exitCodes.wrongUse)
  if (process.send === undefined) exit()
  else process.send({ refusal, ...faultOf(error) }, exit)
}

/** What the CLI has words of its own for, and whether another process has the data directory and may answer soon. */
function faultOf(error: unknown) {
  const { fault = 'other', address = '' } = error instanceof RuntimeError ? error.detail : {}
  return { fault, address, isOwned: fault === 'owned' }
}

await main()
