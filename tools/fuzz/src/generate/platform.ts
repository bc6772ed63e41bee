// Generates platforms for generated machines: demand, objectives, models, tenants, components and the rest.

import { components, releases } from '@llmflow/catalog'
import type { JsonObject } from '@llmflow/spec'
import fc from 'fast-check'

import { componentChoices } from './components.js'
import { machines, type Machines } from './inventory.js'
import { models } from './models.js'
import { temper, whenWild, type Temper } from './temper.js'
import { duration, ipv4, name, percentage, range } from './words.js'
import { settings, type Written } from './written.js'

const positive = (maximum: number): fc.Arbitrary<number> => fc.integer({ min: 1, max: maximum })

/** A setting that half of the platforms leave to its default. */
const maybe = <Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(arbitrary, { nil: undefined, freq: 1 })

const demand: fc.Arbitrary<JsonObject> = fc
  .record({
    users: fc.oneof(positive(600), positive(20_000)),
    concurrentUsers: maybe(positive(300)),
    chat: maybe(
      fc.record({
        requestsPerUserHour: positive(30),
        promptTokens: positive(6000),
        answerTokens: positive(1000),
      }),
    ),
    retrieval: maybe(fc.record({ share: percentage(0, 50, 100) })),
    ingestion: maybe(
      fc.record({
        documents: fc.oneof(fc.nat(100_000), fc.nat(2_000_000)),
        documentsPerDay: fc.nat(10_000),
      }),
    ),
    recognition: maybe(fc.record({ share: percentage(0, 20, 100) })),
  })
  .map((value) => settings(value))

const availabilities = {
  redundant: percentage(99.9, 99.95),
  plain: percentage(90, 99, 99.5),
  wild: percentage(0, 50, 99, 99.9, 100),
} as const

const objectives = (own: Temper): fc.Arbitrary<JsonObject> =>
  fc
    .record({
      availability: availabilities[own],
      recoveryPoint: maybe(duration('15m', '1h', '24h')),
      recoveryTime: maybe(duration('30m', '4h', '1d')),
    })
    .map((value) => settings(value))

const quota: fc.Arbitrary<JsonObject> = fc.dictionary(
  fc.constantFrom('requests.cpu', 'pods', 'requests.nvidia.com/gpu', 'limits.memory'),
  fc.constantFrom<string | number>('4', 10, '200Gi'),
  { maxKeys: 3 },
)

function tenants(modelNames: readonly string[]): fc.Arbitrary<readonly JsonObject[]> {
  const tenant = fc
    .record({
      name,
      department: maybe(fc.constantFrom('연구개발본부', 'R&D')),
      people: maybe(fc.nat(1000)),
      models: maybe(fc.subarray([...modelNames])),
      limits: maybe(
        fc.record({ requestsPerMinute: positive(10_000), tokensPerMinute: positive(1_000_000) }),
      ),
      quota: maybe(quota),
    })
    .map((value) => settings(value))
  return fc.uniqueArray(tenant, { maxLength: 5, selector: (one) => one['name'] })
}

const storesOf = (own: JsonObject): readonly string[] =>
  components.flatMap(({ name, backups }) =>
    name in own && !('none' in backups) ? backups.map(({ store }) => store) : [],
  )

/** Backups that keep every promise, and backups that may not. */
function backup(own: JsonObject, temper: Temper): fc.Arbitrary<JsonObject | undefined> {
  const kept = fc.constant(backupOf('15m', '30d', storesOf(own), { every: '15m', keep: '30d' }))
  if (temper !== 'wild') return kept
  const any = fc
    .tuple(
      duration('5m', '1h', '7d'),
      duration('1d', '30d'),
      fc.subarray([...storesOf(own), 'etcd', 'nothing']),
    )
    .map(([every, keep, stores]) => backupOf(every, keep, stores))
  return fc.oneof(kept, any, fc.constant(undefined))
}

const backupOf = (
  every: string,
  keep: string,
  own: readonly string[],
  log?: JsonObject,
): JsonObject => ({
  endpoint: 'https://s3.example.internal',
  stores: Object.fromEntries(
    own.map((store): [string, JsonObject] => [store, settings({ every, keep, log })]),
  ),
})

const network: fc.Arbitrary<JsonObject> = fc.record({
  podRange: range,
  serviceRange: range,
  virtualAddress: ipv4,
})

const security: fc.Arbitrary<JsonObject> = fc.record({
  podSecurity: fc.constantFrom('restricted', 'restricted', 'baseline', 'privileged'),
  certificateLifetime: duration('30d', '90d', '1d12h'),
})

/** What serves the models, unless it is elsewhere. */
const enginesOf = (chosen: readonly JsonObject[]): readonly string[] =>
  chosen
    .filter(({ endpoint }) => endpoint === undefined)
    .map(({ kind = 'chat' }) => (kind === 'chat' ? 'vllm' : 'tei'))

function platformFor(own: Machines, temper: Temper): fc.Arbitrary<JsonObject> {
  const both = models(own, temper).chain((chosen) =>
    fc.tuple(fc.constant(chosen), componentChoices(own, temper, enginesOf(chosen))),
  )
  return both.chain(([chosen, choices]) => {
    const modelNames = chosen.flatMap(({ name: one }) => (typeof one === 'string' ? [one] : []))
    return fc
      .record({
        metadata: name.map((value) => ({ name: value })),
        release: fc.constantFrom(...releases.map((release) => release.name)),
        registry: maybe(
          fc.constantFrom<JsonObject>(
            { host: 'r.example.com:5000' },
            { host: 'r.x', pullSecret: 'pull' },
          ),
        ),
        demand,
        objectives: objectives(temper),
        tenants: tenants(modelNames),
        network: whenWild(temper, network),
        backup: backup(choices, temper),
        security: maybe(security),
        modelStore: fc.constantFrom<JsonObject>(
          { storageClass: 'file' },
          { size: '2TiB', storageClass: 'file' },
        ),
      })
      .map(({ metadata, release, ...rest }) =>
        settings({
          apiVersion: 'llmflow.io/v1',
          kind: 'Platform',
          metadata,
          release,
          domain: 'llm.example.internal',
          models: chosen,
          components: choices,
          ...rest,
        }),
      )
  })
}

/** A platform that is valid in form, with or without an inventory. Most can be planned; some fit. */
export const writtenPlatform: fc.Arbitrary<Written> = temper.chain((own) =>
  machines(own).chain((hardware) =>
    fc
      .record({ platform: platformFor(hardware, own), draw: fc.integer({ min: 0, max: 9 }) })
      .map(({ platform, draw }) => ({
        platform,
        inventory: draw === 0 ? undefined : hardware.inventory,
      })),
  ),
)
