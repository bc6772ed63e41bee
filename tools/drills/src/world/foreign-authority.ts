// Makes an authority that is not the platform's, with openssl: the one of a store outside, or of a stranger.

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

import { must } from './run.js'

const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '30']
const fileOf = (folder: string, ending: string): string => join(folder, `authority.${ending}`)

export async function makeAuthority(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const files = ['-keyout', fileOf(folder, 'key'), '-out', fileOf(folder, 'crt')]
  await must('openssl', ['req', '-x509', ...key, '-subj', '/CN=another authority', ...files])
}

export async function makeCertificate(
  folder: string,
  name: string,
  names: readonly string[],
): Promise<void> {
  const target = join(folder, name)
  mkdirSync(target, { recursive: true })
  const alternative = names
    .map((one) => (/^[\d.]+$/.test(one) ? `IP:${one}` : `DNS:${one}`))
    .join(',')
  await must('openssl', [
    'req',
    '-x509',
    ...key,
    '-subj',
    `/CN=${name}`,
    '-addext',
    `subjectAltName=${alternative}`,
    '-addext',
    'basicConstraints=CA:FALSE',
    '-CA',
    fileOf(folder, 'crt'),
    '-CAkey',
    fileOf(folder, 'key'),
    '-keyout',
    join(target, 'tls.key'),
    '-out',
    join(target, 'tls.crt'),
  ])
  await must('cp', [fileOf(folder, 'crt'), join(target, 'ca.crt')])
}
