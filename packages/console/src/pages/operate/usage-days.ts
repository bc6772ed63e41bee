// Usage by day as a chart needs it: every day of the time has a value, also those on which nobody asked.

export type UsageDay = {
  /** The start of the day in UTC. */
  readonly epochMs: number
  readonly requests: number
  readonly failures: number
  readonly promptTokens: number
  readonly completionTokens: number
}

type Row = Omit<UsageDay, 'epochMs'> & { readonly day: string | null }

const dayMs = 86_400_000

/** `days` of them, the last one being today's. */
export function usageDaysOf(rows: readonly Row[], nowMs: number, days = 30): readonly UsageDay[] {
  const lastMs = Math.floor(nowMs / dayMs) * dayMs
  return Array.from({ length: days }, (_, at) => {
    const epochMs = lastMs - (days - 1 - at) * dayMs
    const day = new Date(epochMs).toISOString().slice(0, 10)
    const found = rows.find((row) => row.day === day)
    return {
      epochMs,
      requests: found?.requests ?? 0,
      failures: found?.failures ?? 0,
      promptTokens: found?.promptTokens ?? 0,
      completionTokens: found?.completionTokens ?? 0,
    }
  })
}
