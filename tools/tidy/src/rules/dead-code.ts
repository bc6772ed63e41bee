// Finds what nobody needs: modules that no entry reaches, and exports that no module imports.

import type { Finding } from '../finding.js'
import { readManifest } from '../manifest.js'
import { resolveRelative, type Import, type Module } from '../module.js'
import type { Rule } from '../rule.js'
import { homesOf, type Tree } from '../tree.js'

export const deadCode: Rule = {
  name: 'dead-code',
  check: (tree) => {
    const graph = readGraph(tree)
    const dead = deadModules(tree, graph)
    const deadPaths = new Set(dead.map(({ path }) => path))
    return [...dead, ...deadExports(tree, graph).filter(({ path }) => !deadPaths.has(path))]
  },
}

type Graph = {
  readonly modules: ReadonlyMap<string, Module>
  /** The entry module of each package, by the package's name. */
  readonly entries: ReadonlyMap<string, string>
}

function readGraph(tree: Tree): Graph {
  const entries = homesOf(tree).flatMap((home) => {
    const { name, entry } = readManifest(tree, home)
    return [[name, entry ?? `${home}/src/main.ts`] as const]
  })
  return {
    modules: new Map(tree.modules.map((module) => [module.path, module])),
    entries: new Map(entries),
  }
}

function deadModules({ modules }: Tree, graph: Graph): Finding[] {
  const fromEntries = reach(graph.entries.values(), graph)
  const fromTests = reach(
    modules.filter(isTestEntry).map(({ path }) => path),
    graph,
  )
  return modules
    .filter(({ path }) => !path.endsWith('.d.ts'))
    .filter(({ path, area }) => isDead(area, fromEntries.has(path), fromTests.has(path)))
    .map(({ path, area }) => ({
      path,
      line: 1,
      message: `dead module: no ${area === 'src' ? 'entry' : 'test'} reaches it; import it or delete it`,
    }))
}

const isDead = (area: Module['area'], isInProduct: boolean, isInTests: boolean): boolean =>
  (area === 'src' && !isInProduct) || (area === 'test' && !isInTests)

/** A test, or a script that makes what tests read. */
const isTestEntry = ({ path, area, exports }: Module): boolean =>
  area === 'test' && (path.endsWith('.test.ts') || (path.endsWith('.mjs') && exports.length === 0))

function reach(from: Iterable<string>, graph: Graph): ReadonlySet<string> {
  const reached = new Set<string>()
  const waiting = [...from]
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const module = graph.modules.get(path)
    if (module === undefined || reached.has(path)) continue
    reached.add(path)
    waiting.push(...module.imports.flatMap((one) => targetOf(module, one, graph) ?? []))
  }
  return reached
}

/** An export lives if any module imports it by name, tests included; types that a package's index shows are its contract. */
function deadExports({ modules }: Tree, graph: Graph): Finding[] {
  const used = usedNames(modules, graph)
  const mains = new Set([...graph.entries.values()].filter((path) => !path.endsWith('/index.ts')))
  return modules
    .filter(({ path, area }) => (area === 'src' || area === 'test') && !mains.has(path))
    .flatMap(({ path, exports }) => {
      const names = used.get(path)
      if (names === 'all') return []
      return exports
        .filter(
          ({ name, isType }) =>
            !(isType && path.endsWith('/index.ts')) && names?.has(name) !== true,
        )
        .map(({ name, line }) => ({
          path,
          line,
          message: `dead export: nobody imports ${name}; use it, or take the export away`,
        }))
    })
}

function usedNames(
  modules: readonly Module[],
  graph: Graph,
): ReadonlyMap<string, Set<string> | 'all'> {
  const used = new Map<string, Set<string> | 'all'>()
  for (const module of modules) {
    for (const one of module.imports) {
      const target = targetOf(module, one, graph)
      if (target === undefined) continue
      const before = used.get(target) ?? new Set<string>()
      used.set(target, merge(before, one.names))
    }
  }
  return used
}

const merge = (
  before: Set<string> | 'all',
  names: readonly string[] | 'all',
): Set<string> | 'all' =>
  before === 'all' || names === 'all' ? 'all' : new Set([...before, ...names])

function targetOf(module: Module, { specifier }: Import, { entries }: Graph): string | undefined {
  return specifier.startsWith('.')
    ? resolveRelative(module.path, specifier)
    : entries.get(specifier)
}
