import { convert, type Type, toBoolValue, toNumberValue, toStringValue } from '../convert.ts';
import type { Value } from '../value.ts';
import type { FunctionTable } from './spec.ts';

function conversion(change: (value: Value) => Value): FunctionTable[string] {
  return { parameters: ['any?'], partial: true, run: ([value]) => (value ? change(value) : 'a value is needed') };
}

function to(type: Type): FunctionTable[string] {
  return conversion((value) => convert(value, type));
}

/** Conversion of types and marks, by name. */
export const conversionFunctions: FunctionTable = {
  ephemeralasnull: conversion((value) => (value.ephemeral ? { kind: 'null', origin: value.origin } : value)),
  nonsensitive: conversion(({ sensitive: _, ...value }) => value),
  sensitive: conversion((value) => ({ ...value, sensitive: true })),
  tobool: conversion(toBoolValue),
  tolist: to({ kind: 'list', element: { kind: 'any' } }),
  tomap: to({ kind: 'map', element: { kind: 'any' } }),
  tonumber: conversion(toNumberValue),
  toset: to({ kind: 'set', element: { kind: 'any' } }),
  tostring: conversion(toStringValue),
};
