// Passwords: kept as scrypt of a salt, checked slowly on purpose, and never many at once.

import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { RuntimeError } from '../error.js'
import { makeAdmission, makeTurns, type InTurn } from '../turns.js'

/**
 * 32 MiB and about a quarter of a second: one of OWASP's equal choices for scrypt. The next one up needs 128 MiB, which
 * the gateway, at 250 MB for all it does, can't give to whoever sends it a password.
 */
const usualCost = { logN: 15, r: 8, p: 3 }
const bytesMax = 64 * 1024 * 1024
const keyBytes = 32
/** One is checked at a time; this many may wait, about four seconds' worth. */
const waitingMax = 16

export const passwordLengths = { min: 12, max: 256 } as const

export type Passwords = {
  /** What to keep. Throws `overloaded` when too many wait. */
  hash(password: string): Promise<string>
  /** Takes as long without an account, whose `kept` is undefined. Throws `overloaded` when too many wait. */
  verify(password: string, kept: string | undefined): Promise<boolean>
}

export function makePasswords(cost: Cost = usualCost): Passwords {
  const turns = makeTurns()
  const admitted = makeAdmission(waitingMax, busy)
  const inTurn: InTurn = (work) => admitted('passwords', () => turns(work))
  const nobody: Kept = { ...cost, salt: randomBytes(16), key: randomBytes(keyBytes) }
  return {
    hash: (password) =>
      inTurn(async () => {
        const salt = randomBytes(16)
        const key = await derive(password, salt, cost)
        const parameters = `ln=${cost.logN},r=${cost.r},p=${cost.p}`
        return `$scrypt$${parameters}$${salt.toString('base64url')}$${key.toString('base64url')}`
      }),
    verify: (password, kept) =>
      inTurn(async () => {
        const { salt, key, ...parameters } = parse(kept) ?? nobody
        const derived = await derive(password, salt, parameters)
        return timingSafeEqual(derived, key) && kept !== undefined
      }),
  }
}

type Cost = typeof usualCost
type Kept = Cost & { readonly salt: Buffer; readonly key: Buffer }

const pattern = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([\w-]{22})\$([\w-]{43})$/

function parse(kept: string | undefined): Kept | undefined {
  const [, logN, r, p, salt, key] = pattern.exec(kept ?? '') ?? []
  if (salt === undefined || key === undefined) return undefined
  return {
    logN: Number(logN),
    r: Number(r),
    p: Number(p),
    salt: Buffer.from(salt, 'base64url'),
    key: Buffer.from(key, 'base64url'),
  }
}

/** Runs in the thread pool. Composed and decomposed spellings are one password: keyboards differ. */
function derive(password: string, salt: Buffer, { logN, r, p }: Cost): Promise<Buffer> {
  const options = { N: 2 ** logN, r, p, maxmem: bytesMax }
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, keyBytes, options, (error, key) => {
      if (error === null) resolve(key)
      else reject(error)
    })
  })
}

const busy = (): RuntimeError =>
  new RuntimeError('overloaded', 'Many people sign in just now; try again in a moment.', {
    isRetryable: true,
    detail: { retryAfterMs: 2_000 },
  })
