// Defines the parts of which machines, racks, networks and storage are made, for the schema of the inventory.

import { z } from 'zod'
import {
  aboveZero,
  addressField,
  bytesField,
  countField,
  nameField,
  rangeField,
  wattsField,
} from '../platform/fields.js'

const about = (description: string) => ({ description })

export const planes = [
  'management',
  'application',
  'data',
  'vector-graph',
  'gpu',
  'storage',
] as const

/** How disks of one machine stand in for each other. Storage that keeps copies itself wants `none`. */
const raidLevels = ['none', 'raid0', 'raid1', 'raid5', 'raid6', 'raid10'] as const

/** Gigabits a second of a port with four lanes, by InfiniBand generation. */
export const fabricRates = { EDR: 100, HDR: 200, NDR: 400, XDR: 800 } as const

const speed = z.number().positive().max(1600).meta(about('Gigabits a second of one port.'))

export const disk = z.strictObject({
  kind: z.enum(['nvme', 'ssd', 'hdd']).default('nvme'),
  size: aboveZero(bytesField),
  count: countField(1000).min(1).default(1),
  raid: z.enum(raidLevels).default('none').meta(about('How these disks are joined.')),
})

export const processors = z.strictObject({
  model: z.string().max(100),
  sockets: countField(16).min(1).default(1),
  cores: countField(1000).min(1).meta(about('Cores of one socket.')),
  threads: countField(4000).min(1).meta(about('Hardware threads of one socket.')),
})

export const link = z.strictObject({
  speed,
  ports: countField(64).min(1).default(1),
  bonded: z.boolean().default(false).meta(about('Whether the ports act as one.')),
  networks: z.array(nameField).max(50).default([]).meta(about('Networks that it carries.')),
  fabric: nameField.optional().meta(about('The InfiniBand fabric; without one it is Ethernet.')),
  switches: z.array(nameField).max(64).default([]).meta(about('Switches that the ports lead to.')),
})

export const managementController = z.strictObject({
  network: nameField,
  firstAddress: addressField.optional().meta(about('Of the first node; the others follow.')),
})

const addressRange = z.strictObject({ first: addressField, last: addressField })

export const fabric = z.strictObject({
  name: nameField,
  rate: z.enum(['EDR', 'HDR', 'NDR', 'XDR']),
  subnetManagers: countField(100).meta(about('Programs that can route it; one of them is active.')),
  resource: z
    .string()
    .max(100)
    .optional()
    .meta(about('What pods request to use it, such as rdma/hca.')),
})

export const networkSwitch = z.strictObject({
  name: nameField,
  tier: z.enum(['core', 'spine', 'leaf']),
  speed,
  fabric: nameField.optional().meta(about('The InfiniBand fabric that it belongs to.')),
  uplinks: z.array(nameField).max(64).default([]).meta(about('Switches above it.')),
  rack: z.string().max(63).optional(),
  power: wattsField.optional(),
  units: countField(60).default(1),
})

export const rack = z.strictObject({
  name: z.string().min(1).max(63),
  power: wattsField.optional().meta(about('Watts that its feed gives when one of two is lost.')),
  units: countField(60).min(1).default(42),
})

export const site = z.strictObject({
  power: wattsField.optional().meta(about('Watts for everything, cooling included.')),
  cooling: z
    .number()
    .min(1)
    .max(4)
    .default(1.5)
    .meta(about('Watts at the meter for one watt of the machines (PUE).')),
})

export const objectStore = z.strictObject({
  name: nameField,
  pool: nameField,
  setSize: countField(64).min(2).meta(about('Drives over which one object is spread.')),
  parity: countField(32).meta(about('Drives of a set that may be lost.')),
  usable: bytesField.optional().meta(about('What is promised; checked against the drives.')),
})

export const network = z.strictObject({
  name: nameField,
  vlan: countField(4094).optional(),
  range: rangeField,
  gateway: addressField.optional(),
  virtual: addressRange
    .optional()
    .meta(about('Addresses for load balancers, which no machine has.')),
  purpose: z.enum([
    'management',
    'bmc',
    'nodes',
    'storage',
    'database',
    'gpu',
    'external',
    'pods',
    'services',
    'other',
  ]),
})
