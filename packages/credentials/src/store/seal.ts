// Encrypts and decrypts the document with age, so that the folder may lie on a disk that others read.

import { Decrypter, Encrypter } from 'age-encryption'

/** Who can open what is written: holders of a key, or whoever knows the passphrase. */
export type Sealing =
  | { readonly kind: 'recipients'; readonly recipients: readonly string[] }
  | { readonly kind: 'passphrase'; readonly passphrase: string }

/** What opens it. */
export type Opener =
  | { readonly kind: 'identities'; readonly identities: readonly string[] }
  | { readonly kind: 'passphrase'; readonly passphrase: string }

/** Undefined when a recipient is none. */
export async function seal(text: string, sealing: Sealing): Promise<Uint8Array | undefined> {
  const encrypter = new Encrypter()
  try {
    if (sealing.kind === 'passphrase') encrypter.setPassphrase(sealing.passphrase)
    else for (const recipient of sealing.recipients) encrypter.addRecipient(recipient)
    return await encrypter.encrypt(text)
  } catch {
    return undefined
  }
}

/** Undefined when nothing that was given opens it, or when it was changed. */
export async function unseal(sealed: Uint8Array, opener: Opener): Promise<string | undefined> {
  const decrypter = new Decrypter()
  try {
    if (opener.kind === 'passphrase') decrypter.addPassphrase(opener.passphrase)
    else for (const identity of opener.identities) decrypter.addIdentity(identity)
    return await decrypter.decrypt(sealed, 'text')
  } catch {
    return undefined
  }
}

/** Whether a passphrase opens it: then that is the only key, as the format demands. */
export function isPassphraseSealed(sealed: Uint8Array): boolean {
  const head = Buffer.from(sealed.subarray(0, 64)).toString('latin1')
  return head.startsWith('age-encryption.org/v1\n-> scrypt ')
}

/** The keys in a file of identities, as `age-keygen` writes it. */
export const identitiesIn = (text: string): readonly string[] =>
  linesOf(text).filter((line) => line.startsWith('AGE-SECRET-KEY-'))

/** The recipients in a file of them, as `age --recipients-file` reads it. */
export const recipientsIn = (text: string): readonly string[] => linesOf(text)

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
