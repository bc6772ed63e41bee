// Holds the imports to the table in ARCHITECTURE.md, both ways: none beyond it, and no permission that nobody uses.
import { isBuiltin } from 'node:module'

import { architecturePath, readRows, type Row } from '../architecture.js'
import type { Finding } from '../finding.js'
import { readManifest, type Manifest } from '../manifest.js'
import { resolveRelative, type Import, type Module } from '../module.js'
import type { Rule } from '../rule.js'
import { homesOf, type Tree } from '../tree.js'

type House = {
  readonly rows: readonly Row[]
  readonly manifests: ReadonlyMap<string, Manifest>
  /** Third parties that only tests and scripts may use. */
  readonly testParties: ReadonlySet<string>
}

type Target =
  | { readonly kind: 'relative'; readonly path: string }
  | { readonly kind: 'ours'; readonly home: string; readonly isDeep: boolean }
  | { readonly kind: 'party'; readonly name: string }
  | { readonly kind: 'node' }

export const imports: Rule = {
  name: 'imports',
  check: (tree) => {
    const house = readHouse(tree)
    return [
      ...unmatchedRows(house),
      ...tree.modules.flatMap((module) => judgeModule(module, house)),
      ...unusedPermissions(tree, house),
    ]
  },
}

function readHouse(tree: Tree): House {
  return {
    rows: readRows(tree),
    manifests: new Map(homesOf(tree).map((home) => [home, readManifest(tree, home)])),
    testParties: new Set(readManifest(tree, '').devDependencies.keys()),
  }
}

function unmatchedRows({ rows, manifests }: House): Finding[] {
  const homes = [...manifests.keys()]
  const missingPackage = rows
    .filter(({ name }) => !homes.some((home) => shortName(home) === name))
    .map(({ name, line }) => ({
      path: architecturePath,
      line,
      message: `the row ${name} has no package; a row arrives with its package`,
    }))
  const missingRow = homes
    .filter((home) => !rows.some(({ name }) => name === shortName(home)))
    .map((home) => ({
      path: `${home}/package.json`,
      line: 1,
      message: `${shortName(home)} has no row in the import table of ${architecturePath}; add one`,
    }))
  return [...missingPackage, ...missingRow]
}

function judgeModule(module: Module, house: House): Finding[] {
  return module.imports.flatMap((one) => {
    const message = judgeImport(module, one, house)
    return message === undefined ? [] : [{ path: module.path, line: one.line, message }]
  })
}

function judgeImport(module: Module, one: Import, house: House): string | undefined {
  const target = targetOf(module, one, house)
  switch (target.kind) {
    case 'relative':
      return judgeRelative(module, one, target.path)
    case 'ours':
      return judgeOurs(module, one, target, house)
    case 'party':
      return judgeParty(module, one, target.name, house)
    case 'node':
      return undefined
  }
}

function judgeRelative(
  { home, area }: Module,
  { specifier }: Import,
  path: string,
): string | undefined {
  if (home === undefined) return undefined
  if (!path.startsWith(`${home}/`)) {
    return `import of ${specifier} across packages is banned, use the other package's name`
  }
  if (area === 'src' && !path.startsWith(`${home}/src/`)) {
    return `import of ${specifier} from outside src is banned, use what src holds`
  }
  return undefined
}

function judgeOurs(
  module: Module,
  { specifier }: Import,
  { home, isDeep }: { home: string; isDeep: boolean },
  house: House,
): string | undefined {
  if (isDeep) return `deep import of ${specifier} is banned, use the package's root`
  if (module.home === undefined) return undefined
  if (module.home === home) {
    return module.area === 'src'
      ? `import of ${specifier} by itself is banned, use a relative path`
      : undefined
  }
  const row = rowOf(module.home, house)
  return row?.mayImport.includes(shortName(home)) === false
    ? `import of ${specifier} is banned in ${row.name}, use what the table in ${architecturePath} permits`
    : undefined
}

function judgeParty(module: Module, one: Import, party: string, house: House): string | undefined {
  if (module.area !== 'src' && house.testParties.has(party)) return undefined
  if (module.home === undefined) return notDeclared(party)
  const row = rowOf(module.home, house)
  if (row === undefined) return undefined
  if (!row.thirdParties.includes(party)) {
    return `import of ${party} is banned in ${row.name}, use what the table in ${architecturePath} permits`
  }
  const manifest = house.manifests.get(module.home)
  return module.area === 'src' && !one.isTypeOnly && manifest?.dependencies.has(party) === false
    ? `import of ${party} as a value is banned, use \`import type\` or make it a dependency`
    : undefined
}

const notDeclared = (party: string): string =>
  `import of ${party} is banned, use what the root package.json declares`

function unusedPermissions({ modules }: Tree, house: House): Finding[] {
  return [...house.manifests.keys()].flatMap((home) => {
    const row = rowOf(home, house)
    const own = modules.filter((module) => module.home === home && module.area !== 'test')
    if (row === undefined || !own.some(({ area }) => area === 'src')) return []
    const used = new Set(
      own.flatMap((module) => module.imports.map((one) => nameOf(targetOf(module, one, house)))),
    )
    return [...row.mayImport, ...row.thirdParties]
      .filter((permitted) => !used.has(permitted))
      .map((permitted) => ({
        path: architecturePath,
        line: row.line,
        message: `${row.name} may import ${permitted} and does not; take it out of the table`,
      }))
  })
}

function targetOf(module: Module, { specifier }: Import, { manifests }: House): Target {
  if (specifier.startsWith('.')) {
    return { kind: 'relative', path: resolveRelative(module.path, specifier) }
  }
  if (isBuiltin(specifier)) return { kind: 'node' }
  const name = packageName(specifier)
  const ours = [...manifests].find(([, manifest]) => manifest.name === name)
  return ours === undefined
    ? { kind: 'party', name }
    : { kind: 'ours', home: ours[0], isDeep: specifier !== name }
}

function nameOf(target: Target): string | undefined {
  if (target.kind === 'ours') return shortName(target.home)
  return target.kind === 'party' ? target.name : undefined
}

const packageName = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')

const rowOf = (home: string, { rows }: House): Row | undefined =>
  rows.find(({ name }) => name === shortName(home))

const shortName = (home: string): string => home.slice(home.indexOf('/') + 1)
