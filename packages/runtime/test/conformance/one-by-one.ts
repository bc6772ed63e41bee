// Chunks as they come of a document that is read while it is indexed.

export async function* oneByOne<Chunk>(
  chunks: readonly Chunk[],
  failure?: Error,
): AsyncGenerator<Chunk> {
  for (const chunk of chunks) {
    await Promise.resolve()
    yield chunk
  }
  if (failure !== undefined) throw failure
}
