// Makes the values and certificates of a platform as `llmflow secrets` and `llmflow certs` do, and writes them for machines.

import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { complete, findingsAt, formFor, initCertificates } from '@llmflow/credentials'
import type { Plan } from '@llmflow/spec'

import { DrillError } from '../error.js'

/** Values that people hand over, by secret and key. */
export type Given = { readonly [secret: string]: { readonly [key: string]: string } }

/** Answers with the folder of `<secret>/<key>` that the playbook copies from. */
export async function writeSecrets(plan: Plan, given: Given, folder: string): Promise<string> {
  const now = new Date()
  const handed = plannedGiven(plan, given)
  const { credentials } = complete(plan, {}, handed, now.toISOString())
  const certified = initCertificates(plan, credentials, now.getTime(), findingsAt(folder))
  if ('findings' in certified) throw lacking(certified.findings.map(({ code }) => code))
  const nothing = (): Promise<undefined> => Promise.resolve(undefined)
  const form = await formFor('hosts', plan, certified.value.credentials, nothing)
  if (form.missing.length > 0) throw lacking(form.missing.map(({ secret }) => secret))
  for (const { path, bytes, mode } of form.files) {
    const file = join(folder, path)
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    writeFileSync(file, bytes, { mode })
  }
  return join(folder, 'hosts', 'secrets')
}

/** The authority is made, too. What no drill gives on purpose gets some value: nobody asks it here. */
function plannedGiven({ secrets, certificates }: Plan, given: Given) {
  const issuers = new Set(Object.values(certificates).map(({ issuer }) => issuer))
  const handed = Object.entries(secrets).filter(([secret]) => !issuers.has(secret))
  return handed.flatMap(([secret, { keys }]) =>
    Object.entries(keys).flatMap(([key, { format }]) =>
      format === 'given' ? [{ secret, key, value: given[secret]?.[key] ?? 'given' }] : [],
    ),
  )
}

const lacking = (names: readonly string[]): DrillError =>
  new DrillError('platform', `the platform of the drills lacks values: ${names.join(', ')}`)
