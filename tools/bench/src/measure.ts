// Measures: processor time of a function, wall time of a process, medians and growth.
import { spawnSync } from 'node:child_process'

/** Milliseconds of processor time, over all threads, so that the garbage collector is counted. */
export function cpuMsOf(run: () => unknown): number {
  const before = process.cpuUsage()
  run()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

export function wallMsOf(run: () => unknown): number {
  const started = performance.now()
  run()
  return performance.now() - started
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right)
  const middle = Math.floor(sorted.length / 2)
  const [low = 0, high = 0] = [sorted[middle - 1], sorted[middle]]
  return sorted.length % 2 === 1 ? high : (low + high) / 2
}

export const repeat = <Value>(times: number, run: () => Value): readonly Value[] =>
  Array.from({ length: times }, run)

/** The exponent of a power law through the points, by least squares on logarithms. */
export function exponentOf(points: readonly (readonly [size: number, cost: number])[]): number {
  const logs = points.map(([size, cost]): [number, number] => [Math.log(size), Math.log(cost)])
  const mean = (read: (point: [number, number]) => number): number =>
    logs.reduce((sum, point) => sum + read(point), 0) / logs.length
  const [x, y] = [mean(([size]) => size), mean(([, cost]) => cost)]
  const covariance = mean(([size, cost]) => (size - x) * (cost - y))
  return covariance / mean(([size]) => (size - x) ** 2)
}

/** Runs this Node on arguments, and gives back what it wrote. */
export function runNode(args: readonly string[]): string {
  const { stdout } = spawnSync(process.execPath, [...args], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  })
  return stdout
}
