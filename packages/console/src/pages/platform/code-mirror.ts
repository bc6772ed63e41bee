// The editor of YAML: completion and explanations from the schema, findings under the text, all by keyboard.

import {
  autocompletion,
  closeBrackets,
  completionKeymap,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { yaml } from '@codemirror/lang-yaml'
import {
  bracketMatching,
  foldGutter,
  HighlightStyle,
  indentOnInput,
  syntaxHighlighting,
} from '@codemirror/language'
import {
  closeLintPanel,
  lintGutter,
  lintKeymap,
  setDiagnostics,
  type Diagnostic,
} from '@codemirror/lint'
import { closeSearchPanel, highlightSelectionMatches, searchKeymap } from '@codemirror/search'
import { Compartment, EditorState, type Extension } from '@codemirror/state'
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  hoverTooltip,
  keymap,
  lineNumbers,
  type Tooltip,
} from '@codemirror/view'
import { tags } from '@lezer/highlight'
import type { Edit, Finding, Language } from '../../planning/messages.ts'
import { koreanPhrases } from './code-mirror-ko.ts'
import { settingAt, settingsBelow, type Setting } from './json-schema.ts'
import { placeAt } from './yaml-place.ts'

const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--accent)' },
  { tag: [tags.string, tags.content], color: 'var(--text)' },
  { tag: [tags.number, tags.bool, tags.atom], color: 'var(--series-2)' },
  { tag: [tags.comment, tags.meta], color: 'var(--text-quiet)', fontStyle: 'italic' },
  {
    tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace],
    color: 'var(--text-quiet)',
  },
])

const looks = EditorView.theme({
  '&': {
    height: '100%',
    fontSize: '0.8125rem',
    backgroundColor: 'var(--surface)',
    color: 'var(--text)',
  },
  '&.cm-focused': { outline: 'none' },
  '&.cm-focused::after': {
    content: '""',
    position: 'absolute',
    inset: '0',
    zIndex: '300',
    border: '2px solid var(--accent)',
    pointerEvents: 'none',
  },
  '.cm-scroller': { fontFamily: 'var(--font-code)', lineHeight: '1.6', overflow: 'auto' },
  '.cm-content': { caretColor: 'var(--text)', paddingBlock: '0.5rem' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-gutters': {
    backgroundColor: 'var(--surface)',
    color: 'var(--text-quiet)',
    border: 'none',
    paddingInlineStart: '0.25rem',
  },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--accent) 6%, transparent)' },
  '.cm-activeLineGutter': { backgroundColor: 'transparent', color: 'var(--text)' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground':
    {
      backgroundColor: 'color-mix(in srgb, var(--accent) 24%, transparent)',
    },
  '.cm-selectionMatch': { backgroundColor: 'var(--accent-soft)' },
  '.cm-matchingBracket': {
    backgroundColor: 'var(--accent-soft)',
    outline: '1px solid var(--line-strong)',
  },
  '.cm-foldPlaceholder': {
    backgroundColor: 'var(--surface-sunken)',
    border: 'none',
    color: 'var(--text-quiet)',
  },
  '.cm-tooltip': {
    maxWidth: '30rem',
    border: '1px solid var(--line)',
    borderRadius: 'var(--radius)',
    backgroundColor: 'var(--surface-raised)',
    color: 'var(--text)',
    boxShadow: 'var(--shadow-high)',
    overflow: 'hidden',
  },
  // What explains a completion stands beside the list.
  '.cm-tooltip.cm-tooltip-autocomplete': { overflow: 'visible' },
  '.cm-tooltip-autocomplete > ul': { borderRadius: 'var(--radius)' },
  '.cm-tooltip-autocomplete > ul > li': { padding: '0.25rem 0.5rem !important' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--accent)',
    color: 'var(--on-accent)',
  },
  '.cm-completionDetail': { fontStyle: 'normal', opacity: '0.8', marginInlineStart: '0.75rem' },
  '.cm-completionInfo': { padding: '0.5rem 0.75rem', fontFamily: 'var(--font)', maxWidth: '22rem' },
  '.cm-setting': { padding: '0.5rem 0.75rem', fontFamily: 'var(--font)', lineHeight: '1.5' },
  '.cm-setting b': { fontFamily: 'var(--font-code)' },
  '.cm-setting small': {
    display: 'block',
    color: 'var(--text-quiet)',
    fontFamily: 'var(--font-code)',
  },
  '.cm-diagnostic': {
    padding: '0.5rem 0.75rem',
    fontFamily: 'var(--font)',
    lineHeight: '1.5',
    borderInlineStart: '3px solid var(--text-quiet)',
  },
  '.cm-diagnostic-error': { borderColor: 'var(--bad)' },
  '.cm-diagnostic-warning': { borderColor: 'var(--warn)' },
  '.cm-diagnosticAction': {
    display: 'block',
    marginBlockStart: '0.375rem',
    marginInlineStart: '0',
    padding: '0.125rem 0.5rem',
    borderRadius: 'var(--radius-small)',
    backgroundColor: 'var(--accent)',
    color: 'var(--on-accent)',
  },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--bad) 1.5px',
  },
  '.cm-lintRange-warning': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--warn) 1.5px',
  },
  '.cm-lintRange-info': {
    backgroundImage: 'none',
    textDecoration: 'underline dotted var(--accent) 1.5px',
  },
  '.cm-lintRange': { textUnderlineOffset: '3px' },
  '.cm-lint-marker': {
    content: '""',
    width: '0.5rem',
    height: '0.5rem',
    borderRadius: '50%',
    margin: '0.4rem auto',
  },
  '.cm-lint-marker-error': { backgroundColor: 'var(--bad)' },
  '.cm-lint-marker-warning': { backgroundColor: 'var(--warn)' },
  '.cm-lint-marker-info': { backgroundColor: 'var(--accent)' },
  '.cm-panels': {
    backgroundColor: 'var(--surface-sunken)',
    color: 'var(--text)',
    borderColor: 'var(--line)',
  },
  '.cm-textfield': {
    backgroundColor: 'var(--surface)',
    borderColor: 'var(--line-strong)',
    color: 'var(--text)',
  },
  '.cm-button': {
    backgroundImage: 'none',
    backgroundColor: 'var(--surface)',
    borderColor: 'var(--line)',
    color: 'var(--text)',
  },
})

