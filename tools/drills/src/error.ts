// Defines what can go wrong in the world of the drills: a program, a file or a deadline.

type DrillErrorCode = 'program' | 'deadline' | 'platform' | 'tree'

export class DrillError extends Error {
  readonly code: DrillErrorCode
  /** A deadline may be met the next time; the rest is as it is. */
  readonly isRetryable: boolean

  constructor(code: DrillErrorCode, message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'DrillError'
    this.code = code
    this.isRetryable = code === 'deadline'
  }
}
