import { convert, type Type, toBoolValue, toNumberValue, toStringValue } from '../convert.ts';
import { bool, nothing } from '../make.ts';
import type { Value } from '../value.ts';
import type { FunctionTable } from './spec.ts';

function conversion(change: (value: Value) => Value): FunctionTable[string] {
  return {
    parameters: ['any?'],
    unknown: 'arguments',
    run: ([value]) => (value ? change(value) : 'a value is needed'),
  };
}

function to(type: Type): FunctionTable[string] {
  return conversion((value) => convert(value, type));
}

/** The value with null in the place of every ephemeral part. */
function withoutEphemeral(value: Value): Value {
  if (value.ephemeral) return { ...nothing(value.origin), ...(value.sensitive ? { sensitive: true } : {}) };
  if (value.kind === 'list') return { ...value, items: value.items.map(withoutEphemeral) };
  if (value.kind !== 'object' || value.open) return value;
  return { ...value, entries: new Map([...value.entries].map(([key, item]) => [key, withoutEphemeral(item)])) };
}

/** Conversion of types and marks, by name. */
export const conversionFunctions: FunctionTable = {
  ephemeralasnull: { ...conversion(withoutEphemeral), marks: 'own' },
  issensitive: {
    parameters: ['any?'],
    unknown: 'arguments',
    marks: 'own',
    run: ([value], { origin }) => bool(value?.sensitive === true, origin),
  },
  nonsensitive: { ...conversion(({ sensitive: _, ...value }) => value), marks: 'own' },
  sensitive: conversion((value) => ({ ...value, sensitive: true })),
  tobool: conversion(toBoolValue),
  tolist: to({ kind: 'list', element: { kind: 'any' } }),
  tomap: to({ kind: 'map', element: { kind: 'any' } }),
  tonumber: conversion(toNumberValue),
  toset: to({ kind: 'set', element: { kind: 'any' } }),
  tostring: conversion(toStringValue),
};
