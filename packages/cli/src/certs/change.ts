// Changes the kept values, or only tries a change.

import type { Change, Credentials, Result, StoreFolder } from '@llmflow/credentials'

export async function changed<Made>(
  folder: StoreFolder,
  isWritten: boolean,
  change: (before: Credentials) => Result<Change<Made>>,
): Promise<Result<Made>> {
  const { changeStore, openStore } = await import('@llmflow/credentials')
  if (isWritten) return changeStore(folder, change)
  const opened = await openStore(folder)
  if ('findings' in opened) return opened
  const tried = change(opened.value.credentials)
  return 'findings' in tried ? tried : { value: tried.value.made }
}
