// Whether a chat model can answer from given passages in a language, asked once for each file.

import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { languageOf, type Language } from '../answer/language.js'
import { systemPrompt } from '../answer/words.js'
import { modelsFolder } from './manifest.js'
import { probeQuestions, probeVersion, type ProbeQuestion } from './probe-questions.js'

type ProbeMessage = { readonly role: 'system' | 'user'; readonly content: string }

/** A whole answer at temperature 0, of so many tokens at most. */
export type ProbeChat = (
  messages: readonly ProbeMessage[],
  tokensMax: number,
  signal: AbortSignal,
) => Promise<string>

const tokensMax = 96
/** A model that is slower than this keeps nobody's attention either. */
const languageMsMax = 120_000

/** False when one answer is wrong, in another language or too late. Throws what the backend throws. */
export async function probeModel(
  chat: ProbeChat,
  language: Language,
  signal: AbortSignal,
): Promise<boolean> {
  const late = AbortSignal.timeout(languageMsMax)
  const either = AbortSignal.any([signal, late])
  try {
    for (const question of probeQuestions[language]) {
      const answer = await chat(messagesOf(question, language), tokensMax, either)
      if (!isRight(answer, question, language)) return false
    }
    return true
  } catch (error) {
    if (late.aborted && !signal.aborted) return false
    throw error
  }
}

/** As the answer flow asks: what passes here is what will be used. */
function messagesOf(
  { passages, question }: ProbeQuestion,
  language: Language,
): readonly ProbeMessage[] {
  const numbered = passages.map((text, at) => `[${at + 1}] ${text}`)
  return [
    { role: 'system', content: systemPrompt(language, '') },
    { role: 'user', content: `${numbered.join('\n\n')}\n\n${question}` },
  ]
}

function isRight(answer: string, { facts, wrong }: ProbeQuestion, language: Language): boolean {
  const said = answer.replaceAll(/\[\d+\]/g, '').toLowerCase()
  const says = (form: string): boolean => hasWord(said, form.toLowerCase())
  const isWhole = said.trim() !== '' && facts.every((forms) => forms.some(says))
  return isWhole && !wrong.some(says) && languageOf(answer) === language
}

/** `4` is not in `14`, nor `9년` in `19년`. */
function hasWord(text: string, form: string): boolean {
  const at = text.indexOf(form)
  if (at < 0) return false
  const isDigit = (character: string | undefined): boolean => /^\d$/.test(character ?? '')
  const isCut = isDigit(form[0]) && isDigit(text[at - 1])
  const isCutAfter = isDigit(form.at(-1)) && isDigit(text[at + form.length])
  return (!isCut && !isCutAfter) || hasWord(text.slice(at + form.length), form)
}

const resultsSchema = z.object({
  version: z.literal(probeVersion),
  passed: z.record(z.string(), z.boolean()),
})

const resultsFile = (data: string): string => join(modelsFolder(data), 'probes.json')

async function readResults(data: string): Promise<{ readonly [key: string]: boolean }> {
  const text = await readFile(resultsFile(data), 'utf8').catch(() => '{}')
  const parsed = z
    .string()
    .transform((json, context): unknown => {
      try {
        return JSON.parse(json)
      } catch {
        context.addIssue('is no JSON')
        return z.NEVER
      }
    })
    .pipe(resultsSchema)
    .safeParse(text)
  return parsed.success ? parsed.data.passed : {}
}

async function writeResults(
  data: string,
  passed: { readonly [key: string]: boolean },
): Promise<void> {
  await mkdir(modelsFolder(data), { recursive: true, mode: 0o700 })
  const path = resultsFile(data)
  await writeFile(`${path}.new`, `${JSON.stringify({ version: probeVersion, passed })}\n`)
  await rename(`${path}.new`, path)
}

export type Probes = {
  /** False until the model has passed. */
  hasPassed(model: string, language: Language): boolean
  /** Asks the model what is not known yet of its file; a model at an address has none, and is asked each time. */
  probe(model: string, sha256: string | undefined, signal: AbortSignal): Promise<void>
}

/** Results of files are kept in the data directory. */
export function makeProbes(
  data: string,
  chatOf: (model: string) => ProbeChat,
  languages: readonly Language[],
): Probes {
  const passed = new Map<string, boolean>()
  let writing: Promise<unknown> = Promise.resolve()

  // One after the other: two at once would each forget what the other found.
  const keepAfter = async (before: Promise<unknown>, key: string, isPassed: boolean) => {
    await before.catch(() => undefined)
    await writeResults(data, { ...(await readResults(data)), [key]: isPassed })
  }
  const keep = (key: string, isPassed: boolean): Promise<void> => {
    const written = keepAfter(writing, key, isPassed)
    writing = written
    return written
  }

  return {
    hasPassed: (model, language) => passed.get(`${model} ${language}`) ?? false,
    async probe(model, sha256, signal) {
      const known = sha256 === undefined ? {} : await readResults(data)
      for (const language of languages) {
        const key = `${sha256} ${language}`
        const isPassed = known[key] ?? (await probeModel(chatOf(model), language, signal))
        passed.set(`${model} ${language}`, isPassed)
        if (sha256 !== undefined && known[key] === undefined) await keep(key, isPassed)
      }
    },
  }
}
