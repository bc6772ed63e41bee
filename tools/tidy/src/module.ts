// Reads one source file into the facts that rules ask about, by a real parser: text in strings is not code.
import { posix } from 'node:path'

import { parseSync, Visitor, type Comment, type ParseResult, type VisitorObject } from 'oxc-parser'

export type Import = {
  readonly specifier: string
  /** The names taken, or 'all' for a namespace or dynamic import. */
  readonly names: readonly string[] | 'all'
  readonly isTypeOnly: boolean
  readonly line: number
}

type Export = {
  readonly name: string
  readonly isType: boolean
  readonly line: number
}

/** Where in a package a module stands; `script` is outside all packages. */
type Area = 'src' | 'test' | 'bin' | 'script'

export type Module = {
  readonly path: string
  readonly text: string
  /** The folder of the package or tool, such as `packages/spec`. */
  readonly home: string | undefined
  readonly area: Area
  readonly imports: readonly Import[]
  readonly exports: readonly Export[]
  readonly comments: readonly Comment[]
  readonly syntaxErrors: readonly { readonly message: string; readonly line: number }[]
  readonly lineAt: (offset: number) => number
  readonly visit: (visitor: VisitorObject) => void
}

export const isModulePath = (path: string): boolean => /\.(ts|tsx|mts|js|mjs)$/.test(path)

export function readModule(path: string, text: string): Module {
  const parsed = parseSync(path, text)
  const lineAt = lineCounter(text)
  const visit = (visitor: VisitorObject): void => new Visitor(visitor).visit(parsed.program)
  return {
    path,
    text,
    ...placeOf(path),
    imports: readImports(visit, lineAt),
    exports: readExports(parsed, lineAt),
    comments: parsed.comments,
    syntaxErrors: parsed.errors.map(({ message, labels }) => ({
      message,
      line: lineAt(labels[0]?.start ?? 0),
    })),
    lineAt,
    visit,
  }
}

/** The path that a relative import names, with the extension that the compiler writes turned back to the source's. */
export function resolveRelative(from: string, specifier: string): string {
  const path = posix.join(posix.dirname(from), specifier)
  return from.endsWith('.ts') || from.endsWith('.tsx') ? path.replace(/\.js$/, '.ts') : path
}

function placeOf(path: string): { home: string | undefined; area: Area } {
  const [folder, name, area, ...rest] = path.split('/')
  const isInPackage = (folder === 'packages' || folder === 'tools') && rest.length > 0
  if (!isInPackage) return { home: undefined, area: 'script' }
  return { home: `${folder}/${name}`, area: area === 'src' || area === 'test' ? area : 'bin' }
}

function lineCounter(text: string): (offset: number) => number {
  const starts = [0, ...Array.from(text.matchAll(/\n/g), (match) => match.index + 1)]
  return (offset) => {
    const next = starts.findIndex((start) => start > offset)
    return next === -1 ? starts.length : next
  }
}

function readImports(
  visit: (visitor: VisitorObject) => void,
  lineAt: (offset: number) => number,
): Import[] {
  const imports: Import[] = []
  visit({
    ImportDeclaration: ({ source, specifiers, importKind, start }) => {
      const isTypeOnly =
        importKind === 'type' ||
        (specifiers.length > 0 &&
          specifiers.every((one) => one.type === 'ImportSpecifier' && one.importKind === 'type'))
      const isNamespace = specifiers.some((one) => one.type === 'ImportNamespaceSpecifier')
      const names = specifiers.map((one) =>
        one.type === 'ImportSpecifier' ? nameOf(one.imported) : 'default',
      )
      imports.push({
        specifier: source.value,
        names: isNamespace ? 'all' : names,
        isTypeOnly,
        line: lineAt(start),
      })
    },
    ExportNamedDeclaration: ({ source, specifiers, exportKind, start }) => {
      if (source === null) return
      const names = specifiers.map((one) => nameOf(one.local))
      const isTypeOnly =
        exportKind === 'type' || specifiers.every((one) => one.exportKind === 'type')
      imports.push({ specifier: source.value, names, isTypeOnly, line: lineAt(start) })
    },
    ExportAllDeclaration: ({ source, start }) => {
      imports.push({
        specifier: source.value,
        names: 'all',
        isTypeOnly: false,
        line: lineAt(start),
      })
    },
    ImportExpression: ({ source, start }) => {
      if (source.type !== 'Literal' || typeof source.value !== 'string') return
      imports.push({
        specifier: source.value,
        names: 'all',
        isTypeOnly: false,
        line: lineAt(start),
      })
    },
    // A module that is started as a process of its own: `new URL('./main.js', import.meta.url)`.
    NewExpression: ({ callee, arguments: [first, base], start }) => {
      if (callee.type !== 'Identifier' || callee.name !== 'URL') return
      if (first?.type !== 'Literal' || typeof first.value !== 'string') return
      if (!isOfImportMeta(base, 'url') || !isModulePath(first.value)) return
      const specifier = first.value.replace(/^(?![./])/, './')
      imports.push({ specifier, names: [], isTypeOnly: false, line: lineAt(start) })
    },
    // A package whose entry is started as a process: `import.meta.resolve('@llmflow/runtime')`.
    CallExpression: ({ callee, arguments: [first], start }) => {
      if (!isOfImportMeta(callee, 'resolve')) return
      if (first?.type !== 'Literal' || typeof first.value !== 'string') return
      imports.push({ specifier: first.value, names: [], isTypeOnly: false, line: lineAt(start) })
    },
    TSImportType: ({ source, start }) => {
      imports.push({ specifier: source.value, names: 'all', isTypeOnly: true, line: lineAt(start) })
    },
  })
  return imports
}

/** Whether it is `import.meta` followed by that name. */
const isOfImportMeta = (
  node:
    | { readonly type: string; readonly object?: unknown; readonly property?: unknown }
    | undefined,
  name: string,
): boolean =>
  node?.type === 'MemberExpression' &&
  hasFields(node.object, { type: 'MetaProperty' }) &&
  hasFields(node.property, { type: 'Identifier', name })

const hasFields = (node: unknown, fields: { readonly [name: string]: string }): boolean =>
  typeof node === 'object' &&
  node !== null &&
  Object.entries(fields).every(([key, value]) => Reflect.get(node, key) === value)

function readExports({ module }: ParseResult, lineAt: (offset: number) => number): Export[] {
  return module.staticExports
    .flatMap(({ entries }) => entries)
    .flatMap(({ exportName, isType, start }) =>
      exportName.name === null ? [] : [{ name: exportName.name, isType, line: lineAt(start) }],
    )
}

const nameOf = (
  name: { type: 'Identifier'; name: string } | { type: 'Literal'; value: string },
): string => (name.type === 'Identifier' ? name.name : name.value)
