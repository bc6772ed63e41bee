// Lists the series that an expression of PromQL reads, well enough for the expressions of the catalog.

const words = new Set(
  `sum max min avg count by on without rate increase histogram_quantile absent or and unless ignoring group_left
  group_right label_replace clamp_max clamp_min time vector scalar topk bottomk delta irate avg_over_time max_over_time
  min_over_time sum_over_time last_over_time predict_linear changes resets bool offset`.split(
    /\s+/,
  ),
)

export function seriesIn(expression: string): readonly string[] {
  const bare = expression
    .replaceAll(/"[^"]*"/g, '')
    .replaceAll(/\{[^}]*\}/g, '')
    .replaceAll(/\[[^\]]*\]/g, '')
    .replaceAll(/\b(by|on|without|ignoring)\s*\([^)]*\)/g, '')
  const names = bare.match(/[a-zA-Z_:][a-zA-Z0-9_:]*/g) ?? []
  return [...new Set(names)].filter((name) => !words.has(name))
}

/** The series without what Prometheus adds to the parts of a histogram. */
export const baseOf = (series: string): string => series.replace(/_(bucket|count|sum)$/, '')
