// Whether nobody has an account yet, and whether there is an identity provider to sign in by.

import { queryOptions } from '@tanstack/react-query'
import { api, dataOf } from '../../api/client.ts'

export const firstRunQuery = queryOptions({
  queryKey: ['first-run'],
  queryFn: () => dataOf(api.GET('/api/v1/first-run')),
})
