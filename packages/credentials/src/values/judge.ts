// Judges a value: whether it has the form that its consumers expect, and whether anybody guesses it.

import type { SecretKey, Weakness } from '@llmflow/spec'

/** What a value falls short of; undefined for a good one. */
export function weaknessOf(rule: SecretKey, key: string, value: string): Weakness | undefined {
  if (value.trim() === '') return 'empty'
  if (rule.format === 'given') return isSpoken(key, rule) ? spokenWeakness(value) : undefined
  if (!hasForm(rule, value)) return isTooShort(rule, value) ? 'short' : 'form'
  return guessable(value)
}

/** The form in few words, as the env file of a project says it. */
export function formOf({ format, length }: SecretKey): string {
  switch (format) {
    case 'alphanumeric':
      return `[A-Za-z0-9]{${length}}`
    case 'hex':
      return `[0-9a-f]{${length}}`
    case 'base64':
      return `base64(${length})`
    case 'given':
      return `.{${spokenLengthMin},}`
  }
}

/** Files, certificates, names and addresses are given too; what is guessed is a password. */
const isSpoken = (key: string, { purpose }: SecretKey): boolean =>
  /pass(word|wd|phrase)?$|secret([-_]?(access)?[-_]?key)?$|token$/i.test(key) ||
  /^(its )?password\b/.test(purpose)

/** No env file and no login takes a line break, a NUL, or what is no text. */
const spokenWeakness = (value: string): Weakness | undefined =>
  /[\p{Cc}\uFFFD]/u.test(value) ? 'form' : guessable(value)

/** Twelve random characters are about 70 bits: no list and no machine guesses them over a network. */
const spokenLengthMin = 12

function guessable(value: string): Weakness | undefined {
  if (isWellKnown(value)) return 'well-known'
  if (value.length < spokenLengthMin) return 'short'
  return isRepeated(value) ? 'repeated' : undefined
}

const wellKnown = new Set(
  `admin administrator changeme changeit change default demo dify difyai dify-sandbox example guest
  harbor harbor12345 keycloak langfuse letmein llmflow local milvus minio minioadmin mysecret neo4j opensearch
  pass passw0rd password password1 postgres private public qwerty redis root s3cr3t sample secret
  secretkey staging sysadmin temp test test123 testing welcome your-password yourpassword`.split(
    /\s+/,
  ),
)

/** `Admin1234!` is `admin` to whoever tries: digits and signs at the end do not count. */
function isWellKnown(value: string): boolean {
  const whole = value.toLowerCase()
  const bare = whole.replace(/[\d!@#$%^&*._-]+$/, '')
  return wellKnown.has(whole) || wellKnown.has(bare) || /^(\d{1,12}|qwerty.*)$/.test(whole)
}

/** Fewer than six different characters, one short piece over and over, or a run such as `abcdefghijkl`. */
function isRepeated(value: string): boolean {
  return new Set(value).size < 6 || /^(.{1,6})\1{2,}.{0,5}$/s.test(value) || isRun(value)
}

function isRun(value: string): boolean {
  const steps = Array.from({ length: value.length - 1 }, (_, at) => stepAt(value, at))
  return steps.filter((step) => step === 1).length > steps.length / 2
}

const stepAt = (value: string, at: number): number =>
  value.charCodeAt(at + 1) - value.charCodeAt(at)

function hasForm({ format, length }: SecretKey, value: string): boolean {
  switch (format) {
    case 'alphanumeric':
      return /^[A-Za-z0-9]+$/.test(value) && value.length >= length
    case 'hex':
      return /^[0-9a-f]+$/i.test(value) && value.length === length
    case 'base64':
      return isBase64(value) && Buffer.from(value, 'base64').length >= length
    case 'given':
      return true
  }
}

const isBase64 = (value: string): boolean =>
  Buffer.from(value, 'base64').toString('base64').replace(/=+$/, '') === value.replace(/=+$/, '')

/** Right as far as it goes. */
function isTooShort({ format, length }: SecretKey, value: string): boolean {
  if (format === 'base64') return isBase64(value)
  const pattern = format === 'hex' ? /^[0-9a-f]+$/i : /^[A-Za-z0-9]+$/
  return pattern.test(value) && value.length < length
}
