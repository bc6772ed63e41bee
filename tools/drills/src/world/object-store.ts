// Starts the object store outside the platform that takes its backups: MinIO with a certificate of its own authority.

import { spawn } from 'node:child_process'
import { closeSync, copyFileSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { untilTrue } from '../wait.js'
import { enter, mustOn, plainVariables, runOn, type Machine } from './machine.js'
import type { Outcome } from './run.js'
import type { Given } from './secrets.js'
import { makeAuthority, makeCertificate } from './foreign-authority.js'

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

/** A certificate for the store, by an authority that the platform is told of. */
export async function makeStoreSecrets(folder: string): Promise<Given> {
  await makeAuthority(folder)
  await makeCertificate(folder, certificateName, [storeHost, storeAddress])
  const authority = readFileSync(join(folder, certificateName, 'ca.crt'), 'utf8')
  return { 'backup-authority': { 'ca.crt': authority }, 'backup-object-store': account }
}

/** Nobody else reaches it. */
const account = { 'access-key': 'drill', 'secret-key': 'drill-drill-drill' }
const certificateName = 'object-store'

export async function startObjectStore(
  program: string,
  machine: Machine,
  certificateFolder: string,
  logFolder: string,
): Promise<ObjectStore> {
  await mustOn(machine, ['mkdir', '-p', `${data}/${bucket}`, `${certificates}/CAs`])
  copyFileSync(program, join(machine.root, started))
  const from = join(certificateFolder, certificateName)
  const to = join(machine.root, certificates)
  copyFileSync(join(from, 'tls.crt'), join(to, 'public.crt'))
  copyFileSync(join(from, 'tls.key'), join(to, 'private.key'))
  copyFileSync(join(from, 'ca.crt'), join(to, 'ca.crt'))
  const [nsenter, ...rest] = enter(machine)
  const log = openSync(join(logFolder, 'object-store.log'), 'a')
  const variables = [
    `MINIO_ROOT_USER=${account['access-key']}`,
    `MINIO_ROOT_PASSWORD=${account['secret-key']}`,
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
      'curl',
      '--silent',
      '--show-error',
      '--fail',
      '--max-time',
      '30',
      '--cacert',
      `${certificates}/ca.crt`,
      '--resolve',
      `${storeHost}:9000:127.0.0.1`,
      '--aws-sigv4',
      'aws:amz:us-east-1:s3',
      '--user',
      `${account['access-key']}:${account['secret-key']}`,
      ...options,
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
