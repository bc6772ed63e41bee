// Light, dark, or what the system says; remembered in this browser.

import { useSyncExternalStore } from 'react'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const storageKey = 'llmflow.theme'
const dark = matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()

const chosen = (): Theme =>
  themes.find((theme) => theme === localStorage.getItem(storageKey)) ?? 'system'

function show(): void {
  const theme = chosen()
  const isDark = theme === 'dark' || (theme === 'system' && dark.matches)
  document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light'
  for (const listener of listeners) listener()
}

/** Shows the theme, now and whenever the system changes its own. */
export function startTheme(): void {
  show()
  dark.addEventListener('change', show)
}

export function chooseTheme(theme: Theme): void {
  localStorage.setItem(storageKey, theme)
  show()
}

/** What was chosen; `system` until somebody chooses. */
export function useTheme(): Theme {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, chosen)
}
