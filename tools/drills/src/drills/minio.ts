// Drills of MinIO: objects are there without one machine, and nothing is promised without two.

import { copyFileSync } from 'node:fs'
import { join } from 'node:path'

import { mustOn, runOn } from '../world/machine.js'
import { outOf, type Outcome } from '../world/run.js'
import { valueOf, type Site } from '../world/site.js'
import { untilTrue } from '../wait.js'
import { addressesOf, type Members } from './members.js'

const minioId = 'minio'
const programFolder = `/usr/local/lib/llmflow/${minioId}`

const members = (site: Site): Members => addressesOf(site, minioId)

/** Every drive is a file system of its own, as MinIO wants it, and the program lies where the unit copies it to. */
async function prepare(site: Site, machine: string, program: string): Promise<void> {
  const here = site.machine(machine)
  copyFileSync(program, join(here.root, programFolder, 'minio'))
  const mounting = [
    `chmod 0755 ${programFolder}/minio`,
    `sed -n "s/^image='\\(.*\\)'$/\\1/p" ${programFolder}/fetch > ${programFolder}/image`,
    'for drive in /srv/minio/*; do',
    '  mount -t tmpfs -o mode=0700 drive "$drive"; chown minio:minio "$drive"',
    'done',
  ]
  await mustOn(here, ['/bin/sh', '-eu'], { input: mounting.join('\n') })
}

export async function startMinio(site: Site, program: string): Promise<void> {
  for (const { machine } of members(site)) await prepare(site, machine, program)
  for (const { machine } of members(site)) site.service(machine, minioId).start()
  await untilTrue('MinIO stands', { withinMs: 120_000, everyMs: 1000 }, async () => {
    const { code } = await call(site, '', '--request', 'PUT')
    return code === 0
  })
}

const bucket = 'drill'

/** A call of S3 to the first machine, as the administrator. */
function call(site: Site, path: string, ...words: readonly string[]): Promise<Outcome> {
  const [first] = members(site)
  const account = ['root-user', 'root-password'].map((key) => valueOf(site, minioId, key))
  const scheme = site.rendered.plan.workloads[minioId]?.ports?.[0]?.scheme ?? 'http'
  return runOn(site.machine(first?.machine ?? ''), [
    'curl',
    '--silent',
    '--show-error',
    '--fail',
    '--insecure',
    '--max-time',
    '20',
    '--aws-sigv4',
    'aws:amz:us-east-1:s3',
    '--user',
    account.join(':'),
    ...words,
    `${scheme}://${first?.host ?? ''}:9000/${bucket}${path}`,
  ])
}

const keptFile = '/tmp/drill-kept'

/** With the signature of an upload, curl signs nothing that it would have to read twice. */
const put = (site: Site, name: string): Promise<Outcome> =>
  call(site, `/${name}`, '--upload-file', keptFile)

type MinioOutcome = { readonly reads: boolean; readonly writes: boolean }

async function outcomeOf(site: Site): Promise<MinioOutcome> {
  const read = await call(site, '/kept')
  const written = await put(site, 'new')
  return { reads: read.code === 0 && read.out === 'kept', writes: written.code === 0 }
}

/** Kills one machine's server after the other, from the last; answers with what was possible after each. */
export async function loseServers(site: Site): Promise<readonly MinioOutcome[]> {
  const [first] = members(site)
  await mustOn(site.machine(first?.machine ?? ''), ['tee', keptFile], { input: 'kept' })
  outOf('the first object', await put(site, 'kept'))
  const outcomes: MinioOutcome[] = []
  for (const { machine } of members(site).slice(1).toReversed()) {
    await site.service(machine, minioId).kill()
    outcomes.push(await outcomeOf(site))
  }
  for (const { machine } of members(site).slice(1)) site.service(machine, minioId).start()
  await untilTrue('MinIO stands again', { withinMs: 90_000, everyMs: 1000 }, async () => {
    const { reads, writes } = await outcomeOf(site)
    return reads && writes
  })
  return outcomes
}
