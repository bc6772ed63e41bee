// Follows every relative link of every Markdown file, and every decision that code or prose cites.
import { posix } from 'node:path'

import type { Finding } from '../finding.js'
import { proseOf, slugsOf } from '../markdown.js'
import type { Module } from '../module.js'
import type { Rule } from '../rule.js'
import type { Tree } from '../tree.js'

const decisionsFolder = 'docs/decisions'

export const links: Rule = {
  name: 'links',
  check: (tree) => {
    const pages = [...tree.files].filter(([path]) => path.endsWith('.md'))
    return [
      ...pages.flatMap(([path, text]) => judgeLinks(tree, path, proseOf(text))),
      ...pages.flatMap(([path, text]) => judgeDecisions(tree, path, text)),
      ...tree.modules.flatMap((module) => judgeDecisions(tree, module.path, commentsOnly(module))),
    ]
  },
}

/** The text with everything but comments blanked, so that lines stay where they are. */
function commentsOnly({ text, comments }: Module): string {
  const blank = (from: number, to: number): string => text.slice(from, to).replace(/[^\n]/g, ' ')
  const parts = comments.map(({ start, end }, index) => {
    const previousEnd = comments[index - 1]?.end ?? 0
    return blank(previousEnd, start) + text.slice(start, end)
  })
  return parts.join('')
}

function judgeLinks(tree: Tree, path: string, prose: string): Finding[] {
  return prose.split('\n').flatMap((text, index) =>
    targetsIn(text).flatMap((target) => {
      const message = judgeTarget(tree, path, target)
      return message === undefined ? [] : [{ path, line: index + 1, message }]
    }),
  )
}

function targetsIn(line: string): string[] {
  const inline = Array.from(
    line.matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g),
    (match) => match[1] ?? '',
  )
  const definition = /^\s*\[[^\]]+\]:\s+(\S+)/.exec(line)?.[1]
  return definition === undefined ? inline : [...inline, definition]
}

function judgeTarget(tree: Tree, from: string, target: string): string | undefined {
  if (/^[a-z][a-z+.-]*:/i.test(target)) return undefined
  const [file = '', anchor] = target.split('#')
  const path = file === '' ? from : posix.join(posix.dirname(from), decodeURI(file))
  if (!exists(tree, path)) return `the link ${target} leads nowhere; there is no ${path}`
  if (anchor === undefined || !path.endsWith('.md')) return undefined
  return slugsOf(tree.files.get(path) ?? '').has(decodeURI(anchor))
    ? undefined
    : `the link ${target} leads nowhere; ${path} has no heading #${anchor}`
}

function exists({ files }: Tree, path: string): boolean {
  const folder = path.endsWith('/') ? path : `${path}/`
  return (
    path === '.' ||
    path === './' ||
    files.has(path) ||
    [...files.keys()].some((one) => one.startsWith(folder))
  )
}

function judgeDecisions({ files }: Tree, path: string, text: string): Finding[] {
  const decisions = [...files.keys()].filter((one) => one.startsWith(`${decisionsFolder}/`))
  return text.split('\n').flatMap((line, index) =>
    Array.from(line.matchAll(/\bdecisions?[ /](\d{4})(-[\w-]+(?:\.md)?)?/g))
      .filter(
        ([, id = '', rest]) =>
          !decisions.some((one) =>
            rest === undefined
              ? one.startsWith(`${decisionsFolder}/${id}-`)
              : one === `${decisionsFolder}/${id}${rest.replace(/\.md$/, '')}.md`,
          ),
      )
      .map(([cited]) => ({
        path,
        line: index + 1,
        message: `${cited} does not exist in ${decisionsFolder}`,
      })),
  )
}
