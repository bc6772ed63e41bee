// Says when a version was published, which is the least that is known of its life.

import type { LifeFact } from './facts.js'

/** `since` is the date of the tag, or of the commit that set the version. */
export const released = (subject: string, since: string, source: string): LifeFact => ({
  subject,
  status: 'released',
  since,
  note: { en: 'published', ko: '공개' },
  source,
})
