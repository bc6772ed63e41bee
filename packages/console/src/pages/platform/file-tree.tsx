// A tree of files with their sizes; folders open and close.

import { ChevronRight, FileText, Folder } from 'lucide-react'
import { useWords } from '../../words/use-words.ts'
import type { SizedFile } from '../../planning/messages.ts'
import { useFormat } from '../../words/format.ts'
import styles from './file-tree.module.css'

export function FileTree({ files }: { readonly files: readonly SizedFile[] }) {
  const { t } = useWords()
  return (
    <nav className={styles.tree} aria-label={t('platform.download.tree')}>
      <Level files={files} depth={0} />
    </nav>
  )
}

type LevelProps = {
  readonly files: readonly SizedFile[]
  /** Segments of the paths that lie above. */
  readonly depth: number
}

const segmentOf = ({ path }: SizedFile, depth: number): string => path.split('/')[depth] ?? ''
const isHere = ({ path }: SizedFile, depth: number): boolean => path.split('/').length === depth + 1

/** Few enough to be seen at once. */
const openMax = 12

function Level({ files, depth }: LevelProps) {
  const { t } = useWords()
  const format = useFormat()
  const below = files.filter((file) => !isHere(file, depth))
  const folders = [...new Set(below.map((file) => segmentOf(file, depth)))].toSorted()
  return (
    <ul className={styles.level}>
      {folders.map((name) => {
        const inside = below.filter((file) => segmentOf(file, depth) === name)
        return (
          <li key={name}>
            <details open={inside.length <= openMax && depth === 0}>
              <summary>
                <ChevronRight size={14} aria-hidden className={styles.chevron} />
                <Folder size={14} aria-hidden />
                {name}
                <span className={styles.quiet}>
                  {t('platform.download.folder', { count: inside.length })}
                </span>
              </summary>
              <Level files={inside} depth={depth + 1} />
            </details>
          </li>
        )
      })}
      {files
        .filter((file) => isHere(file, depth))
        .map((file) => (
          <li key={file.path} className={styles.file}>
            <FileText size={14} aria-hidden />
            <span>{segmentOf(file, depth)}</span>
            <span className={styles.quiet}>{format.bytes(file.bytes)}</span>
          </li>
        ))}
    </ul>
  )
}
