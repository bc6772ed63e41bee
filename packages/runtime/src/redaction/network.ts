// Recognises where machines and people are reached: e-mail and IP addresses.

import { isIPv6 } from 'node:net'

import {
  isAfter,
  isEscape,
  isJoinedOnLeft,
  isWordCode,
  type FoundNumber,
  type Recogniser,
  type Span,
} from './recogniser.js'

/** RFC 5321 allows no more before the `@`. */
const localMax = 64
const domain = /(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}[A-Za-z]{2,24}(?![A-Za-z])/y

function isLocalCode(code: number): boolean {
  // . % + - ' & beside letters and digits
  return isWordCode(code) || code === 46 || code === 37 || code === 43 || code === 45 || code === 38
}

function findEmail(text: string, index: number): Span | undefined {
  let start = index
  while (start > 0 && index - start <= localMax && isLocalCode(text.charCodeAt(start - 1))) {
    start -= 1
  }
  while (start < index && '.-'.includes(text.charAt(start))) start += 1
  if (isEscape(text, start)) start += 1
  if (start === index || index - start > localMax) return undefined
  domain.lastIndex = index + 1
  const found = domain.exec(text)?.[0]
  return found === undefined ? undefined : { start, end: index + 1 + found.length }
}

const versionWords =
  /(?:버전|버젼|빌드|릴리[스즈]|version|ver\.?|build|release|rev\.?|펌웨어|firmware|제|절|항|chapter|section|\bv)\s{0,2}[:=]?\s{0,2}v?$/i
const addressWords = /\bIP\b|아이피|주소|서버|호스트|server|host|ping|dns|address|접속|gateway/i

type Octets = readonly [number, number, number, number]

function octetsOf(found: FoundNumber): Octets | undefined {
  const [a, b, c, d, ...rest] = found.text
    .slice(found.start, found.end)
    .split('.')
    .map((part) => (/^(?:0|[1-9]\d{0,2})$/.test(part) ? Number(part) : 256))
  if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined
  if (rest.length > 0 || Math.max(a, b, c, d) > 255) return undefined
  return [a, b, c, d]
}

/** Addresses that lead nowhere from outside: private, loopback, link-local, shared, and those for all. */
function isPrivate([a, b]: Octets): boolean {
  if (a === 10 || a === 127 || a === 0 || a >= 224) return true
  if (a === 172) return b >= 16 && b <= 31
  if (a === 100) return b >= 64 && b <= 127
  return (a === 192 && b === 168) || (a === 169 && b === 254)
}

/** Four small numbers are as likely a version or a section: these need words, a port or a prefix length. */
function isAddress(found: FoundNumber, octets: Octets): boolean {
  if (isAfter(found.text, found.start, versionWords, 14)) return false
  if (Math.max(...octets) > 31) return true
  if (/^(?:[:/]\d)/.test(found.text.slice(found.end, found.end + 2))) return true
  return isAfter(found.text, found.start, addressWords, 20)
}

const digitsOfOctet = ['1', '2', '3']
const ipv4Layouts = digitsOfOctet.flatMap((a) =>
  digitsOfOctet.flatMap((b) =>
    digitsOfOctet.flatMap((c) => digitsOfOctet.map((d) => `${a}-${b}-${c}-${d}`)),
  ),
)

function ipv4(kind: 'IP' | 'PRIVATE_IP'): Recogniser {
  return {
    kind,
    layouts: ipv4Layouts,
    accepts: (found) => {
      if (found.separators !== '...') return false
      const octets = octetsOf(found)
      if (octets === undefined || isPrivate(octets) !== (kind === 'PRIVATE_IP')) return false
      return isAddress(found, octets)
    },
  }
}

const ipv6 = /[0-9A-Fa-f:]{2,40}(?:\.\d{1,3}){0,3}/y
/** Loopback, unspecified, link-local and unique local. */
const privateIpv6 = /^(?:::1?$|fe[89ab]|f[cd])/i

function findIpv6(kind: 'IP' | 'PRIVATE_IP'): (text: string, index: number) => Span | undefined {
  return (text, index) => {
    let start = index
    while (start > 0 && index - start < 5 && /[0-9A-Fa-f]/.test(text.charAt(start - 1))) start -= 1
    const before = text.charCodeAt(start - 1)
    if (isJoinedOnLeft(text, start) || before === 58 || before === 46) return undefined
    ipv6.lastIndex = start
    const address = ipv6.exec(text)?.[0].replace(/\.$|(?<!:):$/, '')
    if (address === undefined || isWordCode(text.charCodeAt(start + address.length))) return
    const groups = address.split(':').filter((group) => group !== '')
    if (groups.length < 3 || !/\d/.test(address) || !isIPv6(address)) return undefined
    if (privateIpv6.test(address) !== (kind === 'PRIVATE_IP')) return undefined
    return { start, end: start + address.length }
  }
}

export const network: readonly Recogniser[] = [
  { kind: 'EMAIL', triggers: '@', find: findEmail },
  ipv4('IP'),
  ipv4('PRIVATE_IP'),
  { kind: 'IP', triggers: ':', find: findIpv6('IP') },
  { kind: 'PRIVATE_IP', triggers: ':', find: findIpv6('PRIVATE_IP') },
]
