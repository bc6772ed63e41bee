// Names the stores of a platform that hold data, and the components that keep data in them.

import { components, findComponent, type BackupFact } from '@llmflow/catalog'
import type { Subject } from '../input.js'
import { isEmbedded } from './clustered.js'

/** Kubernetes’ own store belongs to the cluster and not to a component. */
const clusterStore = 'etcd'

/** A store with a component that keeps data in it. */
type StoreUse = BackupFact & { readonly component: string }

/** Who keeps data where, in the order of the catalog. An embedded component keeps it in its own directory. */
export function storeUses({ context }: Subject): readonly StoreUse[] {
  return components
    .filter(({ name }) => context.enabled.has(name) && !isEmbedded(context, name))
    .flatMap(({ name, backups }) =>
      'none' in backups
        ? []
        : backups
            .filter(({ when }) => when?.(context) ?? true)
            .map((fact) => ({ ...fact, component: name })),
    )
}

/** The stores that a backup can be asked for here. */
export function storesOf(subject: Subject): readonly string[] {
  return [...new Set([...storeUses(subject).map(({ store }) => store), clusterStore])]
}

/** The component that keeps a store wherever it is enabled: the one of its name, else the first of the catalog. */
export function makerOf(store: string): string | undefined {
  const makers = components.filter(
    ({ backups }) => !('none' in backups) && backups.some((fact) => fact.store === store),
  )
  return (makers.find(({ name }) => name === store) ?? makers[0])?.name
}

/** The component that a store belongs to: the one of its name, else the first that keeps data in it. */
export function ownerOf(store: string, uses: readonly StoreUse[]): string | undefined {
  const users = uses.filter((use) => use.store === store)
  const own =
    findComponent(store) === undefined
      ? undefined
      : users.find(({ component }) => component === store)
  return (own ?? users[0])?.component
}
