import type { Call, Expression, For, ObjectExpression, TemplatePart } from '../hcl/ast.ts';
import { bounded, limits } from './budget.ts';
import { article, convert, textOf, toBoolValue, toStringValue } from './convert.ts';
import { parseNumber } from './decimal.ts';
import { callFunction } from './functions/call.ts';
import {
  assembled,
  bool,
  elementOf,
  follows,
  here,
  invalid,
  list,
  marked,
  nothing,
  number,
  object,
  string,
  through,
  unknown,
} from './make.ts';
import { operate, operateUnary } from './operators.ts';
import { lookUp, named, place, type Scope } from './scope.ts';
import { compareText, equal } from './text.ts';
import { typeOf, unify } from './unify.ts';
import type { Location, ObjectValue, UnknownValue, Value } from './value.ts';

/** The value of an expression where it stands. Never throws: what cannot be worked out is unknown, with the reason. */
export function evaluate(expression: Expression, scope: Scope): Value {
  const at = place(expression, scope);
  const { budget } = scope.references;
  if (!budget.step()) return unknown('budget', 'too much to evaluate', here(at));
  if (!budget.enter()) return unknown('budget', 'expressions nested too deep', here(at));
  try {
    return evaluateKind(expression, at, scope);
  } finally {
    budget.leave();
  }
}

function evaluateKind(expression: Expression, at: Location, scope: Scope): Value {
  switch (expression.kind) {
    case 'literal':
      if (expression.value === null) return nothing(here(at));
      if (typeof expression.value === 'boolean') return bool(expression.value, here(at));
      return parseNumber(expression.text, here(at)) ?? unknown('budget', 'a number with too many digits', here(at));
    case 'string':
      return string(expression.value, here(at));
    case 'template':
      return evaluateTemplate(expression.parts, expression.heredoc, at, scope);
    case 'variable':
      return (
        lookUp(scope, expression.name) ??
        invalid(`"${expression.name}" is not a reference: a second name must follow it`, here(at))
      );
    case 'get':
    case 'index':
      return evaluateAccess(expression, at, scope);
    case 'splat':
      return bounded(evaluateSplat(evaluate(expression.object, scope), expression.each, at, scope));
    case 'splat-item':
      return scope.item ?? invalid('a splat needs a list before it', here(at));
    case 'call':
      return evaluateCall(expression, at, scope);
    case 'unary':
      return operateUnary(expression.operator, evaluate(expression.operand, scope), at);
    case 'binary':
      return evaluateBinary(expression, at, scope);
    case 'conditional':
      return evaluateConditional(expression, at, scope);
    case 'tuple': {
      const items = expression.items.map((item) => evaluate(item, scope));
      return bounded(list(items, here(at)));
    }
    case 'object':
      return bounded(evaluateObject(expression, at, scope));
    case 'for':
      return bounded(evaluateFor(expression, at, scope));
    case 'paren':
      return evaluate(expression.inner, scope);
    case 'invalid':
      return invalid('not a whole expression', here(at));
  }
}

function evaluateBinary(expression: Expression & { kind: 'binary' }, at: Location, scope: Scope): Value {
  const { operator, left, right } = expression;
  const result = operate(operator, evaluate(left, scope), evaluate(right, scope), at);
  // Numbers that no double holds are slow to work with.
  if (result.kind === 'number' && result.exact) scope.references.budget.step(20);
  return result;
}

function evaluateAccess(expression: Expression & { kind: 'get' | 'index' }, at: Location, scope: Scope): Value {
  const head = expression.kind === 'get' ? referenceHead(expression, scope) : undefined;
  if (head) return scope.references.resolve(head, at, scope);
  const object = evaluate(expression.object, scope);
  if (expression.kind === 'get') return getAttribute(object, expression.name, at);
  return getIndex(object, evaluate(expression.key, scope), at);
}

