// Measures how much of what must be hidden is found, and how often something else is hidden.

import { describe, expect, it } from 'vitest'
import { builtInRedaction } from '../../src/redaction/built-in.js'
import { labelledTexts, plainTexts, type LabelledText } from './labelled-texts.js'

const perForm = 60
const redaction = builtInRedaction()

type Outcome = { readonly text: string; readonly redacted: string; readonly kind: string }

/** Texts in which the value is not hidden whole, or more than the value is. */
async function missed(texts: readonly LabelledText[]): Promise<readonly Outcome[]> {
  const outcomes = await Promise.all(
    texts.map(async ({ text, hidden = '', kind = '' }) => {
      const redacted = await redaction.open().redact(text)
      const [before = '', after = ''] = text.split(hidden)
      const isHidden =
        redacted.startsWith(before) &&
        redacted.endsWith(after) &&
        /^<[A-Z_]+_1>$/.test(redacted.slice(before.length, redacted.length - after.length))
      return isHidden ? [] : [{ text, redacted, kind }]
    }),
  )
  return outcomes.flat()
}

/** Share of each kind that is found, over all of its forms. */
const recallMin = 0.99
const precisionMin = 0.97

describe('what is recognised', () => {
  const labelled = labelledTexts(perForm)

  it.each([...new Set(labelled.map(({ kind }) => kind))])('finds %s', async (kind) => {
    const texts = labelled.filter((text) => text.kind === kind)
    const lost = await missed(texts)
    const recall = 1 - lost.length / texts.length
    expect({ recall, lost: recall < recallMin ? lost.slice(0, 20) : [] }).toEqual({
      recall,
      lost: [],
    })
  })

  it('leaves neighbours alone', async () => {
    const texts = plainTexts(perForm)
    const hidden: string[] = []
    for (const { text } of texts) {
      const redacted = await redaction.open().redact(text)
      if (redacted !== text) hidden.push(`${text} => ${redacted}`)
    }
    const precision = 1 - hidden.length / texts.length
    expect({ precision, hidden: precision < precisionMin ? hidden.slice(0, 20) : [] }).toEqual({
      precision,
      hidden: [],
    })
  })

  it('would notice a kind that is not looked for', async () => {
    const without = builtInRedaction({ kinds: ['EMAIL'] })
    const phone = labelled.find(({ kind }) => kind === 'PHONE')
    expect(await without.open().redact(phone?.text ?? '')).toBe(phone?.text)
  })
})
