// Opens, changes and saves the values of a platform: one at a time, and never a part.

import { join } from 'node:path'
import type { StoreFault } from '@llmflow/spec'
import { asideSuffix } from '../disk/private-disk.js'
import { printCredentials, readCredentials, type Credentials } from './document.js'
import { fileMode, folderMode, ignoreText, names, type StoreFolder } from './folder.js'
import { guardFindings } from './guard.js'
import { alone, lockName } from './lock.js'
import { refusal, type Result } from './result.js'
import { isPassphraseSealed, recipientsIn, seal, unseal, type Sealing } from './seal.js'

/** Who is to open what is written; absent where it is written plain. */
export type Opened = { readonly credentials: Credentials; readonly sealing?: Sealing }

/** The values as they are; empty where none were made yet. */
export async function openStore(folder: StoreFolder): Promise<Result<Opened>> {
  const findings = await guardFindings(folder)
  return findings.length > 0 ? { findings } : read(folder)
}

export type Change<Made> = { readonly credentials: Credentials; readonly made: Made }

/**
 * Changes the values. `sealing` is for whom they are written from now on; without it as before. The change sees what
 * every earlier one wrote.
 */
export async function changeStore<Made>(
  folder: StoreFolder,
  change: (credentials: Credentials) => Result<Change<Made>> | Promise<Result<Change<Made>>>,
  sealing?: Sealing,
): Promise<Result<Made>> {
  const findings = await guardFindings(folder)
  if (findings.length > 0) return { findings }
  await folder.disk.makeDirectory(folder.path, folderMode)
  const done = await alone(folder.disk, folder.path, () => changeAlone(folder, change, sealing))
  if (done !== undefined) return done
  const file = join(folder.shown, lockName)
  return refusal('security/store-locked', file, { file })
}

async function changeAlone<Made>(
  folder: StoreFolder,
  change: (credentials: Credentials) => Result<Change<Made>> | Promise<Result<Change<Made>>>,
  wanted: Sealing | undefined,
): Promise<Result<Made>> {
  await sweep(folder)
  await keepFromGit(folder)
  const opened = await read(folder)
  if ('findings' in opened) return opened
  const { credentials, sealing } = opened.value
  const changed = await change(credentials)
  if ('findings' in changed) return changed
  const isSame = changed.value.credentials === credentials && wanted === undefined
  const refused = isSame ? [] : await save(folder, changed.value.credentials, wanted ?? sealing)
  return refused.length > 0 ? { findings: refused } : { value: changed.value.made }
}

async function keepFromGit({ disk, path }: StoreFolder): Promise<void> {
  const ignore = join(path, names.ignore)
  const written = textOf(await disk.read(ignore))
  if (written.split('\n').includes('*')) return
  await disk.replace(ignore, Buffer.from(ignoreText), fileMode)
}

const textOf = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes)

/** What a killed process had begun to write. */
async function sweep({ disk, path }: StoreFolder): Promise<void> {
  const left = (await disk.list(path)).filter((name) => name.endsWith(asideSuffix))
  for (const name of left) await disk.remove(join(path, name))
}

async function read(folder: StoreFolder): Promise<Result<Opened>> {
  const { disk, path } = folder
  const plain = await disk.read(join(path, names.plain))
  const sealed = await disk.read(join(path, names.sealed))
  if (plain !== undefined && sealed !== undefined) return unreadable(folder, names.plain, 'twice')
  if (sealed !== undefined) return readSealed(folder, sealed)
  if (plain === undefined) return { value: { credentials: {} } }
  return understand(folder, names.plain, textOf(plain))
}

async function readSealed(folder: StoreFolder, sealed: Uint8Array): Promise<Result<Opened>> {
  const { disk, path, keys } = folder
  if (isPassphraseSealed(sealed)) {
    const passphrase = await keys.passphrase()
    if (passphrase === undefined) return unreadable(folder, names.sealed, 'no-key')
    return unsealed(folder, sealed, { kind: 'passphrase', passphrase })
  }
  if (keys.identities.length === 0) return unreadable(folder, names.sealed, 'no-key')
  const listed = textOf(await disk.read(join(path, names.recipients)))
  return unsealed(folder, sealed, { kind: 'recipients', recipients: recipientsIn(listed) })
}

async function unsealed(
  folder: StoreFolder,
  sealed: Uint8Array,
  sealing: Sealing,
): Promise<Result<Opened>> {
  const text = await unseal(
    sealed,
    sealing.kind === 'passphrase'
      ? sealing
      : { kind: 'identities', identities: folder.keys.identities },
  )
  if (text === undefined) return unreadable(folder, names.sealed, 'wrong-key')
  return understand(folder, names.sealed, text, sealing)
}

function understand(
  folder: StoreFolder,
  name: string,
  text: string,
  sealing?: Sealing,
): Result<Opened> {
  const credentials = readCredentials(text)
  if (typeof credentials === 'string') return unreadable(folder, name, credentials)
  return { value: { credentials, ...(sealing === undefined ? {} : { sealing }) } }
}

function unreadable({ shown }: StoreFolder, name: string, fault: StoreFault) {
  const file = join(shown, name)
  return refusal('security/store-unreadable', file, { file, fault })
}

/** The new document is whole on the disk before the other form of it goes. */
async function save(
  folder: StoreFolder,
  credentials: Credentials,
  sealing: Sealing | undefined,
): Promise<readonly Refused[]> {
  const { disk, path } = folder
  const text = printCredentials(credentials)
  if (sealing === undefined) {
    await disk.replace(join(path, names.plain), Buffer.from(text), fileMode)
    return []
  }
  const sealed =
    sealing.kind === 'recipients' && sealing.recipients.length === 0
      ? undefined
      : await seal(text, sealing)
  if (sealed === undefined) return unreadable(folder, names.recipients, 'no-recipient').findings
  await disk.replace(join(path, names.sealed), sealed, fileMode)
  await disk.remove(join(path, names.plain))
  await saveRecipients(folder, sealing)
  return []
}

type Refused = ReturnType<typeof unreadable>['findings'][number]

async function saveRecipients({ disk, path }: StoreFolder, sealing: Sealing): Promise<void> {
  const file = join(path, names.recipients)
  if (sealing.kind === 'passphrase') return disk.remove(file)
  const text = sealing.recipients.map((recipient) => `${recipient}\n`).join('')
  return disk.replace(file, Buffer.from(text), fileMode)
}
