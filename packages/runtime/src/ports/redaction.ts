// Port: hiding what identifies a person before a text leaves, and putting it back in what returns; built in on one machine, Presidio in a cluster.

/** What identifies a person; what an engine or a company finds beside these is `CUSTOM`. */
export const maskedKinds = [
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

export type MaskedKind = (typeof maskedKinds)[number]

/** One exchange: the same value has the same mark throughout, and marks of another exchange mean nothing here. */
export type RedactionSession = {
  /**
   * The text with marks such as `<PHONE_1>` instead of what was found; at once where a short text holds nothing. Rejects
   * when it can't be sure: nothing leaves.
   */
  redact(text: string): string | Promise<string>
  /** The text with what the marks stand for, each as `shown` shows it; a mark that stands for nothing stands for itself. */
  restore(text: string, shown?: (value: string) => string): string
  /** Restores a stream, whose pieces may end in the middle of a mark. */
  restoring(): { push(piece: string): string; end(): string }
  /** How many of each kind were hidden: for traces and people, never the values. */
  readonly counts: { readonly [kind in MaskedKind]?: number }
}

export type Redaction = { open(): RedactionSession }
