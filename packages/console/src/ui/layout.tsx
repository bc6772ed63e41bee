// What pages are put together from: a page with its head, cards, tables, badges, tabs that are links, and bars.

import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Meter, ProgressBar } from 'react-aria-components'
import styles from './layout.module.css'

type PageProps = {
  /** Where the page is, above its title. */
  readonly trail?: ReactNode
  readonly title: string
  readonly lead?: string
  /** What can be done on the page, beside its title. */
  readonly actions?: ReactNode
  readonly isWide?: boolean
  readonly children: ReactNode
}

export function Page({ trail, title, lead, actions, isWide = false, children }: PageProps) {
  return (
    <div className={`${styles.page ?? ''} ${isWide ? (styles.wide ?? '') : ''}`}>
      <header className={styles.head}>
        <div>
          {trail}
          <h1>{title}</h1>
          {lead === undefined ? null : <p className={styles.lead}>{lead}</p>}
        </div>
        {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  )
}

export function Card({
  children,
  isPadded = true,
}: {
  readonly children: ReactNode
  readonly isPadded?: boolean
}) {
  return (
    <section className={`${styles.card ?? ''} ${isPadded ? (styles.padded ?? '') : ''}`}>
      {children}
    </section>
  )
}

export type Column<Row> = {
  readonly key: string
  readonly title: string
  readonly isNumber?: boolean
  readonly cell: (row: Row) => ReactNode
}

type TableProps<Row> = {
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
}

/** A table that scrolls inside itself where the window is narrow. */
export function Table<Row>({ label, columns, rows, rowKey }: TableProps<Row>) {
  return (
    <div className={styles.scroll} role="region" aria-label={label} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            {columns.map(({ key, title, isNumber = false }) => (
              <th key={key} scope="col" className={isNumber ? styles.end : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map(({ key, isNumber = false, cell }) => (
                <td key={key} className={isNumber ? styles.end : undefined}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

export type Tone = 'plain' | 'good' | 'warn' | 'bad' | 'accent'

export function Badge({
  children,
  tone = 'plain',
}: {
  readonly children: ReactNode
  readonly tone?: Tone
}) {
  return (
    <span className={`${styles.badge ?? ''} ${tone === 'plain' ? '' : (styles[tone] ?? '')}`}>
      {children}
    </span>
  )
}

type Tab = { readonly to: string; readonly label: string }

/** Tabs are places: each has an address, and the browser's back works. */
export function Tabs({ label, tabs }: { readonly label: string; readonly tabs: readonly Tab[] }) {
  return (
    <nav aria-label={label} className={styles.tabs}>
      {tabs.map(({ to, label: shown }) => (
        <Link key={to} to={to} className={styles.tab ?? ''} activeOptions={{ exact: true }}>
          {shown}
        </Link>
      ))}
    </nav>
  )
}

type BarProps = {
  readonly label: string
  /** From 0 to 1; more is shown as full. */
  readonly share: number
  readonly text: string
  readonly tone?: Exclude<Tone, 'plain' | 'accent'>
}

/** How much of something is used. */
export function UsageBar(props: BarProps) {
  return (
    <Meter
      className={styles.meter ?? ''}
      aria-label={props.label}
      value={percentOf(props.share)}
      valueLabel={props.text}
    >
      <BarInside {...props} />
    </Meter>
  )
}

/** How far something is; `share` absent means that nobody knows. */
export function Progress(props: Omit<BarProps, 'share'> & { readonly share?: number }) {
  const { share } = props
  return (
    <ProgressBar
      className={styles.meter ?? ''}
      aria-label={props.label}
      valueLabel={props.text}
      {...(share === undefined ? { isIndeterminate: true } : { value: percentOf(share) })}
    >
      <BarInside {...props} share={share ?? 1} />
    </ProgressBar>
  )
}

const percentOf = (share: number): number => Math.min(100, Math.max(0, share * 100))

function BarInside({ label, share, text, tone }: BarProps) {
  return (
    <>
      <div className={styles.meterHead}>
        <span>{label}</span>
        <span>{text}</span>
      </div>
      <div className={styles.track}>
        <div
          className={`${styles.fill ?? ''} ${tone === undefined ? '' : (styles[tone] ?? '')}`}
          style={{ width: `${percentOf(share)}%` }}
        />
      </div>
    </>
  )
}
