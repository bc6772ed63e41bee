// Why a machine or a workload is as it is: the chain of reasons, down to the line that a person wrote.

import { useWords } from '../../words/use-words.ts'
import type { Folder, Link, LinkTerm, Origin, PlanView } from '../../planning/messages.ts'
import { Button as AriaButton } from 'react-aria-components'
import { FailureNote, Loading } from '../../ui/state.tsx'
import { UsageBar } from '../../ui/layout.tsx'
import { useFormat } from '../../words/format.ts'
import type { Hue } from './hues.ts'
import { useWhy } from './planning-queries.ts'
import type { Chosen } from './racks.tsx'
import rackStyles from './racks.module.css'
import type { GoTo } from './use-visit.ts'
import styles from './why.module.css'

type WhyProps = {
  readonly plan: PlanView
  readonly folder: Folder
  readonly hues: ReadonlyMap<string, Hue>
  readonly chosen: Chosen | undefined
  readonly onChoose: (chosen: Chosen) => void
  readonly onGoTo: GoTo
}

export function Why(props: WhyProps) {
  const { t } = useWords()
  const { plan, folder, chosen, onGoTo } = props
  const machine = plan.racks
    .flatMap(({ machines }) => machines)
    .find(({ name }) => chosen?.kind === 'machine' && chosen.name === name)
  const workload = plan.workloads.find(
    ({ id }) => chosen?.kind === 'workload' && chosen.name === id,
  )
  const found = machine ?? workload
  if (chosen === undefined || found === undefined) {
    return <p className={styles.hint}>{t('platform.racks.choose')}</p>
  }
  return (
    <section className={styles.why} aria-live="polite" aria-label={t('platform.why.title')}>
      <h3>{t('platform.why.of', { name: workload?.label ?? chosen.name })}</h3>
      {machine === undefined ? null : <MachineFacts {...props} name={machine.name} />}
      <Chains folder={folder} paths={found.reasons} onGoTo={onGoTo} />
    </section>
  )
}

/** What stands on a machine; each workload leads to its own reasons. */
function MachineFacts({ plan, hues, name, onChoose }: WhyProps & { readonly name: string }) {
  const { t } = useWords()
  const format = useFormat()
  const machine = plan.racks
    .flatMap(({ machines }) => machines)
    .find((candidate) => candidate.name === name)
  if (machine === undefined) return null
  const { memory, workloads } = machine
  const labels = new Map(plan.workloads.map(({ id, label }) => [id, label]))
  return (
    <>
      <UsageBar
        label={t('platform.racks.memory')}
        share={memory.available === 0 ? 0 : memory.used / memory.available}
        text={t('platform.tiles.of', {
          used: format.bytes(memory.used),
          available: format.bytes(memory.available),
        })}
      />
      {workloads.length === 0 ? (
        <p className={styles.hint}>{t('platform.racks.nothingHere')}</p>
      ) : (
        <ul className={styles.workloads}>
          {workloads.map(({ id, replicas, gpus }) => {
            const hue = hues.get(id)
            return (
              <li key={id}>
                <AriaButton
                  className={styles.workload ?? ''}
                  onPress={() => onChoose({ kind: 'workload', name: id })}
                >
                  {hue === undefined ? null : (
                    <span
                      className={`${rackStyles.gpu ?? ''} ${rackStyles[`hue${hue.index}`] ?? ''}`}
                    >
                      {hue.mark}
                    </span>
                  )}
                  {labels.get(id) ?? id}
                  {replicas > 1 ? ` ×${replicas}` : ''}
                  {gpus > 0 ? (
                    <span className={styles.quiet}>
                      {t('platform.tiles.gpuCount', { count: gpus })}
                    </span>
                  ) : null}
                </AriaButton>
              </li>
            )
          })}
        </ul>
      )}
    </>
  )
}

type ChainsProps = {
  readonly folder: Folder
  readonly paths: readonly string[]
  readonly onGoTo: GoTo
}

function Chains({ folder, paths, onGoTo }: ChainsProps) {
  const { t } = useWords()
  const { data, error, isPending } = useWhy(folder, paths)
  if (paths.length === 0) return <p className={styles.hint}>{t('platform.why.none')}</p>
  if (isPending) return <Loading lines={3} />
  if (error !== null) return <FailureNote failure={error} text={t('platform.findings.failed')} />
  return (
    <ul className={styles.chain}>
      {data.map((link) => (
        <li key={link.path}>
          <LinkLine link={link} />
          <Terms terms={link.terms} onGoTo={onGoTo} />
        </li>
      ))}
    </ul>
  )
}

function LinkLine({ link: { path, value, formula, rule } }: { readonly link: Link }) {
  return (
    <p>
      <code className={styles.path}>{path}</code>
      {value.startsWith('{') ? null : (
        <>
          {' = '}
          <strong>{value}</strong>
        </>
      )}
      {formula === '' ? null : (
        <span className={styles.formula}>
          {formula} <span className={styles.quiet}>[{rule}]</span>
        </span>
      )}
    </p>
  )
}

type TermsProps = {
  readonly terms: readonly LinkTerm[]
  readonly onGoTo: GoTo
}

function Terms({ terms, onGoTo }: TermsProps) {
  if (terms.length === 0) return null
  return (
    <ul className={styles.terms}>
      {terms.map(({ name, value, from }, index) => (
        <li key={`${name} ${index}`}>
          {name} = <strong>{value}</strong> <OriginPlace from={from} onGoTo={onGoTo} />
          {from.kind !== 'plan' || from.because === undefined ? null : (
            <Terms terms={from.because.terms} onGoTo={onGoTo} />
          )}
        </li>
      ))}
    </ul>
  )
}

function OriginPlace({ from, onGoTo }: { readonly from: Origin; readonly onGoTo: GoTo }) {
  const { t } = useWords()
  switch (from.kind) {
    case 'written':
      return (
        <AriaButton
          className={styles.place ?? ''}
          onPress={() => onGoTo(from.file, { line: from.line })}
        >
          {t('platform.why.writtenAt', { file: from.file, line: from.line })}
        </AriaButton>
      )
    case 'default':
    case 'setting':
      return (
        <span className={styles.quiet}>{t('platform.why.default', { pointer: from.pointer })}</span>
      )
    case 'fact':
      return <span className={styles.quiet}>{t('platform.why.fact', { source: from.source })}</span>
    case 'plan':
      return (
        <span className={styles.quiet}>
          {from.because === undefined
            ? `${from.path} (${t('platform.why.above')})`
            : from.because.formula}
        </span>
      )
  }
}
