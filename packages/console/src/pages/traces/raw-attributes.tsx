// Everything that was recorded of each step, unfolded by whoever wants it.

import { useWords } from '../../words/use-words.ts'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Card } from '../../ui/layout.tsx'
import type { Span } from './span.ts'
import { useStepName } from './step-name.ts'
import styles from './trace.module.css'

export function RawAttributes({ spans }: { readonly spans: readonly Span[] }) {
  const { t } = useWords()
  const stepName = useStepName()
  return (
    <Card>
      <div>
        <h2>{t('traces.raw.title')}</h2>
        <p className={styles.quiet}>{t('traces.raw.text')}</p>
      </div>
      <div>
        {spans.map((span) => (
          <Disclosure
            key={span.spanId}
            title={
              <>
                {stepName(span.name)} <code className={styles.quiet}>{span.name}</code>
              </>
            }
          >
            <Attributes span={span} />
          </Disclosure>
        ))}
      </div>
    </Card>
  )
}

function Attributes({ span }: { readonly span: Span }) {
  const { t } = useWords()
  const rows = Object.entries(span.attributes).toSorted(([one], [other]) => (one < other ? -1 : 1))
  return (
    <table className={styles.raw}>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{t('traces.raw.name')}</th>
          <th scope="col">{t('traces.raw.value')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, value]) => (
          <tr key={name}>
            <th scope="row">
              <code>{name}</code>
            </th>
            <td>
              <code>{shown(value)}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const shown = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value, null, 1)
