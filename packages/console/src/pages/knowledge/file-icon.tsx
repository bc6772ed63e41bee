// The kind of a file at a glance, by the end of its name.

import styles from './knowledge.module.css'

const tones: { readonly [extension: string]: string | undefined } = {
  pdf: 'bad',
  md: 'accent',
  txt: 'plain',
  html: 'warn',
  htm: 'warn',
  docx: 'accent',
  xlsx: 'good',
  xls: 'good',
  csv: 'good',
  pptx: 'warn',
  hwp: 'good',
  hwpx: 'good',
}

export function FileIcon({ name }: { readonly name: string }) {
  const extension = /\.([a-z0-9]{1,4})$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  return (
    <span className={styles.fileIcon} data-tone={tones[extension] ?? 'plain'} aria-hidden>
      {extension.toUpperCase()}
    </span>
  )
}
