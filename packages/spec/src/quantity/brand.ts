// Gives numbers a unit that the compiler checks, so that bytes are never added to milliseconds.

declare const unit: unique symbol

/** A number with a unit. Arithmetic yields a plain number; a constructor gives it its unit back. */
export type Quantity<Unit extends string> = number & { readonly [unit]: Unit }

/** Memory and storage, in bytes. */
export type Bytes = Quantity<'bytes'>
/** Processor time, in thousandths of a hardware thread. */
export type CpuMillis = Quantity<'cpu-millis'>
/** A span of time, in milliseconds. */
export type Milliseconds = Quantity<'milliseconds'>
/** A share from 0 to 1. */
export type Ratio = Quantity<'ratio'>
/** Electrical power, in watts. */
export type Watts = Quantity<'watts'>

export const bytes = (value: number): Bytes => value as Bytes
export const cpuMillis = (value: number): CpuMillis => value as CpuMillis
export const milliseconds = (value: number): Milliseconds => value as Milliseconds
export const ratio = (value: number): Ratio => value as Ratio
export const watts = (value: number): Watts => value as Watts
