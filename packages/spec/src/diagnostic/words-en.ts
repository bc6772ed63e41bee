// Says every diagnostic in English.

import type { Words } from './words.js'

/** ` (did you mean …?)`, or nothing. */
const meant = (suggestion: string): string => (suggestion === '' ? '' : `; did you mean ${suggestion}?`)

export const english: Words = {
  'spec/yaml-syntax': {
    title: 'The YAML cannot be read',
    message: ({ reason }) => `this is not valid YAML: ${reason}`,
    why: 'A document that cannot be read as YAML has no meaning, so nothing after it is checked.',
    fix: 'Correct the marked place; indentation and quotes are the usual causes.',
  },
  'spec/document-too-large': {
    title: 'The document is too large',
    message: ({ limit }) => `the document is larger than LLMFlow reads: ${limit}`,
    why: 'Limits keep a mistaken or hostile file from exhausting the machine.',
    fix: 'Check that this is the right file. A platform of 1,000 nodes stays far below the limit.',
  },
  'spec/missing-file': {
    title: 'A file is missing',
    message: ({ file }) => `there is no file ${file}`,
    why: 'A platform directory holds llmflow.yaml, and inventory.yaml when hardware is to be planned.',
    fix: 'Name a platform directory, or make one with `llmflow init`.',
  },
  'spec/missing-key': {
    title: 'A required setting is missing',
    message: ({ key }) => `${key} is required here`,
    why: 'There is no default that would be right for every platform.',
    fix: 'Add the setting.',
  },
  'spec/unknown-key': {
    title: 'Unknown setting',
    message: ({ key, suggestion }) => `${key} is not a setting here${meant(suggestion)}`,
    why: 'A misspelt setting that is ignored would leave the platform different from what was asked.',
    fix: 'Correct the name, or remove the line. `llmflow schema` prints every setting.',
  },
  'spec/wrong-type': {
    title: 'The value has the wrong type',
    message: ({ expected, found }) => `expected ${expected}, found ${found}`,
    why: 'Values are never converted silently.',
    fix: 'Write the value in the expected form.',
  },
  'spec/invalid-value': {
    title: 'The value is not allowed',
    message: ({ value, expected }) => `${value} is not allowed here; expected ${expected}`,
    why: 'The value has the right type, but no meaning at this place.',
    fix: 'Choose one of the allowed values.',
  },
  'spec/duplicate-name': {
    title: 'Two entries have one name',
    message: ({ name }) => `the name ${name} is used twice`,
    why: 'Names identify entries in the plan, in overlays and in the cluster.',
    fix: 'Rename one of the entries.',
  },
  'spec/unknown-name': {
    title: 'A name refers to nothing',
    message: ({ kind, name, suggestion }) =>
      `there is no ${kind.replaceAll('-', ' ')} called ${name}${meant(suggestion)}`,
    why: 'What the name refers to is neither declared in these files nor known to this release.',
    fix: 'Correct the name, or declare what it refers to.',
  },
  'spec/wrong-use': {
    title: 'Wrong use of the command line',
    message: ({ reason }) => reason,
    why: 'The command was not started, so nothing was read or written.',
    fix: 'See `llmflow --help` or `llmflow COMMAND --help`.',
  },
}
