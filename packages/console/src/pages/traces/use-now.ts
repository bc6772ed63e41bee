// The time that "3 minutes ago" is seen from; it goes on while the page is open.

import { useEffect, useState } from 'react'

const everyMs = 30_000

export function useNow(): number {
  const [nowMs, setNowMs] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [])
  return nowMs
}