/** The names of a whole module-level reference: two for `var.x` or `google_x.y`, three for `data.google_x.y`. */
function referenceHead(expression: Expression & { kind: 'get' }, scope: Scope): readonly string[] | undefined {
  const { object } = expression;
  if (object.kind === 'variable') {
    if (object.name === 'data' || lookUp(scope, object.name)) return undefined;
    return [object.name, expression.name];
  }
  if (object.kind !== 'get' || object.object.kind !== 'variable' || object.object.name !== 'data') return undefined;
  return lookUp(scope, 'data') ? undefined : ['data', object.name, expression.name];
}

/** `object.name`. */
function getAttribute(container: Value, name: string, at: Location): Value {
  if (container.kind === 'unknown') return furtherUnknown(container, `.${name}`, at);
  if (container.kind === 'object') return entry(container, name, at);
  if (container.kind === 'list' && /^\d+$/.test(name)) return getIndex(container, number(Number(name), here(at)), at);
  return invalid(`${article(container)} has no attribute "${name}"`, here(at));
}

/** `object[key]`. */
function getIndex(container: Value, key: Value, at: Location): Value {
  if (container.kind === 'unknown') return furtherUnknown(container, '[…]', at);
  if (key.kind === 'unknown') return follows(key, at);
  const text = textOf(key);
  if (text === undefined) return invalid(`an index cannot be ${article(key)}`, here(at));
  if (container.kind === 'object') return marked(entry(container, text, at), [key]);
  if (container.kind !== 'list') return invalid(`${article(container)} has no elements`, here(at));
  if (container.collection === 'set') return invalid('elements of a set have no index', here(at));
  const element = /^\d+$/.test(text) ? container.items[Number(text)] : undefined;
  if (!element) return invalid(`index ${text} is not in a list of ${container.items.length}`, here(at));
  return elementOf(container, element);
}

function entry(container: ObjectValue, name: string, at: Location): Value {
  const value = container.entries.get(name);
  const open = container.open;
  if (!open) return value ? elementOf(container, value) : invalid(`no attribute "${name}"`, here(at));
  const cause = `${open.address}.${name}`;
  const element = value && value.kind !== 'null' ? value : unknown(open.reason, cause, here(at));
  const step = {
    name: cause,
    at,
    declaration: open.declaration,
    resource: open.reason === 'module' ? undefined : open.address,
  };
  return elementOf(container, open.declaration ? through(element, [step]) : element);
}

function furtherUnknown(container: Value & { kind: 'unknown' }, path: string, at: Location): Value {
  const cause =
    container.reason === 'invalid' || container.reason === 'budget' ? container.cause : container.cause + path;
  return marked({ ...follows(container, at), cause }, [container]);
}

function evaluateSplat(source: Value, each: Expression, at: Location, scope: Scope): Value {
  if (source.kind === 'unknown') return furtherUnknown(source, '[*]', at);
  if (source.kind === 'null') return list([], here(at));
  const items = source.kind === 'list' ? source.items : [source];
  const made = items.map((item) =>
    evaluate(each, { ...scope, item: source.kind === 'list' ? elementOf(source, item) : item }),
  );
  const wrong = made.find((item) => item.kind === 'unknown' && item.reason === 'invalid');
  if (wrong) return wrong;
  const ordered = source.kind === 'list' && source.collection !== 'tuple';
  return marked(list(made, here(at), ordered ? 'list' : 'tuple'), [source]);
}

function evaluateCall(call: Call, at: Location, scope: Scope): Value {
  if (call.name === 'try' || call.name === 'can') return evaluateAttempt(call, at, scope);
  if (call.name === 'templatestring' && !isReference(call.args[0])) {
    return invalid('templatestring() takes a reference to a template, not a template', here(at));
  }
  const args = call.args.map((arg) => evaluate(arg, scope));
  const last = args.at(-1);
  if (call.expand && last) {
    if (last.kind === 'unknown') return follows(last, at);
    if (last.kind !== 'list') return invalid(`only a list can be spread with "...", not ${article(last)}`, here(at));
    args.splice(-1, 1, ...last.items.map((item) => elementOf(last, item)));
  }
  return callFunction(call.name, args, at, scope, evaluate);
}

