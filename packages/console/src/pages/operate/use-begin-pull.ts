// Begins to bring a model into the store; from then on it is on the list of pulls, whoever looks.

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, dataOf } from '../../api/client.ts'

type WantedPull = {
  readonly source: string
  readonly name?: string
  readonly kind?: 'chat' | 'embedding' | 'reranking'
  readonly sha256?: string
  readonly licence?: string
}

export function useBeginPull(onBegun?: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (wanted: WantedPull) =>
      dataOf(api.POST('/api/v1/platform/model-pulls', { body: wanted })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['model-pulls'] })
      onBegun?.()
    },
  })
}
