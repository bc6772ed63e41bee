// Tests what is kept of passwords, and that checking them can't be done in crowds.

import { describe, expect, it } from 'vitest'
import { makePasswords } from '../../src/identity/password.js'

const cheap = { logN: 8, r: 8, p: 1 }

describe('a password', () => {
  it('is kept as scrypt of its own salt, at the cost that OWASP asks for', async () => {
    const passwords = makePasswords()
    const kept = await passwords.hash('비밀번호가 길다고')
    expect(kept).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$[\w-]{22}\$[\w-]{43}$/)
    expect(await passwords.verify('비밀번호가 길다고', kept)).toBe(true)
  })

  it('is checked at the cost that it was kept with, and in any spelling of its letters', async () => {
    const kept = await makePasswords(cheap).hash('한글 비밀번호')
    const passwords = makePasswords({ ...cheap, p: 2 })
    expect(await passwords.verify('한글 비밀번호'.normalize('NFD'), kept)).toBe(true)
    expect(await passwords.verify('한글 비밀번후', kept)).toBe(false)
    expect(await makePasswords(cheap).hash('한글 비밀번호')).not.toBe(kept)
  })

  it('fits nobody, whatever is kept', async () => {
    const passwords = makePasswords(cheap)
    for (const kept of [undefined, '', 'plain', '$scrypt$ln=8,r=8,p=1$$']) {
      expect(await passwords.verify('', kept)).toBe(false)
      expect(await passwords.verify('plain', kept)).toBe(false)
    }
  })

  it('waits its turn, and is refused when too many wait', async () => {
    const passwords = makePasswords(cheap)
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => passwords.hash('x')))
    const refused = results.filter(({ status }) => status === 'rejected')
    expect(refused).toHaveLength(4)
    expect(refused[0]).toMatchObject({ reason: { code: 'overloaded' } })
    expect(await passwords.hash('x')).toContain('$scrypt$')
  })
})
