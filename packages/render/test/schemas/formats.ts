// The grammars that Kubernetes keeps in Go code: names, labels, quantities, schedules and addresses.

import { BlockList, isIP, isIPv4 } from 'node:net'

type Check = (text: string) => boolean

const binary = { Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50, Ei: 2 ** 60 }
const decimal = { n: 1e-9, u: 1e-6, m: 1e-3, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, E: 1e18 }
const multipliers: Readonly<Record<string, number>> = { ...binary, ...decimal }
const quantityPattern =
  /^([+-]?(?:\d+(?:\.\d*)?|\.\d+))(?:([KMGTPE]i|[numkMGTPE])|[eE]([+-]?\d+))?$/

/** The number that a quantity means, such as 0.5 for `500m`; not a number where it is none. */
export function amountOf(quantity: unknown): number {
  if (typeof quantity === 'number') return quantity
  return typeof quantity === 'string' ? parseQuantity(quantity) : Number.NaN
}

function parseQuantity(text: string): number {
  const match = quantityPattern.exec(text)
  if (match === null) return Number.NaN
  const [, number = '', suffix = '', exponent = '0'] = match
  return Number(number) * (multipliers[suffix] ?? 1) * 10 ** Number(exponent)
}

const months = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ')
const weekdays = 'SUN MON TUE WED THU FRI SAT'.split(' ')
/** In the order of a schedule. Sunday is 0: Kubernetes does not read 7. */
const scheduleFields = [
  { first: 0, last: 59, names: [] },
  { first: 0, last: 23, names: [] },
  { first: 1, last: 31, names: [] },
  { first: 1, last: 12, names: months },
  { first: 0, last: 6, names: weekdays },
] as const
const scheduleNames = '@yearly @annually @monthly @weekly @daily @midnight @hourly'.split(' ')

type ScheduleField = {
  readonly first: number
  readonly last: number
  readonly names: readonly string[]
}

function isSchedule(text: string): boolean {
  if (scheduleNames.includes(text)) return true
  if (/^@every (\d+(\.\d+)?(h|m|s))+$/.test(text)) return true
  const parts = text.trim().split(/\s+/)
  return (
    parts.length === scheduleFields.length &&
    scheduleFields.every((field, index) => isScheduleField(parts[index] ?? '', field))
  )
}

function isScheduleField(text: string, field: ScheduleField): boolean {
  return text.split(',').every((part) => {
    const [range = '', step = '1', ...more] = part.split('/')
    const bounds = range.split('-').map((bound) => scheduleNumber(bound, field))
    const [low, high = low] = range === '*' || range === '?' ? [field.first, field.last] : bounds
    return (
      more.length === 0 &&
      bounds.length <= 2 &&
      /^[1-9]\d*$/.test(step) &&
      low !== undefined &&
      high !== undefined &&
      low <= high
    )
  })
}

function scheduleNumber(text: string, { first, last, names }: ScheduleField): number | undefined {
  const named = names.indexOf(text.toUpperCase())
  if (named >= 0) return named + first
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN
  return number >= first && number <= last ? number : undefined
}

function isTimeZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

type AddressRange = {
  readonly address: string
  readonly prefix: number
  readonly family: 'ipv4' | 'ipv6'
}

function parseCidr(text: string): AddressRange | undefined {
  const [address = '', prefixText = ''] = text.split('/', 2)
  const family = isIPv4(address) ? 'ipv4' : 'ipv6'
  const prefix = /^\d{1,3}$/.test(prefixText) ? Number(prefixText) : Number.NaN
  const isRange = isIP(address) !== 0 && prefix <= (family === 'ipv4' ? 32 : 128)
  return isRange && text === `${address}/${prefix}` ? { address, prefix, family } : undefined
}

/** Whether the inner range lies within the outer one and is smaller. */
export function isWithin(inner: string, outer: string): boolean {
  const [small, large] = [parseCidr(inner), parseCidr(outer)]
  if (small === undefined || large === undefined) return false
  const range = new BlockList()
  range.addSubnet(large.address, large.prefix, large.family)
  return small.prefix > large.prefix && range.check(small.address, small.family)
}

const label = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/
const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/
const qualified = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/
const isLabel: Check = (text) => text.length <= 63 && label.test(text)
const isSubdomain: Check = (text) => text.length <= 253 && subdomain.test(text)
const isShortName: Check = (text) => text.length <= 63 && qualified.test(text)

/** A key of labels, taints and resources: a name, or a name after a domain and a slash. */
function isLabelKey(text: string): boolean {
  const [name = '', domain, ...more] = text.split('/').toReversed()
  return more.length === 0 && isShortName(name) && (domain === undefined || isSubdomain(domain))
}

const isConfigurationKey: Check = (text) =>
  text.length <= 253 && /^[-._a-zA-Z0-9]+$/.test(text) && text !== '.' && !text.startsWith('..')

const isPortName: Check = (text) =>
  text.length <= 15 && label.test(text) && /[a-z]/.test(text) && !text.includes('--')

const isContainerResource: Check = (text) =>
  ['cpu', 'memory', 'ephemeral-storage'].includes(text) ||
  text.startsWith('hugepages-') ||
  (text.includes('/') && isLabelKey(text))

const isRelativePath: Check = (text) => !text.startsWith('/') && !text.split('/').includes('..')

const isDateTime: Check = (text) =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text) &&
  !Number.isNaN(Date.parse(text))

const textFormats = {
  byte: (text) => Buffer.from(text, 'base64').toString('base64') === text,
  amount: (text) => parseQuantity(text) >= 0,
  cidr: (text) => parseCidr(text) !== undefined,
  'configuration-key': isConfigurationKey,
  'container-resource': isContainerResource,
  'date-time': isDateTime,
  'dns-1035-label': (text) => isLabel(text) && /^[a-z]/.test(text),
  'dns-1123-label': isLabel,
  'dns-1123-subdomain': isSubdomain,
  'environment-name': (text) => /^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(text),
  'host-name': (text) => isSubdomain(text.replace(/^\*\./, '')),
  'ip-address': (text) => isIP(text) !== 0,
  'label-key': isLabelKey,
  'label-value': (text) => text === '' || isShortName(text),
  'path-segment': (text) => text !== '.' && text !== '..' && /^[^/%]+$/.test(text),
  'port-name': isPortName,
  'qualified-name': (text) => isLabelKey(text.toLowerCase()),
  quantity: (text) => !Number.isNaN(parseQuantity(text)),
  'relative-path': isRelativePath,
  schedule: isSchedule,
  'time-zone': isTimeZone,
} as const satisfies Readonly<Record<string, Check>>

export type TextFormat = keyof typeof textFormats

export function hasFormat(text: string, format: TextFormat): boolean {
  return textFormats[format](text)
}

type NumberFormat = { readonly type: 'number'; readonly validate: (value: number) => boolean }

function numbersUpTo(bound: number): NumberFormat {
  return { type: 'number', validate: (value) => value >= -bound && value < bound }
}

/** Every format that a schema may name; the validator refuses to compile any other. */
export const formats = {
  ...textFormats,
  int32: numbersUpTo(2 ** 31),
  int64: numbersUpTo(2 ** 63),
  double: numbersUpTo(Infinity),
}
