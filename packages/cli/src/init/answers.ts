// Gathers what a new platform needs to know: from options, else from the person.

import { basename, resolve } from 'node:path'
import { gpuProducts } from '@llmflow/catalog'
import type { Context, Flags } from '../command.js'

export type Answers = {
  readonly name: string
  readonly users: number
  readonly domain: string
  /** Empty when there is none. */
  readonly registry: string
  readonly gpus: number
  readonly gpuProduct: string
}

/** What is wrong with the answers, for `wrong use`; or that the person left. */
type NoAnswers = { readonly wrong: string; readonly word: string } | { readonly wrong: undefined }

type Question = 'name' | 'users' | 'domain' | 'registry' | 'gpus' | 'gpuProduct'

export async function gatherAnswers(
  directory: string,
  flags: Flags,
  context: Context,
): Promise<Answers | NoAnswers> {
  const { words, host } = context
  const suggestedName = nameFrom(basename(resolve(host.workingDirectory, directory)))
  const [firstProduct = ''] = gpuProducts
  const texts: { [Q in Question]?: string } = {}
  for (const { question, fallback } of questionsFor(suggestedName, firstProduct)) {
    if (question === 'gpuProduct' && Number(texts.gpus) === 0) continue
    const given = flags.text(question)
    const text = given ?? (await askOr(question, fallback, context))
    if (text === undefined) return { wrong: undefined }
    if (text === '' && fallback === undefined) {
      return { wrong: words.wrongUse.missingOption(`--${question}`), word: '' }
    }
    texts[question] = text
  }
  for (const question of ['users', 'gpus'] as const) {
    const text = texts[question] ?? ''
    if (!/^\d{1,8}$/.test(text)) {
      return { wrong: words.init.notANumber(`--${question}`, text), word: text }
    }
  }
  return {
    name: texts.name ?? suggestedName,
    users: Number(texts.users),
    domain: texts.domain ?? '',
    registry: texts.registry ?? '',
    gpus: Number(texts.gpus),
    gpuProduct: texts.gpuProduct ?? firstProduct,
  }
}

/** In the order in which they are asked; those without a fallback must be answered. */
const questionsFor = (
  name: string,
  product: string,
): readonly { readonly question: Question; readonly fallback: string | undefined }[] => [
  { question: 'name', fallback: name },
  { question: 'users', fallback: undefined },
  { question: 'domain', fallback: undefined },
  { question: 'registry', fallback: '' },
  { question: 'gpus', fallback: '0' },
  { question: 'gpuProduct', fallback: product },
]

/** Asks a person; takes the fallback where nobody can be asked. Undefined when the person left. */
async function askOr(
  question: Question,
  fallback: string | undefined,
  { host, words }: Context,
): Promise<string | undefined> {
  if (host.ask === undefined) return fallback ?? ''
  const shown = fallback === undefined || fallback === '' ? '' : ` [${fallback}]`
  const text = await host.ask(`${words.init.questions[question]}${shown}: `)
  if (text === undefined) return undefined
  return text.trim() === '' ? (fallback ?? '') : text.trim()
}

/** A directory's name as a name of the platform. */
function nameFrom(directory: string): string {
  const name = directory
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '')
    .slice(0, 50)
  return name === '' ? 'llmflow' : name
}
