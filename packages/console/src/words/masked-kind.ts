// What a kind of personal data is called that was masked.

import { useWords } from './use-words.ts'

const worded = [
  'RRN',
  'FRN',
  'BUSINESS_NUMBER',
  'CORPORATE_NUMBER',
  'PASSPORT',
  'DRIVER_LICENCE',
  'PHONE',
  'ACCOUNT',
  'CARD',
  'EMAIL',
  'IP',
  'PRIVATE_IP',
  'IBAN',
  'SSN',
  'SECRET',
  'PLATE',
  'NAME',
  'CUSTOM',
] as const

/** A kind that nobody here knows is one of a company's own. */
export function useMaskedKind(): (kind: string) => string {
  const { t } = useWords()
  return (kind) => {
    const known = worded.find((one) => one === kind) ?? 'CUSTOM'
    return t(`chat.masked.kinds.${known}`)
  }
}
