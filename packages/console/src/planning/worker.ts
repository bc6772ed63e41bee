// Plans, checks, audits and renders beside the page; one question at a time, and none that nobody waits for.

import './no-eval.ts'
import { components, releases } from '@llmflow/catalog'
import { chainsOf } from '@llmflow/planner'
import { schemaOf } from '@llmflow/spec'
import { auditedOf, checklistFor } from './audited.ts'
import { dialsOf } from './dials.ts'
import { findingsOf } from './findings.ts'
import type {
  Answer,
  Folder,
  FromWorker,
  Judgement,
  Language,
  Question,
  ToWorker,
} from './messages.ts'
import { planFolder } from './planned.ts'
import { pressureOn } from './pressure.ts'
import { editOf } from './set.ts'
import { renderedOf, zipOf } from './tree.ts'
import { viewOf } from './view.ts'

type Asked = { readonly id: number; readonly question: Question }

const queue: Asked[] = []
const cancelled = new Set<number>()
const running = new Set<number>()
let isBusy = false

const isOpen = (id: number): boolean => running.has(id) || queue.some((asked) => asked.id === id)

self.addEventListener('message', (event: MessageEvent<ToWorker>) => {
  const message = event.data
  if (message.kind === 'ask') queue.push(message)
  else if (isOpen(message.id)) cancelled.add(message.id)
  void work()
})

/** What takes long goes last: nobody waits for the picture of the far future before that of now. */
function next(): Asked | undefined {
  const index = queue.findIndex(({ question }) => question.kind !== 'pressure')
  return queue.splice(Math.max(0, index), 1)[0]
}

async function work(): Promise<void> {
  if (isBusy) return
  isBusy = true
  for (let asked = next(); asked !== undefined; asked = next()) {
    await letMessagesIn()
    if (!cancelled.delete(asked.id)) await answer(asked)
  }
  isBusy = false
}

/** Messages arrive as tasks of their own. */
const letMessagesIn = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve)
  })

async function answer({ id, question }: Asked): Promise<void> {
  running.add(id)
  try {
    tell({ kind: 'answer', id, answer: await answerTo(question, id) })
  } catch (error) {
    tell({ kind: 'failed', id, message: error instanceof Error ? error.message : 'unknown' })
  } finally {
    running.delete(id)
    cancelled.delete(id)
  }
}

const tell = (message: FromWorker): void => self.postMessage(message, { transfer: [] })

async function answerTo(question: Question, id: number): Promise<Answer> {
  switch (question.kind) {
    case 'judge':
      return { kind: 'judge', value: judgementOf(question.folder, question.language) }
    case 'pressure': {
      const planned = planFolder(question.folder)
      const value = await pressureOn(planned, question.language, () => breathe(id))
      return { kind: 'pressure', value }
    }
    case 'why': {
      const { folder, paths, language } = question
      return { kind: 'why', value: chainsOf(paths, planFolder(folder), language) }
    }
    case 'set':
      return { kind: 'set', value: editOf(question.folder, question.path, question.value) }
    case 'render': {
      const { folder, target, language } = question
      return { kind: 'render', value: renderedOf(folder, target, language) }
    }
    case 'archive':
      return { kind: 'archive', value: zipOf(question.folder, question.target) }
    case 'audit':
      return { kind: 'audit', value: auditedOf(question.files, question.language) }
    case 'checklist': {
      const { folder, list, language } = question
      return { kind: 'checklist', value: checklistFor(folder, list, language) }
    }
    case 'schema':
      return { kind: 'schema', value: schemaOf(question.schema, knownNames, question.language) }
  }
}

const knownNames = {
  releases: releases.map(({ name }) => name),
  components: components.map(({ name }) => name),
}

function judgementOf(folder: Folder, language: Language): Judgement {
  const { plan, platform, diagnostics, sources } = planFolder(folder)
  return {
    findings: findingsOf(diagnostics, sources, language),
    plan: plan === undefined ? undefined : viewOf(plan),
    dials: platform === undefined ? undefined : dialsOf(platform.value),
  }
}

/** Between the steps of something long: others are answered first, and what was cancelled ends. */
async function breathe(id: number): Promise<boolean> {
  await letMessagesIn()
  for (let asked = shortOne(); asked !== undefined; asked = shortOne()) {
    if (!cancelled.delete(asked.id)) await answer(asked)
    await letMessagesIn()
  }
  return !cancelled.has(id)
}

function shortOne(): Asked | undefined {
  const index = queue.findIndex(({ question }) => question.kind !== 'pressure')
  return index === -1 ? undefined : queue.splice(index, 1)[0]
}
