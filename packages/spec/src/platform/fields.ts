// Gives the schemas their field types: quantities that read what people write, names and ranges.

import { z } from 'zod'
import { parseBytes } from '../quantity/bytes.js'
import { watts } from '../quantity/brand.js'
import { parseCpu } from '../quantity/cpu.js'
import { parseDuration } from '../quantity/duration.js'
import { parseRatio } from '../quantity/ratio.js'

/** What a setting is for, in both languages; JSON Schema has one of them, as its reader asks. */
export const about = (description: string, korean: string) => ({ description, korean })

/** A field written as text or number and read as a quantity; `expected` is what a diagnostic says. */
function quantity<Q>(parse: (text: string) => Q | undefined, pattern: string, expected: string) {
  return z
    .union([z.string().max(64), z.number()])
    .transform((written, context): Q => {
      const value = parse(`${written}`)
      if (value !== undefined) return value
      context.addIssue({ code: 'custom', message: expected, params: { expected } })
      return z.NEVER
    })
    .meta({ pattern, examples: [expected] })
}

export const bytesField = quantity(
  parseBytes,
  '^[0-9]+(\\.[0-9]+)?\\s*([kMGTP]B?|[KMGTP]iB?|B)?$',
  'an amount such as 72GiB or 4TB',
)
export const cpuField = quantity(
  parseCpu,
  '^[0-9]+(\\.[0-9]+)?m?$',
  'threads such as 2, 1.5 or 500m',
)
export const durationField = quantity(
  parseDuration,
  '^([0-9]+(\\.[0-9]+)?(ms|[dhms]))+$',
  'a duration such as 250ms, 5s, 1h30m or 30d',
)
export const ratioField = quantity(
  parseRatio,
  '^[0-9]+(\\.[0-9]+)?\\s*%$',
  'a percentage such as 99.9%',
)

/** The same field without zero: an empty disk, an hourless schedule or a lifeless certificate is none. */
export const aboveZero = <Field extends z.ZodType<number>>(field: Field): Field =>
  field.refine((value) => value > 0, 'more than 0')

export const wattsField = z.number().min(0).max(1_000_000).transform(watts)

/** Plans are objects keyed by name, and every object of JavaScript has a `constructor` already. */
const isFree = (name: string): boolean => !(name in {})
const reserved = 'a name that no programming language reserves'

/** A name that can become part of a Kubernetes object name. */
export const nameField = z
  .string()
  .max(50)
  .regex(/^[a-z]([a-z0-9-]*[a-z0-9])?$/, 'lower-case letters, digits and dashes, such as llmflow')
  .refine(isFree, reserved)

/** A model is named as clients ask for it, so dots are allowed: `llama-3.1-70b`. */
export const modelNameField = z
  .string()
  .max(50)
  .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/, 'lower-case letters, digits, dots and dashes')
  .refine(isFree, reserved)

export const domainField = z
  .string()
  .max(200)
  .regex(
    /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
    'a DNS name in lower case',
  )

const portMax = 65_535

/** A host name or IPv4 address, with a port where one is meant. */
export const hostField = z
  .string()
  .max(200)
  .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?$/, 'a host such as harbor.example.com')
  .refine((host) => Number(host.split(':')[1] ?? 1) <= portMax, 'a host such as harbor.example.com')

/** A bucket of S3, which is a DNS name of three characters at least. */
export const bucketField = z
  .string()
  .min(3)
  .max(63)
  .regex(/^[a-z0-9][a-z0-9.-]*[a-z0-9]$/, 'lower-case letters, digits, dots and dashes')

/** An address that programs can call. */
export const urlField = z.url({ protocol: /^https?$/ }).max(500)

const octet = '(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])'
export const rangeField = z
  .string()
  .regex(
    new RegExp(`^${octet}(\\.${octet}){3}/([0-9]|[12][0-9]|3[0-2])$`),
    'a range such as 10.40.0.0/24',
  )
export const addressField = z
  .string()
  .regex(new RegExp(`^${octet}(\\.${octet}){3}$`), 'an IPv4 address such as 10.40.0.11')

export const countField = (maximum: number) => z.int().min(0).max(maximum)

/** Of a whole file. */
export const descriptionField = z
  .string()
  .max(2000)
  .optional()
  .meta(
    about(
      'For readers; nothing is computed from it.',
      '읽는 사람을 위한 설명. 계산에는 쓰지 않습니다',
    ),
  )
