// How the console looks in this browser, and in which language it speaks.

import { Monitor, Moon, Sun } from 'lucide-react'
import type { ReactNode } from 'react'
import { useWords } from '../../words/use-words.ts'
import { chooseTheme, themes, useTheme, type Theme } from '../../shell/theme.ts'
import { Card } from '../../ui/layout.tsx'
import { chooseLanguage, languages, type Language } from '../../words/words.ts'
import styles from './account.module.css'
import { ChoiceGroup } from './choice-group.tsx'

const languageKeys: readonly Language[] = ['ko', 'en']

const icons: { readonly [theme in Theme]: ReactNode } = {
  system: <Monitor size={16} aria-hidden />,
  light: <Sun size={16} aria-hidden />,
  dark: <Moon size={16} aria-hidden />,
}

export function Appearance() {
  const { t, language } = useWords()
  const theme = useTheme()
  return (
    <Card>
      <h2>{t('account.appearance.title')}</h2>
      <ChoiceGroup
        label={t('common.theme.label')}
        value={theme}
        onChange={chooseTheme}
        choices={themes.map((key) => ({
          key,
          icon: icons[key],
          label: t(`common.theme.${key}`),
        }))}
      />
      <ChoiceGroup
        label={t('common.language')}
        value={language}
        onChange={(key) => void chooseLanguage(key)}
        choices={languageKeys.map((key) => ({ key, label: languages[key] }))}
      />
      <p className={styles.quiet}>{t('account.appearance.hint')}</p>
    </Card>
  )
}
