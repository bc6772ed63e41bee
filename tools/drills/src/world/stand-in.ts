// Makes values and certificates for a plan with openssl.

import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Plan } from '@llmflow/spec'

import { must } from './run.js'

export async function makeSecrets(plan: Plan, folder: string): Promise<void> {
  await makeAuthority(folder)
  for (const [secret, { keys }] of Object.entries(plan.secrets)) {
    mkdirSync(join(folder, secret), { recursive: true })
    for (const key of Object.keys(keys)) {
      writeFileSync(join(folder, secret, key), randomBytes(24).toString('hex'))
    }
  }
  for (const { secret, names, machines } of Object.values(plan.certificates)) {
    await makeCertificate(folder, secret, names)
    for (const [machine, own] of Object.entries(machines)) {
      await makeCertificate(folder, join(secret, machine), own)
    }
  }
}

const authority = (folder: string, ending: string): string => join(folder, `authority.${ending}`)

export async function makeAuthority(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const files = ['-keyout', authority(folder, 'key'), '-out', authority(folder, 'crt')]
  await must('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
    ...['-days', '30', '-subj', '/CN=drills', ...files],
  ])
}

export async function makeCertificate(
  folder: string,
  secret: string,
  names: readonly string[],
): Promise<void> {
  const target = join(folder, secret)
  mkdirSync(target, { recursive: true })
  const alternative = names
    .map((name) => (/^[\d.]+$/.test(name) ? `IP:${name}` : `DNS:${name}`))
    .join(',')
  await must('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
    ...['-days', '30', '-subj', '/CN=drill', '-addext', `subjectAltName=${alternative}`],
    ...[
      '-addext',
      'extendedKeyUsage=serverAuth,clientAuth',
      '-addext',
      'basicConstraints=CA:FALSE',
    ],
    ...['-CA', authority(folder, 'crt'), '-CAkey', authority(folder, 'key')],
    ...['-keyout', join(target, 'tls.key'), '-out', join(target, 'tls.crt')],
  ])
  await must('cp', [authority(folder, 'crt'), join(target, 'ca.crt')])
}
