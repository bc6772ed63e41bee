// Puts the service together: engines, what is built on them, and the faces that people and programs see.

import { availableParallelism, hostname } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { makeMemoryLimits } from './adapters/memory/limits.js'
import type { Answer, AnswerMeans } from './answer/flow.js'
import { makeAnswering, type Answering } from './assistants/answering.js'
import type { Configuration, ProcessOptions } from './configuration.js'
import { openAttachments } from './engines/attachments.js'
import { openPagePictures } from './engines/page-pictures.js'
import { openEmbedding, type OpenEmbedding } from './engines/embedding.js'
import type { Closers } from './engines/closers.js'
import { endEngines, type Engines } from './engines/engines.js'
import { maskedSearch, type SearchModels } from './engines/masked-search.js'
import { openModels, type LocalModels } from './engines/models.js'
import { openGeneration } from './engines/generation.js'
import type { EngineStates } from './engines/states.js'
import { makeConversations } from './conversations/conversations.js'
import { makeOwnConversations } from './conversations/own.js'
import { makeBackends, type Backends } from './gateway/backends/backends.js'
import { readBackendSettings } from './gateway/backends/settings.js'
import type { BackendModel } from './gateway/backends/router.js'
import { authenticator } from './gateway/caller.js'
import { servePages, type ConsolePages } from './gateway/console.js'
import { readConsole } from './gateway/console-files.js'
import { adminFace } from './gateway/faces/admin/face.js'
import { difyAppFace } from './gateway/faces/dify/app-face.js'
import { difyDatasetsFace } from './gateway/faces/dify/datasets-face.js'
import { difyExternalKnowledgeFace } from './gateway/faces/dify/knowledge-face.js'
import type { Assistants } from './gateway/faces/openai/context.js'
import { openaiFace } from './gateway/faces/openai/face.js'
import { makeMetrics, type Metrics } from './gateway/metrics.js'
import { makeOperatorSocket } from './gateway/operator-socket.js'
import type { OnFault } from './gateway/problem.js'
import type { RouteFacts } from './gateway/route.js'
import { addOpenApi } from './gateway/openapi.js'
import { makeRefusals } from './gateway/refusals.js'
import { makeServer, type Readiness } from './gateway/server.js'
import { readTrustedProxies } from './gateway/trusted-proxies.js'
import { openUsageJournal } from './gateway/usage.js'
import { makeId } from './identifier.js'
import { makeIdentity } from './identity/identity.js'
import { readProviderSettings } from './identity/provider-options.js'
import { countBacklog } from './ingest/backlog.js'
import { chunkByTitle } from './ingest/chunk-by-title.js'
import { documentHandler, documentJob } from './ingest/handler.js'
import type { Embedding, Pipeline } from './ingest/pipeline.js'
import { resumeDocuments } from './ingest/resume.js'
import { sweepObjects } from './ingest/sweep.js'
import { enqueue } from './jobs/queue.js'
import { startWorker } from './jobs/worker.js'
import { loadChunks } from './knowledge/chunks.js'
import type { Knowledge } from './knowledge/documents.js'
import { describeError, type Log } from './log.js'
import { openModelStore } from './models/inventory.js'
import { runPullProcess } from './models/pull-process.js'
import { makeModelPulls, readModelHosts } from './models/pulls.js'
import type { Records } from './ports/records.js'
import type { Redaction } from './ports/redaction.js'
import type { Traces } from './ports/traces.js'
import { builtInRedaction } from './redaction/built-in.js'
import { makeRetriever } from './retrieve/make-retriever.js'
import type { Retriever } from './retrieve/retriever.js'
import { traceEverywhere, type SpanSink } from './traces/batch.js'
import { makeOtlpExporter, readOtlpOptions } from './traces/otlp.js'
import { makeTraceStore } from './traces/store.js'

export type Runtime = {
  /** Where it listens; absent when only the admin socket answers. */
  readonly url?: string
  /** Makes the first account; works once, and only while there is none. */
  readonly adminLink?: string
  readonly states: EngineStates
  close(): Promise<void>
}

export type Environment = { readonly [name: string]: string | undefined }

type Started = {
  readonly options: ProcessOptions
  readonly environment: Environment
  readonly log: Log
  readonly closers: Closers
  readonly states: EngineStates
  readonly engines: Engines
}

