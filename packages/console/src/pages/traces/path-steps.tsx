// The path of one answer, from who asked to the sources: each step as what it did and what came of it.

import {
  EyeOff,
  Gauge,
  ListOrdered,
  MessageSquareText,
  Quote,
  Search,
  Sparkles,
  UserRound,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { useWords } from '../../words/use-words.ts'
import type { AnswerPath } from './answer-path.ts'
import { FusionStep } from './path/fusion-step.tsx'
import { LegsStep } from './path/legs-step.tsx'
import { LimitsStep } from './path/limits-step.tsx'
import { MaskedStep } from './path/masked-step.tsx'
import { ModelStep, PromptStep } from './path/model-step.tsx'
import { SourcesStep } from './path/sources-step.tsx'
import { WhoStep } from './path/who-step.tsx'
import styles from './trace.module.css'

export function PathSteps({ path }: { readonly path: AnswerPath }) {
  const { t } = useWords()
  return (
    <section aria-labelledby="path-title">
      <h2 id="path-title" className={styles.pathTitle}>
        {t('traces.path.title')}
      </h2>
      <ol className={styles.path}>
        <PathStep icon={<UserRound size={18} />} title={t('traces.path.who.title')}>
          <WhoStep path={path} />
        </PathStep>
        <PathStep icon={<Gauge size={18} />} title={t('traces.path.limits.title')}>
          <LimitsStep path={path} />
        </PathStep>
        <PathStep icon={<Search size={18} />} title={t('traces.path.legs.title')}>
          <LegsStep path={path} />
        </PathStep>
        <PathStep icon={<ListOrdered size={18} />} title={t('traces.path.fusion.title')}>
          <FusionStep path={path} />
        </PathStep>
        <PathStep icon={<EyeOff size={18} />} title={t('traces.path.masked.title')}>
          <MaskedStep path={path} />
        </PathStep>
        <PathStep icon={<MessageSquareText size={18} />} title={t('traces.path.prompt.title')}>
          <PromptStep path={path} />
        </PathStep>
        <PathStep icon={<Sparkles size={18} />} title={t('traces.path.model.title')}>
          <ModelStep path={path} />
        </PathStep>
        <PathStep icon={<Quote size={18} />} title={t('traces.path.citations.title')}>
          <SourcesStep path={path} />
        </PathStep>
      </ol>
    </section>
  )
}

type PathStepProps = {
  readonly icon: ReactNode
  readonly title: string
  readonly children: ReactNode
}

function PathStep({ icon, title, children }: PathStepProps) {
  return (
    <li className={styles.step}>
      <span className={styles.stepIcon} aria-hidden>
        {icon}
      </span>
      <div className={styles.stepBody}>
        <h3>{title}</h3>
        {children}
      </div>
    </li>
  )
}
