// Wants folders to be named for what they hold, and folders of many siblings to say what a member is.

import type { Finding } from '../finding.js'
import type { Rule } from '../rule.js'
import type { Tree } from '../tree.js'

const namesThatSayNothing = new Set([
  'shared',
  'common',
  'util',
  'utils',
  'helper',
  'helpers',
  'misc',
])

/** Where adding a thing is adding a file: the README says what a member is and shows the shortest to copy. */
const foldersOfSiblings = [
  'packages/catalog/src/components',
  'packages/planner/src/check',
  'packages/planner/src/plan',
  'packages/render/src/kubernetes',
  'packages/render/src/compose',
  'packages/cli/src/commands',
  'packages/cli/src/reporters',
  'tools/tidy/src/rules',
]

const readmeLinesMax = 15

export const folders: Rule = {
  name: 'folders',
  check: (tree) => [...judgeNames(tree), ...judgeReadmes(tree)],
}

function judgeNames({ files }: Tree): Finding[] {
  const folderPaths = new Set([...files.keys()].flatMap((path) => parentsOf(path)))
  return [...folderPaths]
    .filter((path) => namesThatSayNothing.has(path.slice(path.lastIndexOf('/') + 1)))
    .map((path) => ({
      path,
      line: 1,
      message: `a folder called ${path.slice(path.lastIndexOf('/') + 1)} is banned, use a name for what it holds`,
    }))
}

function judgeReadmes({ files }: Tree): Finding[] {
  const paths = [...files.keys()]
  return foldersOfSiblings
    .filter((folder) => paths.some((path) => path.startsWith(`${folder}/`)))
    .flatMap((folder) => {
      const message = judgeReadme(files.get(`${folder}/README.md`))
      return message === undefined ? [] : [{ path: `${folder}/README.md`, line: 1, message }]
    })
}

function judgeReadme(text: string | undefined): string | undefined {
  if (text === undefined)
    return 'missing; say what a member is, what to copy and which test it must pass'
  const lineCount = text.trimEnd().split('\n').length
  return lineCount > readmeLinesMax
    ? `${lineCount} lines; at most ${readmeLinesMax}, the rest belongs in docs/guides`
    : undefined
}

function parentsOf(path: string): string[] {
  const segments = path.split('/').slice(0, -1)
  return segments.map((_, index) => segments.slice(0, index + 1).join('/'))
}