/** Builds everything on engines that run; adds what it starts to the closers. */
export async function assembleRuntime({
  options,
  environment,
  log,
  closers,
  states,
  engines,
}: Started): Promise<Runtime> {
  const { configuration } = options
  const { records } = engines
  const onFault: OnFault = (error, request) =>
    log.error('a fault', { error: describeError(error), request })
  const onTrouble = (error: unknown): void => log.warn('trouble', { error: describeError(error) })
  const metrics = makeMetrics()
  const redaction = builtInRedaction()
  const traces = openTraces(records, redaction, environment, onTrouble, closers)
  const models = await openModels({
    dataDirectory: engines.directory.path,
    sockets: engines.directory.sockets,
    configuration,
    states,
    log,
  })
  closers.add('models', () => models.close())
  const backends = makeBackends({ models: models.models, ...readBackendSettings(environment) })
  closers.add('backends', () => backends.close())
  const search = maskedSearch(backends, redaction)
  const embedding = embeddingOf({ models, backends: search, engines, states, log })
  // Before the queue and the sweep begin: embedded records answer one after the other.
  const identity = await makeIdentity({
    records,
    tenants: configuration.tenants,
    publicUrl: configuration.publicUrl,
    provider: readProviderSettings(environment, configuration.publicUrl),
  })
  const token = await identity.prepareFirstRun(environment['LLMFLOW_ADMIN_PASSWORD'])
  const knowledge = await startKnowledge(engines, configuration, embedding, metrics, log, closers)
  const retriever = measured(retrieverOf(engines, embedding, models, search), records, metrics)
  const generation = openGeneration({
    dataDirectory: engines.directory.path,
    models,
    backends,
    states,
    log,
    closers,
  })
  const flow = loadLater({
    retriever,
    termsOf: (question, texts) => engines.index.termsOf(question, texts),
    redaction,
    ...generation,
  })
  const answering = makeAnswering({
    records,
    answer: flow.answer,
    traces,
    usualModel: () => models.models.find(({ kind }) => kind === 'chat')?.name,
  })
  const usage = await openUsageJournal({
    directory: join(engines.directory.path, 'usage'),
    records,
    onFault: onTrouble,
  })
  closers.add('usage', () => usage.close())
  const operator = makeOperatorSocket()
  const readiness = (): Readiness => ({ isReady: true, engines: states.all() })
  const trustedProxies = readTrustedProxies(environment)
  const modelPulls = makeModelPulls({
    data: engines.directory.path,
    run: runPullProcess,
    hosts: readModelHosts(environment),
  })
  closers.add('model pulls', () => modelPulls.close())
  const pages = await openConsole(environment)
  const server = makeServer({
    pages,
    metrics,
    readiness,
    onFault,
    requestMs: requestMsMax,
    trustedProxies,
  })
  closers.add('server', () => server.close())
  const table: RouteFacts[] = []
  const authenticate = authenticator(identity.authenticate, operator)
  addOpenApi(server.app, table)
  const conversations = makeConversations(records)
  const common = { authenticate, table, onFault, metrics }
  const refusals = makeRefusals(traces)
  const books = { limits: makeMemoryLimits(), usage, metrics, traces, refusals }
  const assistants = assistantsOf(answering)
  const answer: Assistants['answer'] = (question) => assistants.answer(question)
  await server.app.register(openaiFace, { ...common, ...books, backends, redaction, assistants })
  await server.app.register(difyAppFace, {
    ...common,
    ...books,
    conversations,
    appOf: (principal) => answering.ofCaller(principal),
    answer,
    uploads: openAttachments(engines, () => chunkByTitle(configuration.chunking), log, closers),
  })
  await server.app.register(difyDatasetsFace, { ...common, knowledge, retriever })
  await server.app.register(difyExternalKnowledgeFace, { ...common, records, retriever })
  await server.app.register(adminFace, {
    authenticate,
    table,
    identity,
    knowledge,
    pagePictures: openPagePictures(engines, knowledge, closers),
    retriever,
    conversations: makeOwnConversations(records, conversations),
    modelStore: openModelStore(engines.directory.path),
    modelPulls,
    pages,
    limits: books.limits,
    asking: { ...books, conversations, answer },
    onFault,
    models: () => models.models.map((model) => factsOf(model, backends, states)),
    readiness,
    settings: () => ({ ...configuration }),
  })
  const socket = join(engines.directory.sockets, 'admin.sock')
  await operator.listen(server.app, socket)
  closers.add('admin socket', () => operator.close())
  const { host, port } = options
  const url = port === undefined ? undefined : await server.app.listen({ host, port })
  setTimeout(flow.load, flowAfterMs).unref()
  return {
    ...(url === undefined ? {} : { url }),
    ...(token === undefined || url === undefined ? {} : { adminLink: `${url}/first-run#${token}` }),
    states,
    close: () => endEngines(closers, log),
  }
}

