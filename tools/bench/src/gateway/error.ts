// Why a measurement could not be made.

export class BenchError extends Error {
  override readonly name = 'BenchError'
}
