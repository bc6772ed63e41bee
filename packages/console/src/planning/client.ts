// Asks the planning worker: the page never waits for it, and what nobody waits for any more is not computed.

import type {
  Answer,
  AuditResult,
  ChecklistItem,
  ChecklistName,
  Edit,
  Folder,
  FromWorker,
  Judgement,
  Language,
  Link,
  Pointer,
  Pressure,
  Question,
  Rendered,
  SchemaKind,
  Target,
  TextFile,
  ToWorker,
} from './messages.ts'

/** The worker failed where it never should: our bug. */
class PlanningFailure extends Error {
  override readonly name = 'PlanningFailure'
  readonly code = 'planning-failed'
}

/** Somebody asked anew before this was answered. */
class Superseded extends Error {
  override readonly name = 'AbortError'
  readonly code = 'superseded'
}

type Waiting = {
  readonly resolve: (answer: Answer) => void
  readonly reject: (reason: Error) => void
}

const waiting = new Map<number, Waiting>()
let lastId = 0
let started: Worker | undefined

/** Starts with the first question, and lives as long as the page. */
function worker(): Worker {
  if (started !== undefined) return started
  started = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
  started.addEventListener('message', (event: MessageEvent<FromWorker>) => take(event.data))
  started.addEventListener('error', () => giveUp())
  return started
}

function take(reply: FromWorker): void {
  const asked = waiting.get(reply.id)
  waiting.delete(reply.id)
  if (reply.kind === 'answer') asked?.resolve(reply.answer)
  else asked?.reject(new PlanningFailure(reply.message))
}

/** A worker that could not start answers nobody; the next question starts another. */
function giveUp(): void {
  started = undefined
  for (const { reject } of waiting.values()) reject(new PlanningFailure('The worker has ended'))
  waiting.clear()
}

const tell = (message: ToWorker): void => worker().postMessage(message, [])

function ask(question: Question, signal: AbortSignal | undefined): Promise<Answer> {
  lastId += 1
  const id = lastId
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(new Superseded('superseded'))
      return
    }
    waiting.set(id, { resolve, reject })
    tell({ kind: 'ask', id, question })
    signal?.addEventListener('abort', () => {
      if (!waiting.delete(id)) return
      tell({ kind: 'cancel', id })
      reject(new Superseded('superseded'))
    })
  })
}

const unlike = (answer: Answer): never => {
  throw new PlanningFailure(`The worker answered with ${answer.kind}`)
}

/** Findings, the plan and what can be turned. */
export async function judge(
  folder: Folder,
  language: Language,
  signal?: AbortSignal,
): Promise<Judgement> {
  const answer = await ask({ kind: 'judge', folder, language }, signal)
  return answer.kind === 'judge' ? answer.value : unlike(answer)
}

/** What goes wrong first as more people come. */
export async function pressureOf(
  folder: Folder,
  language: Language,
  signal?: AbortSignal,
): Promise<Pressure | null> {
  const answer = await ask({ kind: 'pressure', folder, language }, signal)
  return answer.kind === 'pressure' ? (answer.value ?? null) : unlike(answer)
}

/** The chains of reasons behind values of the plan. */
export async function whyOf(
  folder: Folder,
  paths: readonly Pointer[],
  language: Language,
  signal?: AbortSignal,
): Promise<readonly Link[]> {
  const answer = await ask({ kind: 'why', folder, paths, language }, signal)
  return answer.kind === 'why' ? answer.value : unlike(answer)
}

/** The change of a text that sets a setting where it is written now. */
export async function editFor(
  folder: Folder,
  path: Pointer,
  value: string,
  signal?: AbortSignal,
): Promise<Edit | undefined> {
  const answer = await ask({ kind: 'set', folder, path, value }, signal)
  return answer.kind === 'set' ? answer.value : unlike(answer)
}

/** The files of a target, by path and size. */
export async function renderedFor(
  folder: Folder,
  target: Target,
  language: Language,
  signal?: AbortSignal,
): Promise<Rendered> {
  const answer = await ask({ kind: 'render', folder, target, language }, signal)
  return answer.kind === 'render' ? answer.value : unlike(answer)
}

/** The same files in a .zip. */
export async function archiveOf(
  folder: Folder,
  target: Target,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const answer = await ask({ kind: 'archive', folder, target }, undefined)
  return answer.kind === 'archive' ? answer.value : unlike(answer)
}

/** What is to be said about manifests of anybody. */
export async function auditOf(
  files: readonly TextFile[],
  language: Language,
  signal?: AbortSignal,
): Promise<AuditResult> {
  const answer = await ask({ kind: 'audit', files, language }, signal)
  return answer.kind === 'audit' ? answer.value : unlike(answer)
}

/** A checklist of operation, judged by the plan; null when what is written cannot be planned. */
export async function checklistOf(
  folder: Folder,
  list: ChecklistName,
  language: Language,
  signal?: AbortSignal,
): Promise<readonly ChecklistItem[] | null> {
  const answer = await ask({ kind: 'checklist', folder, list, language }, signal)
  return answer.kind === 'checklist' ? (answer.value ?? null) : unlike(answer)
}

/** The JSON Schema of what is written, for completion and documentation. */
export async function jsonSchemaOf(schema: SchemaKind, language: Language): Promise<unknown> {
  const answer = await ask({ kind: 'schema', schema, language }, undefined)
  return answer.kind === 'schema' ? answer.value : unlike(answer)
}