/** Who waits for the service has been answered by then. */
const flowAfterMs = 1000

/**
 * The flow's library needs a third of a second of a processor, which a start doesn't wait for: it is loaded behind it, or
 * with a question that comes before.
 */
function loadLater(means: AnswerMeans) {
  let loaded: Promise<Answer> | undefined
  const load = (): Promise<Answer> => {
    loaded ??= import('./answer/flow.js').then(({ makeAnswer }) => makeAnswer(means))
    return loaded
  }
  const answer: Answer = async function* (request) {
    const ask = await load()
    yield* ask(request)
  }
  // Where it can't be loaded, the question says so.
  return { answer, load: () => void load().catch(() => undefined) }
}

/** Without a built console the address `/` is nobody's. */
async function openConsole(environment: Environment): Promise<ConsolePages | undefined> {
  const directory = environment['LLMFLOW_CONSOLE_DIRECTORY'] ?? ''
  return directory === '' ? undefined : servePages(await readConsole(directory))
}

const factsOf = (
  { name, kind, engine, context }: BackendModel,
  backends: Backends,
  states: EngineStates,
) => ({
  name,
  kind,
  engine,
  context: context === 0 ? null : context,
  isReady: backends.isWell(name),
  note: states.all()[`model ${name}`]?.detail ?? null,
})

/** Always in the records; to a collector too where OpenTelemetry's variables name one. */
function openTraces(
  records: Records,
  redaction: Redaction,
  environment: Environment,
  onFault: (error: unknown) => void,
  closers: Closers,
): Traces {
  const collector = readOtlpOptions(environment)
  const sinks: readonly SpanSink[] = [
    makeTraceStore({ records, redaction, onFault }),
    ...(collector === undefined ? [] : [makeOtlpExporter(collector, redaction, onFault)]),
  ]
  for (const sink of sinks) closers.add('traces', () => sink.close())
  return traceEverywhere(sinks)
}

type EmbeddingParts = {
  readonly models: LocalModels
  readonly backends: SearchModels
  readonly engines: Engines
  readonly states: EngineStates
  readonly log: Log
}

/** The first embedding model; vectors of two do not compare. */
function embeddingOf({
  models,
  backends,
  engines,
  states,
  log,
}: EmbeddingParts): OpenEmbedding | undefined {
  const model = models.models.find(({ kind }) => kind === 'embedding')
  if (model !== undefined) {
    return openEmbedding({ model, models, backends, index: engines.index, states, log })
  }
  states.set('vectors', 'off', 'there is no embedding model')
  return undefined
}

function retrieverOf(
  { index, graph, records }: Engines,
  embedding: OpenEmbedding | undefined,
  { models }: LocalModels,
  search: SearchModels,
): Retriever {
  const reranker = models.find(({ kind }) => kind === 'reranking')?.name
  return makeRetriever({
    textIndex: index.texts,
    graph,
    mentionsOf: (texts, signal) => index.mentionsOf(texts, signal),
    chunksOf: (ids, scope) => loadChunks(records, ids, scope),
    ...(embedding === undefined
      ? {}
      : { embedding: { index: embedding.index, embed: embedding.embedQuestions } }),
    ...(reranker === undefined
      ? {}
      : { rerank: (query, texts, signal) => search.rerank(reranker, query, texts, signal) }),
  })
}

/** Tells the metrics how long each leg took, under the tenant's name. */
function measured(retriever: Retriever, records: Records, metrics: Metrics): Retriever {
  const nameOf = tenantNames(records)
  return {
    async retrieve(request) {
      const retrieved = await retriever.retrieve(request)
      const tenant = await nameOf(request.scope.tenantId)
      for (const { leg, durationMs, problem } of retrieved.legs) {
        if (problem !== 'off') metrics.search(leg, tenant, durationMs / 1000)
      }
      metrics.search('fusion', tenant, retrieved.fusionMs / 1000)
      if (retrieved.rerankMs !== undefined) {
        metrics.search('rerank', tenant, retrieved.rerankMs / 1000)
      }
      return retrieved
    },
  }
}