/** Whether an expression says no more than where a value is found. */
function isReference(expression: Expression | undefined): boolean {
  return expression?.kind === 'get' || expression?.kind === 'index';
}

/** `try` takes the first argument that is no error; an unknown before it leaves the answer open. */
function evaluateAttempt(call: Call, at: Location, scope: Scope): Value {
  if (call.name === 'can') {
    const [arg, more] = call.args;
    if (!arg || more) return invalid('can() takes one argument', here(at));
    const value = evaluate(arg, scope);
    if (isWrong(value)) return bool(false, here(at));
    return value.kind === 'unknown' ? follows(value, at) : bool(true, here(at));
  }
  for (const arg of call.args) {
    const value = evaluate(arg, scope);
    if (!isWrong(value)) return value;
  }
  return invalid('no argument of try() could be worked out', here(at));
}

/** Whether the value, or an element at any depth, comes of an error. */
function isWrong(value: Value): boolean {
  if (value.kind === 'unknown') return value.reason === 'invalid';
  if (value.kind === 'list') return value.items.some(isWrong);
  return value.kind === 'object' && !value.open && [...value.entries.values()].some(isWrong);
}

/** Both results are worked out: the one that is taken is converted to the type that both have in common. */
function evaluateConditional(expression: Expression & { kind: 'conditional' }, at: Location, scope: Scope): Value {
  const condition = toBoolValue(evaluate(expression.condition, scope));
  if (condition.kind === 'null') return invalid('the condition is null', here(at));
  if (condition.kind === 'unknown' && condition.reason === 'invalid') return follows(condition, at);
  const arms = [evaluate(expression.then, scope), evaluate(expression.else, scope)];
  const type = unify(arms.map(typeOf));
  if (!type) return invalid('the two results of the condition have different types', here(at));
  const [a, b] = arms.map((arm) => convert(arm, type));
  if (!a || !b) return invalid('a condition needs two results', here(at));
  if (condition.kind === 'bool') return marked(condition.value ? a : b, [condition]);
  if (condition.kind !== 'unknown') return invalid(`the condition is ${article(condition)}`, here(at));
  return marked(a.kind !== 'unknown' && equal(a, b) ? a : convert(follows(condition, at), type), [condition]);
}

function evaluateObject(expression: ObjectExpression, at: Location, scope: Scope): Value {
  const entries = new Map<string, Value>();
  const keys: Value[] = [];
  for (const item of expression.items) {
    const key = toStringValue(evaluate(item.key, scope));
    if (key.kind === 'unknown') return follows(key, at);
    if (key.kind !== 'string') return invalid('a key cannot be null', here(at));
    keys.push(key);
    entries.set(key.value, evaluate(item.value, scope));
  }
  return marked(object(entries, here(at)), keys);
}

/** Keys and elements in the order in which Terraform walks a collection; undefined for what it cannot walk. */
export function elements(source: Value): [key: Value, item: Value][] | undefined {
  if (source.kind === 'list') {
    return source.items.map((item, i) => {
      const element = elementOf(source, item);
      return [source.collection === 'set' ? element : number(i, source.origin), element];
    });
  }
  if (source.kind !== 'object' || source.open) return undefined;
  const sorted = [...source.entries].sort(([a], [b]) => compareText(a, b));
  return sorted.map(([key, item]) => [string(key, source.origin), elementOf(source, item)]);
}

