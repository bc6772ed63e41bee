// Starts the object store outside the platform that takes its backups: MinIO with a certificate of its own authority.

import { spawn } from 'node:child_process'
import { closeSync, copyFileSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Plan } from '@llmflow/spec'

import { untilTrue } from '../wait.js'
import { enter, mustOn, plainVariables, runOn, type Machine } from './machine.js'
import type { Outcome } from './run.js'
import { makeAuthority, makeCertificate } from './stand-in.js'

export type ObjectStore = {
  readonly machine: Machine
  /** A call of S3 as the platform's own user. */
  readonly call: (path: string, ...words: readonly string[]) => Promise<Outcome>
  /** Names of the objects below a folder of the bucket. */
  readonly list: (folder: string) => Promise<readonly string[]>
}

export const storeAddress = '10.211.0.250'
const bucket = 'llmflow-backup'
const folder = '/opt/object-store'
const data = `${folder}/objects`
const certificates = `${folder}/certificates`
const started = `${folder}/minio`

/** The name that the platform gives the store. */
export const storeHost = 's3.drill.example.internal'
const url = `https://${storeHost}:9000`

/** What people hand over: the store's users and its authority. */
export async function giveStoreSecrets(_plan: Plan, secretsFolder: string): Promise<void> {
  const own = join(secretsFolder, 'object-store')
  await makeAuthority(own)
  await makeCertificate(own, 'server', [storeHost, storeAddress])
  mkdirSync(join(secretsFolder, 'backup-authority'), { recursive: true })
  copyFileSync(join(own, 'authority.crt'), join(secretsFolder, 'backup-authority', 'ca.crt'))
  mkdirSync(join(secretsFolder, 'backup-object-store'), { recursive: true })
  writeFileSync(join(secretsFolder, 'backup-object-store', 'access-key'), 'drill')
  writeFileSync(join(secretsFolder, 'backup-object-store', 'secret-key'), 'drill-drill-drill')
}

export async function startObjectStore(
  program: string,
  machine: Machine,
  secretsFolder: string,
  logFolder: string,
): Promise<ObjectStore> {
  const valueOf = (key: string): string =>
    readFileSync(join(secretsFolder, 'backup-object-store', key), 'utf8')
  await mustOn(machine, ['mkdir', '-p', `${data}/${bucket}`, `${certificates}/CAs`])
  copyFileSync(program, join(machine.root, started))
  const from = join(secretsFolder, 'object-store', 'server')
  const to = join(machine.root, certificates)
  copyFileSync(join(from, 'tls.crt'), join(to, 'public.crt'))
  copyFileSync(join(from, 'tls.key'), join(to, 'private.key'))
  copyFileSync(join(from, 'ca.crt'), join(to, 'ca.crt'))
  const [nsenter, ...rest] = enter(machine)
  const log = openSync(join(logFolder, 'object-store.log'), 'a')
  const variables = [
    `MINIO_ROOT_USER=${valueOf('access-key')}`,
    `MINIO_ROOT_PASSWORD=${valueOf('secret-key')}`,
    'HOME=/root',
    'MINIO_UPDATE=off',
  ]
  const words = [started, 'server', data, '--address=:9000', `--certs-dir=${certificates}`]
  spawn(nsenter, [...rest, 'env', '-i', ...plainVariables, ...variables, ...words], {
    stdio: ['ignore', log, log],
  }).on('error', () => {})
  closeSync(log)
  const call: ObjectStore['call'] = (path, ...options) =>
    runOn(machine, [
      ...['curl', '--silent', '--show-error', '--fail', '--max-time', '30'],
      ...['--cacert', `${certificates}/ca.crt`, '--resolve', `${storeHost}:9000:127.0.0.1`],
      ...['--aws-sigv4', 'aws:amz:us-east-1:s3'],
      ...['--user', `${valueOf('access-key')}:${valueOf('secret-key')}`, ...options],
      `${url}/${bucket}/${path}`,
    ])
  await untilTrue('the object store answers', { withinMs: 60_000 }, async () => {
    const { code } = await call('?list-type=2')
    return code === 0
  })
  return {
    machine,
    call,
    list: async (folder) => {
      // An object is a folder of the drive with a file of its own kind in it.
      const found = await mustOn(machine, [
        'find',
        `${data}/${bucket}/${folder}`,
        '-name',
        'xl.meta',
      ])
      return found
        .split('\n')
        .filter((path) => path !== '')
        .map((path) => path.slice(`${data}/${bucket}/`.length, -'/xl.meta'.length))
    },
  }
}
