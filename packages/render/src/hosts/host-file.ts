// Defines a file of a machine: where it lies, whose it is, and which units it restarts when it changes.

export type HostFile = {
  /** Absolute, on the machine. */
  readonly path: string
  readonly text: string
  readonly owner?: string
  readonly group?: string
  /** Octal, as chmod takes it; 0644 when left out. */
  readonly mode?: string
  /** Units that read it only when they start. */
  readonly restarts?: readonly string[]
  /** It must lie there before packages are installed. */
  readonly isBeforePackages?: boolean
  /** Others write into it too: it is put there once, and again only when what we want has changed. */
  readonly isSeed?: boolean
  /** Units that read it again when they are told to. */
  readonly reloads?: readonly string[]
}
