// Opens a source of an answer. It is the browser's own button: a long conversation has thousands of them.

import { useContext, type ReactNode } from 'react'
import { SourcesContext } from './sources-context.ts'

type SourceButtonProps = {
  readonly number: number
  readonly className: string
  /** Where what it shows does not say what it does. */
  readonly label?: string
  readonly children: ReactNode
}

export function SourceButton({ number, className, label, children }: SourceButtonProps) {
  const { openNumber, open } = useContext(SourcesContext)
  return (
    <button
      type="button"
      className={className}
      aria-label={label}
      aria-pressed={openNumber === number}
      onClick={({ currentTarget }) => {
        // Not every browser gives the focus to what is clicked, and closing the source leads back to it.
        currentTarget.focus()
        open(number)
      }}
    >
      {children}
    </button>
  )
}
