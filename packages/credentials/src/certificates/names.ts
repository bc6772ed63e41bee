// Tells host names from addresses, and writes and compares both as certificates hold them.

import { isIP } from 'node:net'
import { element } from './der.js'

export const isAddress = (name: string): boolean => isIP(name) !== 0

/** Octets of an address: four, or sixteen. */
function octetsOfAddress(address: string): Buffer {
  if (isIP(address) === 4) return Buffer.from(address.split('.').map(Number))
  const [head = '', tail] = address.split('::')
  const left = groupsOf(head)
  const right = tail === undefined ? [] : groupsOf(tail)
  const middle = tail === undefined ? [] : Array<number>(16 - left.length - right.length).fill(0)
  return Buffer.from([...left, ...middle, ...right])
}

/** The octets of `fd00:10.0.0.1`, whose end may be written as an address of four numbers. */
const groupsOf = (part: string): readonly number[] =>
  part === ''
    ? []
    : part.split(':').flatMap((group) => {
        if (group.includes('.')) return group.split('.').map(Number)
        const value = Number.parseInt(group, 16)
        return [value >> 8, value & 0xff]
      })

/** The numbers of RFC 5280 (4.2.1.6) for what a general name is. */
export const nameTags = { host: 0x82, address: 0x87 } as const

export const generalName = (name: string): Buffer =>
  isAddress(name)
    ? element(nameTags.address, octetsOfAddress(name))
    : element(nameTags.host, Buffer.from(name, 'ascii'))

/** Names under which certificates may be issued. */
export type Permitted = {
  /** A host and everything below it. */
  readonly hosts: readonly string[]
  /** Ranges of addresses, `10.40.0.0/24`. */
  readonly ranges: readonly string[]
}

export type Range = { readonly address: Buffer; readonly mask: Buffer }

export function rangeOf(text: string): Range {
  const [address = '', length] = text.split('/')
  const octets = octetsOfAddress(address)
  const ones = length === undefined ? octets.length * 8 : Number(length)
  const mask = Buffer.from(
    [...octets].map((_, index) => (0xff00 >> Math.min(8, Math.max(0, ones - index * 8))) & 0xff),
  )
  return { address: masked(octets, mask), mask }
}

const masked = (octets: Buffer, mask: Buffer): Buffer =>
  Buffer.from([...octets].map((octet, index) => octet & (mask[index] ?? 0)))

export const isInRange = (name: string, { address, mask }: Range): boolean => {
  const octets = octetsOfAddress(name)
  return octets.length === address.length && masked(octets, mask).equals(address)
}

export const isBelow = (host: string, suffix: string): boolean => {
  const name = host.toLowerCase()
  const end = suffix.toLowerCase().replace(/^\./, '')
  return name === end || name.endsWith(`.${end}`)
}

/** Whether a certificate with these names is one for `name`; a star stands for one label. */
export function isHeld(name: string, names: readonly string[]): boolean {
  if (isAddress(name)) {
    const octets = octetsOfAddress(name)
    return names.some((held) => isAddress(held) && octetsOfAddress(held).equals(octets))
  }
  const wanted = name.toLowerCase()
  const star = `*.${wanted.slice(wanted.indexOf('.') + 1)}`
  return names.some((held) => [wanted, star].includes(held.toLowerCase()))
}
