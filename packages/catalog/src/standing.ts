// Says how many replicas of a part always stand by, from the availability that the platform promises.

import {
  explained,
  fromFact,
  fromPlatform,
  printRatio,
  type Explained,
  type Platform,
} from '@llmflow/spec'

/** From three nines on, no part may be away while one of its replicas is replaced. */
const availabilityOfTwo = 0.999

/** Fewest replicas of a part: two from three nines on, else one. */
export function replicaFloor(platform: Platform): number {
  return platform.objectives.availability >= availabilityOfTwo ? 2 : 1
}

/** The catalog's number of replicas where the platform promises three nines, else one. */
export function standingReplicas(
  platform: Platform,
  count: number,
  source: string,
): Explained<number> {
  const value = platform.objectives.availability >= availabilityOfTwo ? count : 1
  return explained(
    value,
    'standing-replicas',
    'the catalog’s number from 99.9% availability on, else 1',
    [
      fromFact('number', `${count}`, source),
      fromPlatform(
        'availability',
        printRatio(platform.objectives.availability),
        '/objectives/availability',
      ),
    ],
  )
}
