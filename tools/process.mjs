// Runs child processes so that Ctrl-C ends all of them and every exit code passes through.
import { spawn } from 'node:child_process'

/**
 * @typedef {object} RunOptions
 * @property {NodeJS.ProcessEnv} [env] added to this process's own
 * @property {boolean} [isQuiet] keep the output back, and print its beginning only when the command fails
 */

/**
 * What a shell says of a process that a signal ended.
 * @type {Readonly<Record<string, number>>}
 */
const exitCodeOfSignal = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 }
const gracePeriodMs = 3000
const linesShown = 8
const isWindows = process.platform === 'win32'

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set()
/** @type {number | undefined} */
let exitCodeOfEnd

/**
 * Runs one command to its end and answers with its exit code.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<number>}
 */
export async function run(command, args, { env = {}, isQuiet = false } = {}) {
  if (exitCodeOfEnd !== undefined) return exitCodeOfEnd
  const child = spawn(command, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', isQuiet ? 'pipe' : 'inherit', isQuiet ? 'pipe' : 'inherit'],
    // A group of its own, so that a signal reaches the children of the child too.
    detached: !isWindows,
  })
  running.add(child)
  /** @type {Buffer[]} */
  const output = []
  const keep = (/** @type {Buffer} */ chunk) => void output.push(chunk)
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  const code = await new Promise((/** @type {(code: number) => void} */ resolve) => {
    child.on('error', (error) => {
      process.stderr.write(`llmflow: cannot run ${command}: ${error.message}\n`)
      resolve(127)
    })
    child.on('close', (exitCode, signal) =>
      resolve(exitCode ?? exitCodeOfSignal[signal ?? ''] ?? 1),
    )
  })
  running.delete(child)
  if (isQuiet && code !== 0) process.stderr.write(beginningOf(Buffer.concat(output).toString()))
  return code
}

/** The cause stands first; what follows is advice that npm gives for everything. */
const beginningOf = (/** @type {string} */ output) =>
  output
    .split('\n')
    .filter((line) => line.trim() !== '' && line !== 'npm error')
    .slice(0, linesShown)
    .map((line) => `${line}\n`)
    .join('')

/**
 * Runs this Node on a script of ours or of a dependency.
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 */
export function runNode(args, options) {
  return run(process.execPath, args, options)
}

/** Whether an exit code says that a signal ended the command: nobody needs to be told what they did. */
export const isInterrupted = (/** @type {number} */ code) => code > 128

/** Ctrl-C and its kin: pass the signal on, insist after a while, and end with the shell's code for it. */
export function passSignalsOn() {
  for (const [signal, code] of Object.entries(exitCodeOfSignal)) {
    process.once(signal, () => {
      exitCodeOfEnd = code
      endAll(signal)
      setTimeout(() => endAll('SIGKILL'), gracePeriodMs).unref()
      void waitForAll().then(() => process.exit(code))
    })
  }
}

/** @param {string} signal */
function endAll(signal) {
  for (const child of running) {
    if (child.pid === undefined) continue
    try {
      process.kill(isWindows ? child.pid : -child.pid, signal)
    } catch {
      // It ended on its own in the meantime.
    }
  }
}

async function waitForAll() {
  while (running.size > 0) await new Promise((resolve) => setTimeout(resolve, 20))
}
