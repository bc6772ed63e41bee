// Takes what the YAML library reports for a fault of ours, so that it can be said in the reader’s language.

import type { ErrorCode } from 'yaml'
import type { YamlFault, YamlSyntax } from '../diagnostic/yaml-faults.js'

/** What each code of the library means where its message says nothing more precise. */
const faultsByCode: { readonly [C in ErrorCode]: YamlFault } = {
  ALIAS_PROPS: 'alias-decorated',
  BAD_ALIAS: 'name-empty',
  BAD_COLLECTION_TYPE: 'tag-of-another-kind',
  BAD_DIRECTIVE: 'directive',
  BAD_DQ_ESCAPE: 'escape',
  BAD_INDENT: 'indentation',
  BAD_PROP_ORDER: 'order',
  BAD_SCALAR_START: 'first-character',
  BLOCK_AS_IMPLICIT_KEY: 'map-beside-key',
  BLOCK_IN_FLOW: 'block-in-brackets',
  DUPLICATE_KEY: 'key-repeated',
  IMPOSSIBLE: 'structure',
  KEY_OVER_1024_CHARS: 'key-too-long',
  MISSING_CHAR: 'character-missing',
  MULTILINE_IMPLICIT_KEY: 'key-on-two-lines',
  MULTIPLE_ANCHORS: 'anchors-many',
  MULTIPLE_DOCS: 'document-second',
  MULTIPLE_TAGS: 'tags-many',
  NON_STRING_KEY: 'key-not-text',
  RESOURCE_EXHAUSTION: 'nested-too-deep',
  TAB_AS_INDENT: 'tab',
  TAG_RESOLVE_FAILED: 'tag',
  UNEXPECTED_TOKEN: 'token',
}

const faults: ReadonlyMap<string, YamlFault> = new Map(Object.entries(faultsByCode))

type Finer = { readonly pattern: RegExp; readonly fault: YamlFault }

/** Some codes stand for many faults, which the message tells apart; what it is about is its first group. */
const finer: { readonly [code: string]: readonly Finer[] } = {
  BAD_DQ_ESCAPE: [{ pattern: /sequence (.+)$/, fault: 'escape' }],
  BAD_INDENT: [
    { pattern: /end with a (.)$/, fault: 'bracket-open' },
    { pattern: /^Block scalar/, fault: 'indentation-of-text' },
  ],
  BAD_SCALAR_START: [{ pattern: /(\S)$/, fault: 'first-character' }],
  BLOCK_AS_IMPLICIT_KEY: [{ pattern: /^A block sequence/, fault: 'list-as-key' }],
  MISSING_CHAR: [
    { pattern: /^Missing closing (["'])/, fault: 'quote-open' },
    { pattern: /end with a (.)$/, fault: 'bracket-open' },
    { pattern: /^Missing ,/, fault: 'comma-missing' },
    { pattern: /^Missing space after :/, fault: 'space-after-colon' },
    { pattern: /^Comments must be separated/, fault: 'space-before-comment' },
    { pattern: /^Tags and anchors must be separated/, fault: 'space-after-name' },
    { pattern: /^Implicit map keys/, fault: 'colon-missing' },
    { pattern: /^Sequence item without/, fault: 'dash-missing' },
    { pattern: /^Missing directives-end/, fault: 'directive-open' },
    { pattern: /^Missing newline|^Block collection cannot start/, fault: 'line-break-missing' },
    { pattern: /^Block scalars/, fault: 'indentation-of-text' },
  ],
  UNEXPECTED_TOKEN: [
    { pattern: /^Unexpected ,|^Unexpected empty item/, fault: 'comma-stray' },
    { pattern: /end token .*"([\]}])"$/, fault: 'bracket-stray' },
    { pattern: /at node end$|^Not a YAML token|^Block scalar header/, fault: 'text-behind-value' },
    { pattern: /^Unexpected block-seq-ind/, fault: 'list-beside-key' },
  ],
}

type Reported = { readonly code: string; readonly message: string }

/** What is wrong in our words; what the library says in its own where we have none for its code. */
export function syntaxOf({ code, message }: Reported): YamlSyntax {
  for (const { pattern, fault } of finer[code] ?? []) {
    const match = pattern.exec(message)
    if (match !== null) return { fault, detail: match[1] ?? '', reason: message }
  }
  return { fault: faults.get(code) ?? 'unknown', detail: '', reason: message }
}

/** A key that its map has already: readers of YAML differ in which of the two they take. */
export const repeatedKeySyntax = (key: string): YamlSyntax => ({
  fault: 'key-repeated',
  detail: key,
  reason: 'Map keys must be unique',
})

export const unresolvedAliasSyntax = (name: string): YamlSyntax => ({
  fault: 'alias-unresolved',
  detail: name,
  reason: `Unresolved alias: no anchor ${name} stands before it`,
})
