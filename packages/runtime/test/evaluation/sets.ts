// The documents and questions that retrieval is measured by: the project's own, and a folder that somebody gives.

import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

type Question = {
  readonly text: string
  readonly relevant: readonly string[]
  /** Results are shown for each group of which it is one. */
  readonly groups: readonly string[]
}

export type EvaluationSet = {
  readonly name: string
  readonly documents: ReadonlyMap<string, string>
  readonly questions: readonly Question[]
}

const home = new URL('../../evaluation/', import.meta.url)
const samples = new URL('../../../../examples/laptop/documents/', import.meta.url)

const ownQuestions = z.array(
  z.object({
    question: z.string(),
    document: z.string(),
    language: z.enum(['ko', 'en']),
    isParaphrased: z.boolean(),
  }),
)

/** An invented company's rules and manuals, half of them Korean, and what its people might ask. */
export async function loadOwnSet(): Promise<EvaluationSet> {
  const folders = [fileURLToPath(samples), fileURLToPath(new URL('documents/', home))]
  const text = await readFile(new URL('questions.json', home), 'utf8')
  const questions = ownQuestions.parse(JSON.parse(text)).map((one) => ({
    text: one.question,
    relevant: [one.document],
    groups: [one.language, `${one.language} ${one.isParaphrased ? 'paraphrased' : 'direct'}`],
  }))
  return { name: 'own', documents: await readDocuments(folders), questions }
}

async function readDocuments(folders: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const documents = new Map<string, string>()
  for (const folder of folders) {
    for (const name of (await readdir(folder)).toSorted()) {
      // Some file systems keep Hangul in parts.
      const key = name.normalize('NFC')
      documents.set(key, withoutTags(await readFile(join(folder, name), 'utf8')))
    }
  }
  return documents
}

const withoutTags = (text: string): string => text.replaceAll(/<[^>]*>/g, ' ')

/** `corpus.json` {id: text}, `queries.json` {id: question} and `relevant.json` {question id: [document id]}. */
export async function loadGivenSet(folder: string): Promise<EvaluationSet> {
  const read = async <Value>(name: string, schema: z.ZodType<Value>): Promise<Value> =>
    schema.parse(JSON.parse(await readFile(join(folder, name), 'utf8')))
  const texts = z.record(z.string(), z.string())
  const corpus = await read('corpus.json', texts)
  const queries = await read('queries.json', texts)
  const relevant = await read('relevant.json', z.record(z.string(), z.array(z.string())))
  const questions = Object.entries(queries).flatMap(([id, text], index) => {
    const known = relevant[id]?.filter((document) => document in corpus) ?? []
    return known.length === 0
      ? []
      : [{ text, relevant: known, groups: [index % 2 === 0 ? 'first half' : 'second half'] }]
  })
  return { name: 'given', documents: new Map(Object.entries(corpus)), questions }
}