function evaluateFor(expression: For, at: Location, scope: Scope): Value {
  const source = evaluate(expression.collection, scope);
  if (source.kind === 'unknown') return follows(source, at);
  const walked = elements(source);
  if (!walked) {
    if (source.kind === 'object' && source.open) return unknown(source.open.reason, source.open.address, here(at));
    return invalid(`"for" walks a list, set, map or object, not ${article(source)}`, here(at));
  }
  const items: Value[] = [];
  const groups = new Map<string, Value[]>();
  const entries = new Map<string, Value>();
  for (const [key, item] of walked) {
    const keyed = expression.keyName === undefined ? scope : named(scope, expression.keyName, key);
    const inner = named(keyed, expression.itemName, item);
    if (expression.condition) {
      const condition = toBoolValue(evaluate(expression.condition, inner));
      if (condition.kind === 'unknown') return follows(condition, at);
      if (condition.kind !== 'bool') return invalid('the condition of a "for" must be true or false', here(at));
      if (!condition.value) continue;
    }
    const value = evaluate(expression.value, inner);
    if (!expression.key) {
      items.push(value);
      continue;
    }
    const name = toStringValue(evaluate(expression.key, inner));
    if (name.kind === 'unknown') return follows(name, at);
    if (name.kind !== 'string') return invalid('a key cannot be null', here(at));
    const group = groups.get(name.value);
    if (group && !expression.grouped) return invalid(`key "${name.value}" is made twice`, here(at));
    if (group) group.push(value);
    else groups.set(name.value, [value]);
  }
  for (const [name, group] of groups) {
    const [only] = group;
    if (expression.grouped) entries.set(name, list(group, here(at)));
    else if (only) entries.set(name, only);
  }
  return marked(expression.key ? object(entries, here(at)) : list(items, here(at)), [source]);
}

/** A quoted template or heredoc; one that is a single interpolation is that value, unconverted. */
function evaluateTemplate(parts: readonly TemplatePart[], heredoc: boolean, at: Location, scope: Scope): Value {
  const [only] = parts;
  if (!heredoc && parts.length === 1 && only?.kind === 'interpolation') return evaluate(only.expression, scope);
  return renderTemplate(parts, at, scope);
}

/** The text of a template. Where parts are unknown it is unknown too, but keeps the pieces that are not. */
function renderTemplate(parts: readonly TemplatePart[], at: Location, scope: Scope): Value {
  const pieces: (string | UnknownValue)[] = [];
  const used: Value[] = [];
  let size = 0;
  /** What stops the rendering, if anything does. */
  const render = (list: readonly TemplatePart[], inner: Scope): Value | undefined => {
    for (const part of list) {
      const stop = renderPart(part, inner);
      if (stop) return stop;
    }
    return undefined;
  };
  const write = (text: string): Value | undefined => {
    size += text.length;
    pieces.push(text);
    return size > limits.text ? unknown('budget', 'a text that is too long', here(at)) : undefined;
  };
  const renderPart = (part: TemplatePart, inner: Scope): Value | undefined => {
    switch (part.kind) {
      case 'text':
        return write(part.value);
      case 'interpolation': {
        const value = toStringValue(evaluate(part.expression, inner));
        used.push(value);
        if (value.kind === 'null') return invalid('null has no text to put into a template', here(at));
        if (value.kind === 'string') return write(value.value);
        if (value.kind !== 'unknown' || value.reason === 'budget') return value;
        pieces.push(value);
        return undefined;
      }
      case 'if': {
        const condition = toBoolValue(evaluate(part.condition, inner));
        used.push(condition);
        if (condition.kind === 'unknown') return condition;
        if (condition.kind !== 'bool') return invalid('the condition of a template must be true or false', here(at));
        return render(condition.value ? part.then : part.else, inner);
      }
      case 'for': {
        const source = evaluate(part.collection, inner);
        used.push(source);
        if (source.kind === 'unknown') return source;
        const walked = elements(source);
        if (!walked) return invalid(`a template cannot walk ${article(source)}`, here(at));
        for (const [key, item] of walked) {
          const keyed = part.key === undefined ? inner : named(inner, part.key, key);
          const stop = render(part.body, named(keyed, part.item, item));
          if (stop) return stop;
        }
        return undefined;
      }
    }
  };
  const stop = render(parts, scope);
  scope.references.budget.step(size >> 7);
  if (stop?.kind === 'unknown') return marked(follows(stop, at), used);
  return marked(assembled(pieces, at), used);
}