/** One editor in the page; what it shows is told to it. */
export type CodeEditor = {
  show(name: string, text: string): void
  /** Says everything in these words from now on; what was typed, undone and scrolled stays. */
  say(words: EditorWords): void
  mark(findings: readonly Finding[], words: MarkWords): void
  /** Goes to an offset or a line, and takes the focus. */
  goTo(place: { readonly offset: number } | { readonly line: number }): void
  destroy(): void
}

/** What may be written, and what the reader calls its types. */
export type Help = {
  readonly schema: unknown
  readonly types: { readonly [type: string]: string }
}

export type MarkWords = {
  readonly repair: (edit: Edit) => string
  readonly apply: (edit: Edit) => void
}

/** What the editor says of itself and of the settings. */
export type EditorWords = {
  readonly label: string
  readonly language: Language
  readonly help: Help | undefined
}

/** What was typed, undone, selected and scrolled to, by file: given to the next editor of the same files. */
export type EditorMemory = Map<string, Kept>

type Kept = {
  readonly state: EditorState
  readonly scroll: ReturnType<EditorView['scrollSnapshot']>
}

export type EditorSetup = {
  readonly parent: HTMLElement
  readonly words: EditorWords
  readonly memory: EditorMemory
  readonly onChange: (name: string, text: string) => void
}

/** What one editor brings into a state that may be older than it: its words, and whom it tells of changes. */
const ownPart = new Compartment()

export function makeEditor({ parent, words, memory, onChange }: EditorSetup): CodeEditor {
  let shown = ''
  let said = words
  const listener = EditorView.updateListener.of((update) => {
    if (update.docChanged) onChange(shown, update.state.doc.toString())
  })
  const own = (): Extension => [spoken(said), listener]
  const stateOf = (text: string): EditorState =>
    EditorState.create({ doc: text, extensions: [lineNumbers(), ownPart.of(own()), basics] })
  const view = new EditorView({ parent, state: stateOf('') })
  const speak = (): void => view.dispatch({ effects: ownPart.reconfigure(own()) })
  const keep = (): void => {
    if (shown !== '') memory.set(shown, { state: view.state, scroll: view.scrollSnapshot() })
  }
  return {
    show: (name, text) => {
      if (name !== shown) {
        keep()
        shown = name
        const kept = memory.get(name)
        view.setState(kept?.state ?? stateOf(text))
        speak()
        if (kept !== undefined) view.dispatch({ effects: kept.scroll })
      }
      replace(view, text)
    },
    say: (next) => {
      // A panel keeps the words with which it was opened.
      if (next.language !== said.language) {
        closeSearchPanel(view)
        closeLintPanel(view)
      }
      said = next
      speak()
    },
    mark: (findings, markWords) => {
      const { length } = view.state.doc
      const marks = findings.map((finding) => markOf(finding, length, markWords))
      view.dispatch(setDiagnostics(view.state, marks))
    },
    goTo: (place) => {
      const { doc } = view.state
      const anchor =
        'line' in place
          ? doc.line(Math.max(1, Math.min(place.line, doc.lines))).from
          : Math.min(place.offset, doc.length)
      const effects = EditorView.scrollIntoView(anchor, { y: 'center' })
      view.dispatch({ selection: { anchor }, effects })
      view.focus()
    },
    destroy: () => {
      keep()
      view.destroy()
    },
  }
}

