// Says every diagnostic in English.

import type { PlanFault } from './codes.js'
import type { Words } from './words.js'

/** ` (did you mean …?)`, or nothing. */
const meant = (suggestion: string): string => (suggestion === '' ? '' : `; did you mean ${suggestion}?`)

const planFaults: { readonly [F in PlanFault]: string } = {
  'not-json': 'this is not JSON',
  'not-a-plan': 'this is not a plan',
  'no-digest': 'this plan has no digest, so nothing says that it is complete',
  edited: 'this plan was edited after it was made',
}

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
  'spec/unreadable-file': {
    title: 'A file cannot be read',
    message: ({ file, reason }) => `${file} cannot be read: ${reason}`,
    why: 'The operating system refused; the code in the message is its own.',
    fix: 'Check that the path is a file and that you may read it.',
  },
  'spec/existing-file': {
    title: 'The file exists already',
    message: ({ file }) => `${file} exists already; nothing was written`,
    why: 'A file that a person may have written is never replaced silently.',
    fix: 'Choose another directory, or replace the file with --force.',
  },
  'spec/invalid-plan': {
    title: 'The plan file cannot be used',
    message: ({ fault, detail }) => `${planFaults[fault]}${detail === '' ? '' : `: ${detail}`}`,
    why: 'A plan is complete and never changes after it was made: every number in it has its reason, and an edited number would not.',
    fix: 'Change the platform and run `llmflow plan DIR --out plan.json` again.',
  },
  'render/foreign-file': {
    title: 'A file in the output folder is not from LLMFlow',
    message: ({ file }) => `${file} was not written by LLMFlow and would be overwritten`,
    why: 'Only files that LLMFlow wrote, listed in .llmflow.json, are replaced or removed.',
    fix: 'Choose another output folder, move the file away, or overwrite it with --force.',
  },
  'render/edited-file': {
    title: 'A rendered file was edited',
    message: ({ file }) => `${file} was changed after LLMFlow wrote it; the change would be lost`,
    why: 'Rendered files follow from the plan, so an edit disappears with the next render.',
    fix: 'Carry the edit over to the platform, keep it in a kustomize overlay, or drop it with --force.',
  },
  'render/outside-folder': {
    title: 'A path leads out of the output folder',
    message: ({ file }) => `${file} does not lie inside the output folder`,
    why: 'A symbolic link or `..` on the way would make LLMFlow write where nobody asked it to.',
    fix: 'Remove the link, or choose another output folder.',
  },
  'render/unwritable-file': {
    title: 'A file cannot be written',
    message: ({ file, reason }) => `${file} cannot be written: ${reason}; the old output was left as it was`,
    why: 'The operating system refused; the code in the message is its own.',
    fix: 'Check the permissions and the free space of the folder.',
  },
}
