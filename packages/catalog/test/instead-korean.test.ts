// Tests that what to write instead of a setting is said in Korean too.

import { components, software, type OptionFacts } from '@llmflow/catalog'
import { diagnostic, messageOf } from '@llmflow/spec'
import { describe, expect, it } from 'vitest'

type Facts = {
  readonly env?: OptionFacts
  readonly args?: OptionFacts
  readonly config?: OptionFacts
}

const versions: readonly Facts[] = [
  ...components.flatMap((component) => Object.values(component.versions)),
  ...software.flatMap((known) => known.versions),
]

const insteads = new Set(
  versions
    .flatMap(({ env, args, config }) => [env, args, config])
    .flatMap((facts) => facts?.options ?? [])
    .flatMap(({ instead }) => (instead === undefined ? [] : [instead])),
)

const place = { document: 'llmflow.yaml', offset: 0, length: 1 }

function inKorean(instead: string): string {
  const params = { component: 'x', version: '1', setting: 'HOST', instead }
  return messageOf(diagnostic('wiring/setting-not-read', place, params), 'ko')
}

describe('what to write instead of a setting that nothing reads', () => {
  it('is found in the catalog', () => expect(insteads.size).toBeGreaterThan(50))

  it.each([...insteads])('%s', (instead) => {
    expect(inKorean(instead)).not.toMatch(
      /\b(?:a|and|by|in|it|no|not|nothing|of|or|the|to|which|with)\b/,
    )
  })

  it('is said as it is where it is a name', () => {
    expect(inKorean('MILVUS_URI')).toBe('x 1은 HOST를 읽지 않습니다. 대신 MILVUS_URI를 쓰세요')
  })
})
