// `llmflow ingest`: uploads documents and waits until they can be searched.

import { type Diagnostic } from '@llmflow/spec'
import { outcomeOf, type CommandDefinition, type Context, type Outcome } from '../command.js'
import { dataDirectoryOf, declareData, withService, type Service } from '../service/connect.js'
import { findFiles, type FoundFiles } from '../service/files.js'
import {
  failed,
  followDocuments,
  isSettled,
  openDataset,
  uploadFile,
  type DocumentState,
} from '../service/upload.js'
import { wrongUse } from '../wrong-use.js'

export const ingestCommand: CommandDefinition = {
  name: 'ingest',
  declare: (command, words) =>
    declareData(command.argument('<PATH...>', words.arguments.documentPath), words)
      .requiredOption('--dataset <NAME>', words.options.dataset)
      .option('--tenant <NAME>', words.options.tenant, 'default')
      .option('--no-wait', words.options.noWait),
  run: async (context, { args, flags }) => {
    const { host, words, commandLine } = context
    const found = await findFiles(host, args)
    if (found.files.length === 0) {
      const finding = wrongUse(commandLine, words.service.nothingToIngest)
      return outcomeOf({ diagnostics: [...found.diagnostics, finding], sources: [commandLine] })
    }
    const dataset = flags.text('dataset') ?? ''
    const tenant = flags.text('tenant') ?? 'default'
    const headers = { 'x-llmflow-tenant': tenant }
    const isWaiting = flags.isSet('wait')
    return withService(context, dataDirectoryOf(context, flags), headers, (service) =>
      ingest(service, context, { dataset, tenant }, found, isWaiting),
    )
  },
}

async function ingest(
  service: Service,
  context: Context,
  { dataset, tenant }: { readonly dataset: string; readonly tenant: string },
  { files, diagnostics }: FoundFiles,
  isWaiting: boolean,
): Promise<Outcome> {
  const { host, words } = context
  const watch = host.watchInterrupt()
  const progress = progressOn(context, files.length)
  try {
    const reasons = { 404: words.service.noTenant(tenant) }
    const id = await openDataset(service, words.service.actions.dataset, dataset, reasons)
    const uploaded: DocumentState[] = []
    const findings: Diagnostic[] = [...diagnostics]
    let sent = 0
    for (const file of files) {
      if (watch.isInterrupted()) break
      sent += 1
      progress.uploading(file.name)
      const document = await uploadFile(service, context, id, file)
      if ('severity' in document) findings.push(document)
      else uploaded.push(document)
    }
    const documents = isWaiting
      ? await followDocuments(service, context, uploaded, watch.isInterrupted, progress.show)
      : uploaded
    const left = files.length - sent
    return report(context, dataset, documents, findings, {
      left,
      isInterrupted: watch.isInterrupted(),
    })
  } finally {
    progress.end()
    watch.end()
  }
}

function report(
  { words }: Context,
  dataset: string,
  documents: readonly DocumentState[],
  findings: readonly Diagnostic[],
  { left, isInterrupted }: { readonly left: number; readonly isInterrupted: boolean },
): Outcome {
  const ready = documents.filter(({ stage }) => stage === 'ready')
  const broken = documents.filter(({ stage }) => stage === 'failed')
  const count = documents.length
  const settled = documents.every(isSettled)
    ? words.service.ingested(ready.length, broken.length, dataset)
    : words.service.queued(count, dataset)
  const text = left > 0 ? words.service.partlyQueued(count, count + left, dataset) : settled
  return outcomeOf({
    diagnostics: [
      ...findings,
      ...broken.map(({ name, failure, failureDetail }) =>
        failed(name, words.service.failures[failure] ?? failureDetail),
      ),
    ],
    result: { dataset, documents },
    text: `${text}\n`,
    isInterrupted,
  })
}

type Progress = {
  readonly uploading: (name: string) => void
  readonly show: (documents: readonly DocumentState[]) => void
  readonly end: () => void
}

/** One line that changes on a terminal; elsewhere a line for each document that settles. */
function progressOn({ host, words }: Context, total: number): Progress {
  const settled = new Set<string>()
  let isOpen = false
  const line = (text: string): void => {
    if (!host.isTerminal) return
    const columns = (host.columns ?? 80) - 1
    host.writeError(`\r\u001b[K${text.slice(0, columns)}`)
    isOpen = true
  }
  let sent = 0
  return {
    uploading: (name) => {
      sent += 1
      line(`${words.service.actions.upload} ${sent}/${total} ${name}`)
    },
    show: (documents) => {
      const done = documents.filter(isSettled)
      for (const { id, name, stage } of done) {
        if (settled.has(id)) continue
        settled.add(id)
        if (!host.isTerminal) {
          const shown = words.service.stages[stage] ?? stage
          host.writeError(`${settled.size}/${documents.length} ${shown} ${name}\n`)
        }
      }
      const working = documents.find(
        (document) => !isSettled(document) && document.stage !== 'queued',
      )
      const waiting = working ?? documents.find((document) => !isSettled(document))
      if (waiting !== undefined) {
        const { stage, done: at, total: of, name } = waiting
        const share = of > 0 ? ` ${at}/${of}` : ''
        line(
          `${done.length}/${documents.length} ${words.service.stages[stage] ?? stage}${share} ${name}`,
        )
      }
    },
    end: () => {
      if (isOpen) host.writeError('\r\u001b[K')
    },
  }
}
