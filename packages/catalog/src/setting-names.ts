// Finds settings by name in all their spellings: variables, arguments, directives and paths of keys.

/** Where a setting comes from decides how much of its name must be given to mean it. */
export type SettingForm = 'variable' | 'argument' | 'directive' | 'key'

type NamedSetting = {
  readonly form: SettingForm
  /** As it is written: `KC_DB`, `--max-model-len`, `config.maxModelLen`. */
  readonly name: string
}

/** Settings that are found by name without looking at all of them. */
export type SettingsByName<Setting> = {
  readonly all: readonly Setting[]
  readonly named: (name: string) => readonly Setting[]
}

/** Names count without case and separators; the dots between keys stay. */
const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9.]/g, '')
const dotless = (name: string): string => plain(name).replaceAll('.', '')

/**
 * `isSuffix` says whether the last keys of a path are enough, as in Helm values, where charts put settings under keys of
 * their own.
 */
export function settingsByName<Setting extends NamedSetting>(
  all: readonly Setting[],
  isSuffix: boolean,
): SettingsByName<Setting> {
  const index = new Map<string, Setting[]>()
  for (const setting of all) {
    for (const key of keysOf(setting, isSuffix)) {
      const found = index.get(key)
      if (found === undefined) index.set(key, [setting])
      else found.push(setting)
    }
  }
  return { all, named: (name) => index.get(plain(name)) ?? index.get(dotless(name)) ?? [] }
}

function keysOf({ form, name }: NamedSetting, isSuffix: boolean): readonly string[] {
  if (form !== 'key') return [dotless(name)]
  const path = plain(name)
  if (!isSuffix) return [path]
  const keys = path.split('.')
  return keys.map((_, start) => keys.slice(start).join('.'))
}
