// Defines how a machine runs a workload without containers: packages, a user, a command, and where its files lie.

import type { FileMount } from './workload.js'
import type { SecretText, Text } from './text.js'

/**
 * What differs from the image when systemd runs the program. Everything that is not here (files, variables, ports,
 * volumes, limits, the time to stop) is as the workload says, so that both are one description.
 */
export type HostProgram = {
  /** Debian packages that bring the program. */
  readonly packages: readonly string[]
  /** Where apt finds packages that Debian itself has not, or not in this version. */
  readonly repositories?: readonly PackageRepository[]
  /** Files that must lie there before the packages are installed, which act on them. */
  readonly filesBefore?: readonly FileMount[]
  /** Units of these packages that would run beside ours. */
  readonly masks?: readonly string[]
  /**
   * Programs that no package brings, by their place in the image and on the machine: they are copied out of the image,
   * from the registry that the platform has anyway.
   */
  readonly programs?: { readonly [inImage: string]: string }
  /** Accounts of the system that no package makes. */
  readonly accounts?: readonly string[]
  /** The account as which it runs; `root` only where nothing less will do. */
  readonly user: string
  readonly group: string
  /** Takes the place of the image's command and arguments; the first word is an absolute path. */
  readonly command: readonly Text[]
  /** Where this machine has what the image has elsewhere: prefixes of paths, in commands, files, variables and volumes. */
  readonly paths?: { readonly [inImage: string]: string }
  /** Variables that a machine needs besides, or instead. */
  readonly environment?: { readonly [name: string]: SecretText }
  /** Files that a machine needs besides, or instead. */
  readonly files?: readonly FileMount[]
  /** What makes a running program read its files again; without it a changed file restarts it. */
  readonly reload?: readonly string[]
  /** Whether what the program started goes on when the program itself ends, and is found again by the next one. */
  readonly leavesChildren?: boolean
  /** What a run by the clock ends with when there was nothing to do on this machine. */
  readonly idleStatus?: number
  /** How systemd knows that it stands. */
  readonly start?: 'notify' | 'exec'
  /** Open files and connections at most. */
  readonly openFilesMax?: number
  /** Devices that it opens, such as a watchdog. */
  readonly devices?: readonly string[]
  /** Kernel modules that these need. */
  readonly kernelModules?: readonly string[]
  /** Kernel settings that it needs, as sysctl names them. */
  readonly kernelSettings?: { readonly [name: string]: string | number }
  /** What its members speak to each other besides TCP and UDP. */
  readonly protocols?: readonly 'vrrp'[]
  /** A folder under /run that is its own while it runs. */
  readonly runFolder?: string
  /** Folders besides its volumes that it writes to and the packages bring. */
  readonly writes?: readonly string[]
}

/** An apt repository, as its own project gives it; a closed network has a mirror of it. */
export type PackageRepository = {
  readonly name: string
  readonly address: string
  /** `{codename}` stands for the name of the machine's Debian. */
  readonly suite: string
  readonly components: readonly string[]
  /** The keys that sign it, and the package of Debian's own that brings them. */
  readonly keyring: string
  readonly keyringPackage: string
}
