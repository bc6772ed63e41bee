// Generates the small things that settings are made of: names, amounts, durations, shares and addresses.
import fc from 'fast-check'

/** Names that JavaScript or YAML could take for something else stand among the plain ones. */
const names = ['a', 'b2', 'app', 'gpu-x', 'rack-a', 'null', 'true', 'no', 'e1', 'x-1-y']
const modelNames = ['llama-3.1', 'llama-3-1', 'm', 'm.1', 'm-1', '7b', '1.5', '0', 'null']

export const name: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.stringMatching(/^[a-z][a-z0-9]{0,6}(-[a-z0-9]{1,4})?$/) },
  { weight: 1, arbitrary: fc.constantFrom(...names) },
)

export const modelName: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.stringMatching(/^[a-z0-9]([a-z0-9.-]{0,10}[a-z0-9])?$/) },
  { weight: 1, arbitrary: fc.constantFrom(...modelNames) },
)

export const zones: fc.Arbitrary<string[]> = fc.subarray(['z1', 'z2', 'z3', 'z4'])

/** `minimum` to `maximum` GiB, in the forms in which people write amounts. */
export const amountGib = (minimum: number, maximum: number): fc.Arbitrary<string | number> =>
  fc
    .integer({ min: minimum, max: maximum })
    .chain((value) =>
      fc.constantFrom<string | number>(
        `${value}GiB`,
        `${value}Gi`,
        `${value}.5 GiB`,
        `${value * 1024}MiB`,
        `${value}GB`,
        value * 2 ** 30,
      ),
    )

/** Threads, as people write them. */
export const cpu = (minimum: number, maximum: number): fc.Arbitrary<string | number> =>
  fc
    .integer({ min: minimum, max: maximum })
    .chain((value) =>
      fc.constantFrom<string | number>(value, `${value}`, `${value * 1000}m`, `${value}.5`),
    )

export const percentage = (...shares: readonly number[]): fc.Arbitrary<string> =>
  fc.constantFrom(...shares.map((share) => `${share}%`))

export const duration = (...texts: readonly [string, ...string[]]): fc.Arbitrary<string> =>
  fc.constantFrom(...texts)

export const ipv4: fc.Arbitrary<string> = fc
  .tuple(
    fc.integer({ min: 1, max: 223 }),
    fc.nat(255),
    fc.nat(255),
    fc.integer({ min: 1, max: 254 }),
  )
  .map((octets) => octets.join('.'))

export const range: fc.Arbitrary<string> = fc
  .tuple(ipv4, fc.integer({ min: 8, max: 30 }))
  .map(([address, bits]) => `${address}/${bits}`)
