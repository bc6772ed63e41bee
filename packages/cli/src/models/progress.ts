// Shows how far a download is: a line that changes on a terminal, a line for each tenth elsewhere.

import type { Context } from '../command.js'

type DownloadProgress = {
  readonly show: (doneBytes: number, totalBytes: number | undefined) => void
  readonly end: () => void
}

const windowMs = 5000

export function downloadProgressOn({ host }: Context): DownloadProgress {
  const samples: { readonly atMs: number; readonly bytes: number }[] = []
  let lastTenth = -1
  let isOpen = false
  return {
    show: (doneBytes, totalBytes) => {
      const nowMs = host.now().getTime()
      samples.push({ atMs: nowMs, bytes: doneBytes })
      while (samples.length > 2 && nowMs - (samples[0]?.atMs ?? nowMs) > windowMs) samples.shift()
      const line = lineOf(doneBytes, totalBytes, rateOf(samples))
      if (host.isTerminal) {
        host.writeError(`\r\u001b[K${line.slice(0, (host.columns ?? 80) - 1)}`)
        isOpen = true
        return
      }
      const tenth = totalBytes === undefined ? 0 : Math.floor((doneBytes / totalBytes) * 10)
      if (tenth === lastTenth) return
      lastTenth = tenth
      host.writeError(`${line}\n`)
    },
    end: () => {
      if (isOpen) host.writeError('\r\u001b[K')
    },
  }
}

type Sample = { readonly atMs: number; readonly bytes: number }

function rateOf(samples: readonly Sample[]): number | undefined {
  const first = samples[0]
  const last = samples.at(-1)
  if (first === undefined || last === undefined || last.atMs <= first.atMs) return undefined
  return ((last.bytes - first.bytes) / (last.atMs - first.atMs)) * 1000
}

function lineOf(done: number, total: number | undefined, rate: number | undefined): string {
  const share = total === undefined ? '' : ` / ${megabytes(total)} (${percent(done, total)}%)`
  return `${megabytes(done)}${share}${rate === undefined ? '' : `  ${megabytes(rate)}/s`}`
}

const percent = (done: number, total: number): number =>
  total === 0 ? 100 : Math.floor((done / total) * 100)

/** Decimal units, as downloads are measured everywhere. */
export const megabytes = (count: number): string =>
  count >= 1e9 ? `${(count / 1e9).toFixed(1)} GB` : `${(count / 1e6).toFixed(1)} MB`
