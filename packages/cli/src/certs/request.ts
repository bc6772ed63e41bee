// Writes requests for the company's authority into a folder; their keys stay with the other values.

import { join, resolve } from 'node:path'
import type { Renewing } from '@llmflow/credentials'
import { outcomeOf, textOf, type Context, type Outcome } from '../command.js'
import { refusedBy, type Asked } from '../secrets/planned.js'

export async function requestInto(
  out: string,
  { plan, folder, given }: Asked,
  renewing: Renewing,
  { host, words, style }: Context,
): Promise<Outcome> {
  const { changeStore, findingsAt, requestCertificates } = await import('@llmflow/credentials')
  const find = findingsAt(folder.shown)
  const changed = await changeStore(folder, (before) =>
    requestCertificates(plan, before, host.now().getTime(), renewing, find),
  )
  if ('findings' in changed) return refusedBy(changed.findings)
  const { requests } = changed.value
  if (requests.length > 0) await host.disk.createDirectory(resolve(host.workingDirectory, out))
  for (const { file, text } of requests) {
    await host.disk.write(resolve(host.workingDirectory, out, file), text)
  }
  const files = requests.map(({ file }) => join(out, file))
  const text = textOf([
    ...files.map((file) => style.add(`+ ${file}`)),
    words.certs.requested(files.length, out, given),
  ])
  const named = requests.map(({ certificate, file }) => ({ certificate, file: join(out, file) }))
  return outcomeOf({ result: { store: folder.shown, requests: named }, text })
}
