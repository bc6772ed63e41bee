// The page of the guide's coverage: every section has a row, and every row points at something that exists.

import { existsSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { findComponent } from '@llmflow/catalog'
import { renderCompose, renderHosts, renderKubernetes } from '@llmflow/render'
import { codes } from '@llmflow/spec'
import { planOf } from './engines/examples.js'
import { memoryDisk } from './memory-host.js'
import { runScript } from './script.js'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const page = readFileSync(`${root}docs/guide-coverage.md`, 'utf8')
const plan = planOf(['guide-production/llmflow.yaml'])

/** The guide's sections, and its two appendices. */
const sections =
  `1.1 1.2 2.1 2.2 2.2.1 2.2.2 2.2.3 2.2.4 2.2.5 2.3 2.4 2.4.1 3.1 3.2 3.3 3.4 4.1 4.2 4.3 5.1 5.2 5.3 5.4
  6.1 6.2 6.3 6.4 6.5 7.1 7.2 7.3 7.4 8.1 8.2 8.3 8.4 9.1 9.2 9.3 10.1 10.2 10.3 10.4 A B`.split(
    /\s+/,
  )

type Row = readonly string[]

/** The rows of the table below a heading, without its header. */
function rowsBelow(text: string, heading: string): readonly Row[] {
  const lines = text
    .slice(text.indexOf(`## ${heading}`))
    .split('\n')
    .slice(1)
  const end = lines.findIndex((line) => line.startsWith('## '))
  return lines
    .slice(0, end === -1 ? undefined : end)
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    )
}

const linksIn = (text: string): readonly string[] =>
  [...text.matchAll(/\]\(([^)#]+)/g)].map(([, target = '']) => target)
const namesIn = (text: string): readonly string[] =>
  [...text.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name)

const alerts = new Set(plan.alerts.map(({ name }) => name))
const isKnown = (name: string): boolean =>
  findComponent(name) !== undefined ||
  codes.some((code) => code === name) ||
  alerts.has(name) ||
  Object.hasOwn(plan.dashboards, name)

const brokenLinks = (text: string): readonly string[] =>
  linksIn(text).filter((target) => !existsSync(posix.join(root, 'docs', target)))

const usageOf = (command: string): string => `Usage: ${command} `
const helpOf = (command: string): Promise<string> =>
  runScript(`    $ ${command} --help\n`, memoryDisk({}))

describe('the coverage of the guide', () => {
  const rows = rowsBelow(page, 'Sections')

  it('has a row for every section, and no other', () => {
    expect(rows.map(([section]) => section)).toEqual(sections)
  })

  it.each(rows)('%s points at something', (_, __, here = '', where = '') => {
    expect(linksIn(where).length).toBeGreaterThan(0)
    expect(brokenLinks(where)).toEqual([])
    const names = namesIn(here).filter((name) => !name.startsWith('llmflow '))
    expect(names.filter((name) => !isKnown(name))).toEqual([])
  })

  it('names commands that exist', async () => {
    const named = namesIn(page).filter((name) => name.startsWith('llmflow '))
    for (const command of new Set(named)) expect(await helpOf(command)).toContain(usageOf(command))
    expect(await helpOf('llmflow fly')).not.toContain(usageOf('llmflow fly'))
  })

  it('notices a row that is missing, a link that is broken and a name that is unknown', () => {
    const without = page.replace(/^\| 7\.4 .*\n/m, '')
    expect(rowsBelow(without, 'Sections').map(([section]) => section)).not.toEqual(sections)
    expect(brokenLinks('[nothing](../packages/nothing.ts)')).toEqual(['../packages/nothing.ts'])
    expect(isKnown('nothing')).toBe(false)
  })

  it('leads nowhere else either', () => {
    expect(brokenLinks(page)).toEqual([])
  })

  it('names for each object of chapters 3 to 8 what it became', () => {
    const told = rowsBelow(page, 'The objects of chapters 3 to 8')
    expect(told.length).toBeGreaterThan(35)
    const trees = [renderKubernetes(plan), renderHosts(plan)]
    const paths = new Set(trees.flatMap(({ files }) => files.map(({ path }) => path)))
    const project = renderCompose(plan).files.find(({ path }) => path === 'compose/compose.yaml')
    const hasService = (name: string): boolean => project?.text.includes(`\n  ${name}:\n`) === true
    for (const [, object, path = '', services = ''] of told) {
      expect(paths.has(path), `${object}: ${path}`).toBe(true)
      const missing = services.split(' ').filter((name) => name !== '–' && !hasService(name))
      expect(missing, `${object}`).toEqual([])
    }
    expect(hasService('nothing')).toBe(false)
  }, 30_000)

  it('names for each alert of the guide one that the platform has', () => {
    const told = rowsBelow(page, 'The alerts of 7.2')
    expect(told).toHaveLength(12)
    for (const [, here = ''] of told)
      expect(namesIn(here).filter((name) => !alerts.has(name))).toEqual([])
  })

  it('names for each panel of the guide one that a dashboard has', () => {
    const told = rowsBelow(page, 'The panels of 7.3')
    expect(told).toHaveLength(12)
    const missing = told.filter(([, dashboard = '', panel]) => {
      const panels = plan.dashboards[namesIn(dashboard)[0] ?? '']?.panels ?? []
      return !panels.some(({ title }) => title === panel)
    })
    expect(missing).toEqual([])
  })
})
