import type { Expression, TemplatePart } from '../../src/hcl/ast.ts';

/** An expression as a short text with every grouping in parentheses, for comparing trees. */
export function show(expression: Expression): string {
  switch (expression.kind) {
    case 'literal':
      return expression.text;
    case 'string':
      return JSON.stringify(expression.value);
    case 'template':
      return `\`${showParts(expression.parts)}\``;
    case 'variable':
      return expression.name;
    case 'get':
      return `${show(expression.object)}.${expression.name}`;
    case 'index':
      return `${show(expression.object)}[${show(expression.key)}]`;
    case 'splat':
      return `${show(expression.object)}${expression.full ? '[*]' : '.*'}<${show(expression.each)}>`;
    case 'splat-item':
      return '@';
    case 'call':
      return `${expression.name}(${expression.args.map(show).join(', ')}${expression.expand ? '...' : ''})`;
    case 'unary':
      return `(${expression.operator}${show(expression.operand)})`;
    case 'binary':
      return `(${show(expression.left)} ${expression.operator} ${show(expression.right)})`;
    case 'conditional':
      return `(${show(expression.condition)} ? ${show(expression.then)} : ${show(expression.else)})`;
    case 'tuple':
      return `[${expression.items.map(show).join(', ')}]`;
    case 'object':
      return `{${expression.items.map((item) => `${item.bare ? '' : ':'}${show(item.key)} = ${show(item.value)}`).join(', ')}}`;
    case 'for': {
      const names =
        expression.keyName === undefined ? expression.itemName : `${expression.keyName}, ${expression.itemName}`;
      const key = expression.key === undefined ? '' : `${show(expression.key)} => `;
      const condition = expression.condition === undefined ? '' : ` if ${show(expression.condition)}`;
      return `for(${names} in ${show(expression.collection)} : ${key}${show(expression.value)}${expression.grouped ? '...' : ''}${condition})`;
    }
    case 'paren':
      return `paren(${show(expression.inner)})`;
    case 'invalid':
      return '<invalid>';
  }
}

function showParts(parts: readonly TemplatePart[]): string {
  return parts
    .map((part) => {
      if (part.kind === 'text') return JSON.stringify(part.value).slice(1, -1);
      if (part.kind === 'interpolation') return `\${${show(part.expression)}}`;
      if (part.kind === 'if') return `%{if ${show(part.condition)}|${showParts(part.then)}|${showParts(part.else)}}`;
      const names = part.key === undefined ? part.item : `${part.key}, ${part.item}`;
      return `%{for ${names} in ${show(part.collection)}|${showParts(part.body)}}`;
    })
    .join('');
}
