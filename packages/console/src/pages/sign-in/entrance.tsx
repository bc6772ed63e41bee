// The frame of the pages before sign-in, with the choice of the language.

import type { ReactNode } from 'react'
import { useWords } from '../../words/use-words.ts'
import iconUrl from '../../shell/icon.svg'
import { Button } from '../../ui/button.tsx'
import { chooseLanguage, languages, type Language } from '../../words/words.ts'
import styles from './sign-in.module.css'

const languageKeys: readonly Language[] = ['ko', 'en']

export function Entrance({ children }: { readonly children: ReactNode }) {
  const { t, language } = useWords()
  return (
    <div className={styles.screen}>
      <div className={styles.picture}>
        <p className={styles.tagline}>{t('signIn.tagline')}</p>
      </div>
      <main className={styles.side}>
        <div className={styles.form}>
          <div className={styles.brand}>
            <img src={iconUrl} alt="" />
            <span>{t('common.product')}</span>
          </div>
          {children}
          <div className={styles.languages} role="group" aria-label={t('common.language')}>
            {languageKeys.map((key) => (
              <Button
                key={key}
                size="small"
                look={language === key ? 'plain' : 'quiet'}
                onPress={() => void chooseLanguage(key)}
              >
                {languages[key]}
              </Button>
            ))}
          </div>
        </div>
      </main>
    </div>
  )
}
