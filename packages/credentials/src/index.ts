// What nobody may commit: the values, keys and certificates of a platform, and where they are kept.

export { nodePrivateDisk } from './disk/node.js'
export type { Entry, PrivateDisk } from './disk/private-disk.js'
export { PrivateDiskError } from './disk/private-disk.js'
export type { Credentials, DocumentFault, StoredValue } from './store/document.js'
export { printCredentials, readCredentials } from './store/document.js'
export type { Keys, RunProgram, StoreFolder } from './store/folder.js'
export type { Result } from './store/result.js'
export type { Opener, Sealing } from './store/seal.js'
export { identitiesIn, isPassphraseSealed, recipientsIn, seal, unseal } from './store/seal.js'
export type { Change, Opened } from './store/store.js'
export { changeStore, openStore } from './store/store.js'