/** Names of tenants never change, so each is asked for once. */
function tenantNames(records: Records): (id: string) => Promise<string> {
  const known = new Map<string, string>()
  return async (id) => {
    const name = known.get(id)
    if (name !== undefined) return name
    const sql = 'SELECT name FROM tenants WHERE id = $1'
    const [row] = await records.query(z.object({ name: z.string() }), sql, [id])
    if (row !== undefined) known.set(id, row.name)
    return row?.name ?? 'none'
  }
}

/** How soon an order is seen that another replica gave. */
const othersOrdersMs = 1000

/** As often as Prometheus looks. */
const backlogMs = 15_000

/** Half a gigabyte over 5 Mbit/s. */
const requestMsMax = 15 * 60_000

const documentBytesMax = 512 * 2 ** 20

/** An upload to another process, from its first byte to its row. */
const othersUploadMs = 24 * 3_600_000

async function startKnowledge(
  engines: Engines,
  configuration: Configuration,
  embedding: Embedding | undefined,
  metrics: Metrics,
  log: Log,
  closers: Closers,
): Promise<Knowledge> {
  const { records, objects, index, graph, parser, workFolder } = engines
  const nameOf = tenantNames(records)
  const told = (tenantId: string, tell: (tenant: string) => void): void =>
    void nameOf(tenantId).then(tell, () => undefined)
  const pipeline: Pipeline = {
    records,
    objects,
    parser,
    makeChunker: () => chunkByTitle(configuration.chunking),
    textIndex: index.texts,
    graph,
    mentionsOf: (texts) => index.mentionsOf(texts),
    workFolder,
    ...(embedding === undefined ? {} : { embedding }),
    observe: {
      recognized: (tenantId, { pages, failed }) =>
        told(tenantId, (tenant) => metrics.recognized(tenant, pages, failed)),
      processed: (tenantId, status) =>
        told(tenantId, (tenant) => {
          if (status !== 'deleted') metrics.processed(tenant, status)
        }),
    },
  }
  const order: Knowledge['enqueue'] = (session, tenantId, subject) =>
    enqueue(session, { tenantId, kind: documentJob, subject })
  await resumeDocuments(records, order, embedding?.model)
  const isAlone = configuration.records.engine === 'pglite'
  const worker = await startWorker({
    records,
    handlers: { [documentJob]: documentHandler(pipeline) },
    // Replicas in containers all have the same process number.
    name: `${hostname()} ${process.pid} ${makeId()}`,
    concurrency: Math.max(1, availableParallelism() - 1),
    isAlone,
    ...(isAlone ? {} : { idleMsMax: othersOrdersMs }),
    onTrouble: (error) => log.warn('the queue has trouble', { error: describeError(error) }),
  })
  closers.add('worker', () => worker.close())
  const sweep = new AbortController()
  const sweeping = sweepObjects(
    { records, objects },
    Date.now() - (isAlone ? 0 : othersUploadMs),
    sweep.signal,
  ).catch((error: unknown) => log.warn('files are not swept', { error: describeError(error) }))
  closers.add('sweep', () => {
    sweep.abort()
    return sweeping
  })
  const counting = setInterval(() => {
    countBacklog(records, (...facts) => metrics.pending(...facts)).catch((error: unknown) => {
      log.warn('waiting documents are not counted', { error: describeError(error) })
    })
  }, backlogMs)
  closers.add('backlog', () => {
    clearInterval(counting)
    return Promise.resolve()
  })
  return {
    records,
    objects,
    enqueue: order,
    wake: () => worker.wake(),
    sizeBytesMax: documentBytesMax,
  }
}

/** Assistants as the OpenAI face asks them. */
const assistantsOf = (answering: Answering) => ({
  list: async (principal: Parameters<Answering['list']>[0]) =>
    (await answering.list(principal)).map(({ name, createdAtMs }) => ({
      name,
      createdAt: new Date(createdAtMs),
    })),
  async *answer({
    assistant,
    ...question
  }: Omit<Parameters<Answering['answer']>[0], 'assistant'> & { readonly assistant: string }) {
    const found = await answering.byName(question.principal, assistant)
    yield* answering.answer({ ...question, assistant: found })
  },
})
