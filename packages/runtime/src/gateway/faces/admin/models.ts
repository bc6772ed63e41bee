// Models for whoever operates the platform: what lies here and what for, and bringing in more.

import { z } from 'zod'
import { writeAudit } from '../../../identity/audit.js'
import type { ModelStore, StoredModel } from '../../../models/inventory.js'
import { modelKind, modelName } from '../../../models/manifest.js'
import type { ModelPulls } from '../../../models/pulls.js'
import type { Records } from '../../../ports/records.js'
import type { RouteRegistrar } from '../../route.js'
import { actsOf } from './act.js'
import { created, done, line, ok, withId } from './fields.js'
import type { ModelFacts, PlatformFace } from './platform.js'

export type ModelsFace = {
  readonly modelStore: ModelStore
  readonly modelPulls: ModelPulls
}

type Face = ModelsFace & Pick<PlatformFace, 'models'> & { readonly records: Records }

const file = z.object({
  name: z.string(),
  sizeBytes: z.number().int(),
  sha256: z.string(),
  /** By its size: `llmflow models verify` reads it all. */
  state: z.enum(['there', 'missing', 'changed']),
})

const model = z.object({
  name: z.string(),
  kind: modelKind,
  /** `service` is one of the service file at an address; `store` lies in the data directory. */
  origin: z.enum(['service', 'store']),
  /** Null where nothing runs it. */
  engine: z.string().nullable(),
  context: z.number().int().nullable(),
  /** Whether it answers; what was pulled since the start is taken up by the next. */
  isReady: z.boolean(),
  isTakenUp: z.boolean(),
  /** Why it is off or does less than it could, for people. */
  note: z.string().nullable(),
  /** What all tenants are served with it. */
  serves: z.array(z.enum(['answers', 'search', 'ranking'])),
  /** How many assistants name it, of all tenants. */
  assistants: z.number().int(),
  licence: z.string().nullable(),
  source: z.string().nullable(),
  pulledAt: z.string().nullable(),
  /** Whether the digest was known before the pull, and not only recorded by it. */
  isDigestPublished: z.boolean().nullable(),
  files: z.array(file),
})

type Model = z.infer<typeof model>

const known = z.object({
  name: z.string(),
  kind: modelKind,
  source: z.string(),
  licence: z.string(),
  sizeBytes: z.number().int(),
  languages: z.array(z.string()),
})

const pull = z.object({
  id: z.string(),
  source: z.string(),
  /** Null until it is known. */
  name: z.string().nullable(),
  licence: z.string().nullable(),
  state: z.enum(['running', 'done', 'failed', 'stopped']),
  doneBytes: z.number().int(),
  totalBytes: z.number().int().nullable(),
  /** False where the model was here already. */
  isNew: z.boolean().nullable(),
  error: z.object({ reason: z.string(), subject: z.string(), message: z.string() }).nullable(),
  startedAtMs: z.number(),
  endedAtMs: z.number().nullable(),
})

const wantedPull = z.strictObject({
  /** A name of the catalogue, `hf:ORG/REPO[@REVISION]/FILE`, `pypi:NAME==VERSION/FILE`, `s3://BUCKET/KEY` or a URL. */
  source: line(2000),
  name: modelName.optional(),
  kind: modelKind.optional(),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  licence: line(200).optional(),
})

const pullsUrl = '/api/v1/platform/model-pulls'

export function addModels(routes: RouteRegistrar, face: Face): void {
  const act = actsOf(routes, 'platform')
  act({
    method: 'GET',
    url: '/api/v1/platform/models',
    action: 'platform.read',
    summary:
      'Models of the service file and of the model store, and known ones that could be pulled',
    replies: ok(z.object({ items: z.array(model), known: z.array(known) })),
    handler: async () => ({
      items: await listModels(face),
      known: (await face.modelStore.known()).map((each) => known.parse(each)),
    }),
  })
  addPulls(routes, face)
}

function addPulls(routes: RouteRegistrar, { modelPulls, records }: Face): void {
  const act = actsOf(routes, 'platform')
  act({
    method: 'GET',
    url: pullsUrl,
    action: 'platform.read',
    summary: 'Pulls that run, and that ended since the start, the latest first',
    replies: ok(z.object({ items: z.array(pull) })),
    handler: () => ({ items: modelPulls.list() }),
  })
  act({
    method: 'POST',
    url: pullsUrl,
    action: 'model.pull',
    summary:
      'Bring a model into the model store, from servers that the service’s environment names',
    body: wantedPull,
    replies: created(pull),
    handler: async ({ body, actor, reply }) => {
      const begun = modelPulls.begin(body)
      const detail = { source: begun.source }
      await writeAudit(records, actor, { action: 'model.pull', subject: begun.id, detail })
      return reply.code(201).send(begun)
    },
  })
  act({
    method: 'DELETE',
    url: `${pullsUrl}/:id`,
    action: 'model.pull',
    summary: 'Stop a pull, or take one that ended off the list',
    params: withId,
    replies: done,
    handler: async ({ params, actor, reply }) => {
      modelPulls.remove(params.id)
      await writeAudit(records, actor, { action: 'model.pull-stop', subject: params.id })
      return reply.code(204).send()
    },
  })
}

async function listModels({ models, modelStore, records }: Face): Promise<readonly Model[]> {
  const running = await models()
  const stored = await modelStore.list()
  const named = await countAssistants(records)
  const servesOf = (name: string): Model['serves'] =>
    (['chat', 'embedding', 'reranking'] as const)
      .filter((kind) => running.find((each) => each.kind === kind)?.name === name)
      .map((kind) => purposes[kind])
  const names = [...new Set([...running, ...stored].map(({ name }) => name))].toSorted()
  return names.flatMap((name) => {
    const facts = running.find((each) => each.name === name)
    const manifest = stored.find((each) => each.name === name)
    const rest = { serves: servesOf(name), assistants: named.get(name) ?? 0 }
    return modelOf(name, facts, manifest, rest)
  })
}

/** The first model of a kind serves everybody who names none. */
const purposes = { chat: 'answers', embedding: 'search', reranking: 'ranking' } as const

function modelOf(
  name: string,
  facts: ModelFacts | undefined,
  manifest: StoredModel | undefined,
  rest: Pick<Model, 'serves' | 'assistants'>,
): readonly Model[] {
  const kind = facts?.kind ?? manifest?.kind
  if (kind === undefined) return []
  const isOfStore = manifest !== undefined && (facts === undefined || facts.engine === 'llama')
  return [
    {
      name,
      kind,
      origin: isOfStore ? 'store' : 'service',
      engine: facts?.engine ?? null,
      context: facts?.context ?? manifest?.context ?? null,
      isReady: facts?.isReady ?? false,
      isTakenUp: facts !== undefined,
      note: facts?.note ?? null,
      ...rest,
      licence: manifest?.licence ?? null,
      source: manifest?.source ?? null,
      pulledAt: manifest?.pulledAt ?? null,
      isDigestPublished: manifest?.isDigestPublished ?? null,
      files: [...(manifest?.files ?? [])],
    },
  ]
}

async function countAssistants(records: Records): Promise<ReadonlyMap<string, number>> {
  const rows = await records.query(
    z.object({ model: z.string(), count: z.number() }),
    `SELECT model, count(*)::int AS count FROM assistants WHERE model IS NOT NULL GROUP BY model`,
  )
  return new Map(rows.map(({ model: name, count }) => [name, count]))
}