/** What is made anew with the words: marks of folds keep theirs otherwise. */
const spoken = ({ label, language, help }: EditorWords): Extension => [
  foldGutter(),
  EditorState.phrases.of(language === 'ko' ? koreanPhrases : {}),
  EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
  helpFrom(help),
]

const basics: Extension = [
  lintGutter(),
  history(),
  drawSelection(),
  highlightActiveLine(),
  highlightActiveLineGutter(),
  highlightSelectionMatches(),
  bracketMatching(),
  closeBrackets(),
  indentOnInput(),
  EditorState.tabSize.of(2),
  yaml(),
  syntaxHighlighting(colours),
  looks,
  keymap.of([
    ...completionKeymap,
    ...lintKeymap,
    ...searchKeymap,
    ...historyKeymap,
    ...defaultKeymap,
    indentWithTab,
  ]),
]

/** Changes only what differs, so that the cursor stays and one step undoes it. */
function replace(view: EditorView, text: string): void {
  const now = view.state.doc.toString()
  if (now === text) return
  let from = 0
  while (from < now.length && now[from] === text[from]) from += 1
  let behind = 0
  const room = Math.min(now.length, text.length) - from
  while (behind < room && now.at(-1 - behind) === text.at(-1 - behind)) behind += 1
  const insert = text.slice(from, text.length - behind)
  view.dispatch({ changes: { from, to: now.length - behind, insert } })
}

function markOf(finding: Finding, length: number, { repair, apply }: MarkWords): Diagnostic {
  const from = Math.min(finding.from, length)
  return {
    from,
    to: Math.max(from, Math.min(finding.to, length)),
    severity: finding.severity,
    message: finding.message,
    source: finding.code,
    actions: finding.repairs.map((edit) => ({ name: repair(edit), apply: () => apply(edit) })),
  }
}

const helpFrom = (help: Help | undefined): Extension =>
  help === undefined
    ? []
    : [
        autocompletion({ override: [(context) => completed(context, help)], icons: false }),
        hoverTooltip((view, offset) => explained(view, offset, help), { hoverTime: 350 }),
      ]

function completed(context: CompletionContext, help: Help): CompletionResult | null {
  const place = placeAt(context.state.doc.toString(), context.pos)
  if (place === undefined || (place.word === '' && !context.explicit)) return null
  const { parents, key, from } = place
  if (key !== undefined) {
    const values = settingAt(help.schema, [...parents, key])?.values ?? []
    const options = values.map((value) => ({ label: value, type: 'constant' }))
    return options.length === 0 ? null : { from, options }
  }
  const options = settingsBelow(help.schema, parents).map((setting) => optionOf(setting, help))
  return options.length === 0 ? null : { from, options, validFor: /^[\w-]*$/ }
}

const typesOf = ({ types }: Setting, help: Help): string =>
  types.map((type) => help.types[type] ?? type).join(' | ')

function optionOf(setting: Setting, help: Help): Completion {
  const { name, description, isRequired } = setting
  return {
    label: name,
    apply: `${name}: `,
    detail: typesOf(setting, help),
    boost: isRequired ? 1 : 0,
    ...(description === undefined ? {} : { info: description }),
  }
}

/** What the key under the pointer means. */
function explained(view: EditorView, offset: number, help: Help): Tooltip | null {
  const line = view.state.doc.lineAt(offset)
  const word = /[\w.-]+(?=\s*:)/g
  for (const match of line.text.matchAll(word)) {
    const from = line.from + match.index
    const to = from + match[0].length
    if (offset < from || offset > to) continue
    const place = placeAt(view.state.doc.toString(), to)
    const setting =
      place === undefined ? undefined : settingAt(help.schema, [...place.parents, match[0]])
    if (setting === undefined) return null
    return { pos: from, end: to, above: true, create: () => ({ dom: cardOf(setting, help) }) }
  }
  return null
}

function cardOf(setting: Setting, help: Help): HTMLElement {
  const { name, description, fallback, values } = setting
  const card = document.createElement('div')
  card.className = 'cm-setting'
  const title = document.createElement('b')
  title.textContent = name
  const facts = document.createElement('small')
  const known = values.length === 0 ? typesOf(setting, help) : values.join(' | ')
  facts.textContent = fallback === undefined ? known : `${known} = ${fallback}`
  card.append(title, facts)
  if (description !== undefined) card.append(document.createTextNode(description))
  return card
}
