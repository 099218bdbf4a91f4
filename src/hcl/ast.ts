import type { Span } from './span.ts';

/** What stands between a block's braces, or the whole file. Items keep the order of the text. */
export interface Body extends Span {
  readonly kind: 'body';
  readonly items: readonly (Attribute | Block)[];
}

/** `name = value`. A name given twice stays in the tree twice; the parser reports the second. */
export interface Attribute extends Span {
  readonly kind: 'attribute';
  readonly name: string;
  readonly nameSpan: Span;
  /** Offset of the `=`, or of the end of the name where there is none yet. */
  readonly equals: number;
  readonly value: Expression;
}

/** `type "label" "label" { body }`. */
export interface Block extends Span {
  readonly kind: 'block';
  readonly type: string;
  readonly typeSpan: Span;
  readonly labels: readonly Label[];
  /** From the type to the end of the last label: what a finding on the block as a whole underlines. */
  readonly header: Span;
  /** What is between the braces, without them. */
  readonly body: Body;
  /** Offset of the opening brace. */
  readonly open: number;
  /** Offset of the closing brace, or of the end of the body where it is missing. */
  readonly close: number;
}

export interface Label extends Span {
  readonly value: string;
  readonly quoted: boolean;
}

export type Expression =
  | Literal
  | StringLiteral
  | Template
  | Variable
  | GetAttribute
  | Index
  | Splat
  | SplatItem
  | Call
  | Unary
  | Binary
  | Conditional
  | Tuple
  | ObjectExpression
  | For
  | Paren
  | Invalid;

/** A number, `true`, `false` or `null`; `text` is as written, so that no digit of a number is lost. */
export interface Literal extends Span {
  readonly kind: 'literal';
  readonly value: number | boolean | null;
  readonly text: string;
}

/** A quoted string or heredoc without interpolation: `value` is what it stands for, escapes and indentation resolved. */
export interface StringLiteral extends Span {
  readonly kind: 'string';
  readonly value: string;
  readonly heredoc: boolean;
}

/** A quoted string or heredoc with at least one `${}` or `%{}`. */
export interface Template extends Span {
  readonly kind: 'template';
  readonly parts: readonly TemplatePart[];
  readonly heredoc: boolean;
}

export type TemplatePart = TemplateText | Interpolation | TemplateIf | TemplateFor;

/** Literal text of a template after escapes, `~` and heredoc indentation are resolved. */
export interface TemplateText extends Span {
  readonly kind: 'text';
  readonly value: string;
}

export interface Interpolation extends Span {
  readonly kind: 'interpolation';
  readonly expression: Expression;
}

export interface TemplateIf extends Span {
  readonly kind: 'if';
  readonly condition: Expression;
  readonly then: readonly TemplatePart[];
  readonly else: readonly TemplatePart[];
}

export interface TemplateFor extends Span {
  readonly kind: 'for';
  readonly key: string | undefined;
  readonly item: string;
  readonly collection: Expression;
  readonly body: readonly TemplatePart[];
}

/** The first name of a reference: `var`, `local`, `each`, a resource type, or the variable of a `for`. */
export interface Variable extends Span {
  readonly kind: 'variable';
  readonly name: string;
}

/** `object.name`; the name is empty where it is still to be typed. */
export interface GetAttribute extends Span {
  readonly kind: 'get';
  readonly object: Expression;
  readonly name: string;
  readonly nameSpan: Span;
}

/** `object[key]`; also the old form `object.0`, whose key is a literal number. */
export interface Index extends Span {
  readonly kind: 'index';
  readonly object: Expression;
  readonly key: Expression;
}

/** `object[*]` (full) or `object.*` (attribute only); `each` is applied to every element, which it calls `SplatItem`. */
export interface Splat extends Span {
  readonly kind: 'splat';
  readonly object: Expression;
  readonly full: boolean;
  readonly each: Expression;
}

export interface SplatItem extends Span {
  readonly kind: 'splat-item';
}

/** `name(args)`; the name keeps its namespaces (`provider::aws::arn_parse`). */
export interface Call extends Span {
  readonly kind: 'call';
  readonly name: string;
  readonly nameSpan: Span;
  readonly args: readonly Expression[];
  /** The last argument is followed by `...`. */
  readonly expand: boolean;
}

export interface Unary extends Span {
  readonly kind: 'unary';
  readonly operator: '-' | '!';
  readonly operand: Expression;
}

export type BinaryOperator = '+' | '-' | '*' | '/' | '%' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '&&' | '||';

export interface Binary extends Span {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface Conditional extends Span {
  readonly kind: 'conditional';
  readonly condition: Expression;
  readonly then: Expression;
  readonly else: Expression;
}

export interface Tuple extends Span {
  readonly kind: 'tuple';
  readonly items: readonly Expression[];
}

export interface ObjectExpression extends Span {
  readonly kind: 'object';
  readonly items: readonly ObjectItem[];
}

/** A bare word as key is a `StringLiteral` (`bare` is true); a key in parentheses is a `Paren`. */
export interface ObjectItem extends Span {
  readonly key: Expression;
  readonly bare: boolean;
  readonly value: Expression;
}

/** `[for key, item in collection : value if condition]`, or with braces where `key => value` is made. */
export interface For extends Span {
  readonly kind: 'for';
  readonly keyName: string | undefined;
  readonly itemName: string;
  readonly collection: Expression;
  /** Present in the form with braces. */
  readonly key: Expression | undefined;
  readonly value: Expression;
  readonly condition: Expression | undefined;
  /** `value...`: values of one key are collected in a list. */
  readonly grouped: boolean;
}

export interface Paren extends Span {
  readonly kind: 'paren';
  readonly inner: Expression;
}

/** Where an expression was expected and none could be read. Its error is in the list. */
export interface Invalid extends Span {
  readonly kind: 'invalid';
}

export interface Comment extends Span {
  /** Whether it is the first thing on its line. */
  readonly ownLine: boolean;
}

/** One fault of syntax: what is wrong, in one sentence, then what to do. */
export interface ParseError extends Span {
  readonly message: string;
}

/** An invisible or typographic character outside strings and comments, as web pages leave it, and what it stands for. */
export interface PastedCharacter extends Span {
  readonly name: string;
  readonly replacement: string;
}

export interface ParseResult {
  readonly text: string;
  readonly body: Body;
  readonly errors: readonly ParseError[];
  readonly comments: readonly Comment[];
  readonly pasted: readonly PastedCharacter[];
}
