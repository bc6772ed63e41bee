// What nobody may commit: the values, keys and certificates of a platform, and where they are kept.

export type { Credentials, DocumentFault, StoredValue } from './document.js'
export { printCredentials, readCredentials } from './document.js'
export type { Opener, Sealing } from './seal.js'
export { identitiesIn, isPassphraseSealed, recipientsIn, seal, unseal } from './seal.js'
