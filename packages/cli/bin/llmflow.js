#!/usr/bin/env node
// Starts the compiled CLI. Plain JavaScript, so that `npm ci` links the command before any build.
import { existsSync } from 'node:fs'

const exitCodes = { notBuilt: 2, internalError: 70, outputLost: 74, brokenPipe: 141 }

/**
 * Last resort for our own bugs: one line, and the stack only for who asks for it.
 * @param {unknown} error
 */
function reportInternalError(error) {
  const message = error instanceof Error ? error.message : String(error)
  const firstLine = message.split('\n')[0]
  process.stderr.write(`llmflow: internal error: ${firstLine}; please report\n`)
  if (process.env['LLMFLOW_DEBUG'] === '1' && error instanceof Error) {
    process.stderr.write(`${error.stack}\n`)
  }
  process.exitCode = exitCodes.internalError
}

/** A reader that closed the pipe (`llmflow plan | head`) has what it wanted. */
function exitQuietlyOnBrokenPipe() {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code === 'EPIPE') process.exit(exitCodes.brokenPipe)
      process.stderr.write(
        `llmflow: the output cannot be written: ${error.code ?? error.message}\n`,
      )
      process.exit(exitCodes.outputLost)
    })
  }
}

async function run() {
  const entry = new URL('../dist/main.js', import.meta.url)
  if (!existsSync(entry)) {
    process.stderr.write('llmflow: not built yet; run `npm run build`\n')
    process.exitCode = exitCodes.notBuilt
    return
  }
  const cli = /** @type {{ main: (argv: readonly string[]) => Promise<number> }} */ (
    await import(entry.href)
  )
  process.exitCode = await cli.main(process.argv.slice(2))
}

/** Node ends with 0 when nothing is left to wait for, also when `main` never answered. */
function failWithoutAnswer() {
  process.on('exit', () => {
    if (process.exitCode === undefined) {
      reportInternalError('the command ended without an answer')
    }
  })
}

exitQuietlyOnBrokenPipe()
failWithoutAnswer()
process.on('uncaughtException', (error) => {
  reportInternalError(error)
  process.exit()
})
run().catch(reportInternalError)
