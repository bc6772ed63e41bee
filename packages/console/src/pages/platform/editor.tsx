// A file in the editor, with the findings about it under the text.

import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useWords } from '../../words/use-words.ts'
import type { Edit, Finding } from '../../planning/messages.ts'
import type { CodeEditor, EditorMemory, EditorSetup, EditorWords } from './code-mirror.ts'
import { Failed, Loading } from '../../ui/state.tsx'
import styles from './editor.module.css'

/** A place to go to; each visit is a value of its own. */
export type Visit = {
  readonly file: string
  readonly place: { readonly offset: number } | { readonly line: number }
}

type EditorProps = {
  readonly name: string
  readonly text: string
  readonly memory: EditorMemory
  readonly schema: unknown
  /** Of this file, and of the text that is shown; undefined while the text is newer. */
  readonly findings: readonly Finding[] | undefined
  readonly visit: Visit | undefined
  readonly onChange: (name: string, text: string) => void
  readonly onRepair: (edit: Edit) => void
}

export function Editor(props: EditorProps) {
  const { name, text, memory, schema, findings, visit, onChange, onRepair } = props
  const { t } = useWords()
  const parent = useRef<HTMLDivElement>(null)
  const words = useEditorWords(name, schema)
  const { editor, failure } = useCodeEditor(parent, { words, memory, onChange })
  useEffect(() => editor?.show(name, text), [editor, name, text])
  useEffect(() => editor?.say(words), [editor, words])
  useEffect(() => {
    if (findings === undefined) return
    editor?.mark(findings, {
      repair: (edit) => t('platform.findings.repair', { text: edit.insert }),
      apply: onRepair,
    })
  }, [editor, findings, onRepair, t])
  useEffect(() => {
    if (visit?.file === name) editor?.goTo(visit.place)
  }, [editor, name, visit])
  return (
    <div className={styles.frame}>
      {editor === undefined && failure === undefined ? <Loading lines={8} /> : null}
      {failure === undefined ? null : <Failed failure={failure} />}
      <div ref={parent} className={styles.editor} />
    </div>
  )
}

/** What the editor says in the language of the page: its own label, the settings and their types. */
function useEditorWords(name: string, schema: unknown): EditorWords {
  const { t, language } = useWords()
  return useMemo(() => {
    const types = t('platform.files.types', { returnObjects: true })
    const help = schema === undefined || schema === null ? undefined : { schema, types }
    return { label: t('platform.files.editor', { name }), language, help }
  }, [t, language, name, schema])
}

/** Loaded when the first file is open: the editor is as large as everything else of the page. */
function useCodeEditor(
  parent: React.RefObject<HTMLDivElement | null>,
  told: Omit<EditorSetup, 'parent'>,
) {
  const [editor, setEditor] = useState<CodeEditor>()
  const [failure, setFailure] = useState<unknown>()
  const latest = useRef(told)
  useEffect(() => {
    latest.current = told
  })
  // Before it leaves the page, an editor still knows how far it was scrolled.
  useLayoutEffect(() => {
    const made: { editor?: CodeEditor; isLeft?: true } = {}
    const start = async (): Promise<void> => {
      const { makeEditor } = await import('./code-mirror.ts')
      if (parent.current === null || made.isLeft === true) return
      made.editor = makeEditor({
        parent: parent.current,
        words: latest.current.words,
        memory: latest.current.memory,
        onChange: (name, text) => latest.current.onChange(name, text),
      })
      setEditor(made.editor)
    }
    start().catch(setFailure)
    return () => {
      made.isLeft = true
      made.editor?.destroy()
      setEditor(undefined)
    }
  }, [parent])
  return { editor, failure }
}
