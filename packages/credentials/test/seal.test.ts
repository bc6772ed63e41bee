// Tests that what is sealed opens for its reader and for nobody else.

import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { assert, describe, expect, it } from 'vitest'
import { identitiesIn, isPassphraseSealed, recipientsIn, seal, unseal } from '@llmflow/credentials'

describe('sealing for recipients', () => {
  it('opens with the key of one of them, and with no other', async () => {
    const [mine, other] = [await generateX25519Identity(), await generateX25519Identity()]
    const recipients = [await identityToRecipient(mine)]
    const sealed = await seal('a value', { kind: 'recipients', recipients })
    assert(sealed !== undefined)
    expect(isPassphraseSealed(sealed)).toBe(false)
    expect(await unseal(sealed, { kind: 'identities', identities: [other, mine] })).toBe('a value')
    expect(await unseal(sealed, { kind: 'identities', identities: [other] })).toBeUndefined()
    expect(await unseal(sealed, { kind: 'passphrase', passphrase: 'a value' })).toBeUndefined()
    const changed = sealed.map((byte, at) => (at === sealed.length - 1 ? byte ^ 1 : byte))
    expect(await unseal(changed, { kind: 'identities', identities: [mine] })).toBeUndefined()
  })

  it('refuses a recipient that is none', async () => {
    const sealing = { kind: 'recipients', recipients: ['age1nobody'] } as const
    expect(await seal('a value', sealing)).toBeUndefined()
  })
})

it('reads the files of age', () => {
  expect(identitiesIn('# created\n# public key: age1x\nAGE-SECRET-KEY-1X\n')).toEqual([
    'AGE-SECRET-KEY-1X',
  ])
  expect(recipientsIn('# the team\nage1x\n\nage1y\n')).toEqual(['age1x', 'age1y'])
})
