// Writes the names of components and workloads in the forms that variables and alerts want.

/** `open-search` is `OPEN_SEARCH`. */
export const environmentName = (name: string): string => name.toUpperCase().replaceAll('-', '_')

/** `milvus-etcd` is `MilvusEtcd`. */
export const pascalCase = (id: string): string =>
  id
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
