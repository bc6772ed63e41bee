// Port: how much a tenant may ask for in a minute; memory serves it on one machine, Redis across replicas.

export type Allowance = {
  readonly requestsPerMinute: number
  readonly tokensPerMinute: number
}

export type Reservation = {
  /** Tokens that were really used, more or fewer than reserved; only the first call counts. */
  settle(tokens: number, nowMs: number): void
}

export type Verdict =
  | { readonly isAdmitted: true; readonly reservation: Reservation; readonly remaining: Allowance }
  | {
      readonly isAdmitted: false
      readonly limit: 'requests' | 'tokens'
      readonly retryAfterMs: number
    }

type Held = { readonly requests: number; readonly tokens: number }

export type Limits = {
  /** Takes one request and the tokens it may need, or says when to come again. Synchronous in memory, hence no promise is forced. */
  reserve(
    subject: string,
    allowance: Allowance,
    tokens: number,
    nowMs: number,
  ): Verdict | Promise<Verdict>
  /** What the subject has used of the last minute, and holds for what is under way. */
  heldBy(subject: string, nowMs: number): Held | Promise<Held>
}
