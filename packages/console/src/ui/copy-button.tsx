// Copies a text, and says so for a moment.

import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useWords } from '../words/use-words.ts'
import { Button, IconButton } from './button.tsx'

const shownMs = 2000

type CopyButtonProps = {
  readonly text: string
  /** What is copied; without it the button is a word. */
  readonly label?: string
}

export function CopyButton({ text, label }: CopyButtonProps) {
  const { t } = useWords()
  const [isCopied, setCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return undefined
    const timer = setTimeout(() => setCopied(false), shownMs)
    return () => clearTimeout(timer)
  }, [isCopied])
  const copy = (): void => void copyText(text).then(setCopied)
  const icon = isCopied ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />
  const said = isCopied ? t('common.copied') : (label ?? t('common.copy'))
  return (
    <>
      {label === undefined ? (
        <Button onPress={copy}>
          {icon}
          {said}
        </Button>
      ) : (
        <IconButton size="small" icon={icon} label={said} onPress={copy} />
      )}
      <span className="visually-hidden" role="status">
        {isCopied ? t('common.copied') : ''}
      </span>
    </>
  )
}

/** Browsers lend the clipboard to pages of safe origins only; over plain HTTP the selection is copied. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copySelected(text)
  }
}

function copySelected(text: string): boolean {
  const field = document.createElement('textarea')
  const { activeElement: before } = document
  field.value = text
  field.className = 'visually-hidden'
  document.body.append(field)
  field.select()
  const isCopied = runCopyCommand()
  field.remove()
  if (before instanceof HTMLElement) before.focus()
  return isCopied
}

/** Deprecated, and the only way there is where the clipboard is not lent. */
function runCopyCommand(): boolean {
  const command: unknown = Reflect.get(document, 'execCommand')
  return typeof command === 'function' && Reflect.apply(command, document, ['copy']) === true
}
