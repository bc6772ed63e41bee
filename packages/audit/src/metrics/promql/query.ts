// Defines a PromQL query as the rules see it: selectors, functions, aggregations and comparisons with their places.

/** A stretch of the expression's text. */
export type Span = { readonly start: number; readonly end: number }

/** A word of the query. `isTemplate` says that a dashboard or a program fills a part of it in. */
export type Name = Span & { readonly text: string; readonly isTemplate: boolean }

export type Matcher = {
  readonly label: Name
  readonly operator: '=' | '!=' | '=~' | '!~'
  /** The value without its quotes. */
  readonly value: Name
}

export type Selector = Span & {
  readonly kind: 'selector'
  /** Undefined when the name is left open or given as a pattern. */
  readonly metric: Name | undefined
  readonly matchers: readonly Matcher[]
}

export type Call = Span & {
  readonly kind: 'call'
  readonly function: string
  readonly arguments: readonly QueryNode[]
}

export type Aggregation = Span & {
  readonly kind: 'aggregation'
  readonly operator: string
  /** Without a grouping all labels go, but for those operators that choose among series. */
  readonly grouping: 'by' | 'without' | undefined
  readonly labels: readonly Name[]
  readonly arguments: readonly QueryNode[]
}

export type Matching = {
  readonly mode: 'on' | 'ignoring'
  readonly labels: readonly Name[]
  readonly many: 'left' | 'right' | undefined
  readonly included: readonly Name[]
}

export type Binary = Span & {
  readonly kind: 'binary'
  readonly operator: string
  /** With `bool` a comparison answers 0 or 1 and filters nothing. */
  readonly isBool: boolean
  readonly matching: Matching | undefined
  readonly left: QueryNode
  readonly right: QueryNode
}

/** Something around one expression that leaves its labels alone. */
type Wrapped = Span & {
  readonly kind: 'range' | 'subquery' | 'negation' | 'wrapped'
  readonly of: QueryNode
}

type Literal = Span & { readonly kind: 'number'; readonly value: number }

export type QueryNode =
  | Selector
  | Call
  | Aggregation
  | Binary
  | Wrapped
  | Literal
  | (Span & { readonly kind: 'string' })

/** Why an expression cannot be evaluated. */
export type SyntaxFault = Span & {
  readonly reason: 'unexpected' | 'unfinished' | 'needs-range' | 'needs-instant'
  readonly found: string
}

export type ParsedQuery = {
  /** Undefined when the text cannot be read. */
  readonly root: QueryNode | undefined
  readonly selectors: readonly Selector[]
  readonly faults: readonly SyntaxFault[]
}

/** What lies directly in a node. */
function childrenOf(node: QueryNode): readonly QueryNode[] {
  switch (node.kind) {
    case 'call':
    case 'aggregation':
      return node.arguments
    case 'binary':
      return [node.left, node.right]
    case 'range':
    case 'subquery':
    case 'negation':
    case 'wrapped':
      return [node.of]
    case 'selector':
    case 'number':
    case 'string':
      return []
  }
}

/** Every node with those around it, the outermost first. */
export function visit(
  node: QueryNode,
  see: (node: QueryNode, around: readonly QueryNode[]) => void,
  around: readonly QueryNode[] = [],
): void {
  see(node, around)
  const inner = [...around, node]
  for (const child of childrenOf(node)) visit(child, see, inner)
}

/** An expression without the parentheses, ranges and offsets around it. */
export function bare(node: QueryNode): QueryNode {
  return node.kind === 'wrapped' || node.kind === 'range' || node.kind === 'subquery'
    ? bare(node.of)
    : node
}

/** The number that an expression is, with its sign. */
export function numberOf(node: QueryNode): number | undefined {
  switch (node.kind) {
    case 'number':
      return node.value
    case 'wrapped':
      return numberOf(node.of)
    case 'negation': {
      const value = numberOf(node.of)
      return value === undefined ? undefined : -value
    }
    case 'binary':
      return arithmetic(node)
    default:
      return undefined
  }
}

function arithmetic({ operator, left, right }: Binary): number | undefined {
  const [first, second] = [numberOf(left), numberOf(right)]
  if (first === undefined || second === undefined) return undefined
  if (operator === '*') return first * second
  if (operator === '/') return first / second
  if (operator === '+') return first + second
  if (operator === '-') return first - second
  return undefined
}
