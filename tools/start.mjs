// `npm start`: from a bare clone to a service that answers questions about its sample documents.
import { spawnSync } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'

import { isInterrupted, runNode } from './process.mjs'
import { say, setUp } from './setup.mjs'

const platform = 'examples/laptop'
const documents = 'examples/laptop/documents'
const dataset = 'handbook'
const data = process.env['LLMFLOW_DATA_DIRECTORY'] ?? 'build/laptop'
const port = process.env['LLMFLOW_PORT'] ?? '8080'
const cli = 'packages/cli/bin/llmflow.js'

async function start() {
  const setUpCode = await setUp()
  if (setUpCode !== 0) return setUpCode
  say(`llmflow up ${platform} --data ${data} --port ${port}`)
  const service = runNode([cli, 'up', platform, '--data', data, '--port', port])
  const ended = await untilReady(service)
  if (ended !== undefined) return ended
  say(`llmflow ingest --data ${data} --dataset ${dataset} ${documents}`)
  const code = await runNode([cli, 'ingest', '--data', data, '--dataset', dataset, documents])
  if (code === 0) showTheWay()
  else if (!isInterrupted(code)) say('the sample documents were not taken in; the service runs')
  return service
}

/**
 * Answers when it is ready, or with its exit code when it ended instead.
 * @param {Promise<number>} service
 * @returns {Promise<number | undefined>}
 */
async function untilReady(service) {
  for (;;) {
    const ended = await Promise.race([service, pause(200, undefined)])
    if (ended !== undefined || isReady()) return ended
  }
}

/** What answers there may be another's: only our own data directory can tell. */
function isReady() {
  const args = [cli, 'status', '--data', data, '--json']
  return spawnSync(process.execPath, args, { stdio: 'ignore' }).status === 0
}

/** A key for a day and a question that a sample document answers. */
function showTheWay() {
  const args = [cli, 'key', 'create', '--data', data, '--name', 'npm start', '--expires', '1d']
  const key = spawnSync(process.execPath, args, { encoding: 'utf8' }).stdout.trim()
  process.stdout.write(`
Ask it something (the key ends in a day):

  curl http://127.0.0.1:${port}/v1/chat/completions \\
    -H 'Authorization: Bearer ${key}' -H 'Content-Type: application/json' \\
    -d '{"model": "assistant/default", "messages": [{"role": "user", "content": "부산 출장 숙박비는 하룻밤에 얼마까지 정산되나요?"}]}'

`)
}

process.exitCode = await start()
