import { documentOf } from './document.ts';
import { here, list, object, string, unknown } from './make.ts';
import type { Resource, Section } from './model.ts';
import type { Value } from './value.ts';

/** Arguments of a statement by the name that they have in the document. */
type Names = Readonly<Record<string, string>>;

const awsNames: Names = {
  Sid: 'sid',
  Effect: 'effect',
  Action: 'actions',
  NotAction: 'not_actions',
  Resource: 'resources',
  NotResource: 'not_resources',
};

const ramNames: Names = { Effect: 'effect', Action: 'action', Resource: 'resource' };

interface DocumentSource {
  /** Attributes that hold the text of the document. */
  readonly attributes: readonly string[];
  readonly make: (section: Resource) => Value;
}

/** Data sources that make a policy document from their arguments, by type. */
const sources: Readonly<Record<string, DocumentSource>> = {
  aws_iam_policy_document: { attributes: ['json', 'minified_json'], make: awsDocument },
  alicloud_ram_policy_document: {
    attributes: ['document'],
    make: (section) => document(section, section.blocks('statement').map(ramStatement)),
  },
  google_iam_policy: { attributes: ['policy_data'], make: googlePolicy },
};

/** The attributes of a data source that are the text of a document that it makes. */
export function documentAttributes(resource: Resource): readonly string[] {
  return resource.mode === 'data' ? (sources[resource.type]?.attributes ?? []) : [];
}

/** The document that an attribute of a data source is the text of; undefined for every other attribute. */
export function policyDocument(resource: Resource, attribute: string): Value | undefined {
  return documentAttributes(resource).includes(attribute) ? sources[resource.type]?.make(resource) : undefined;
}

function document(section: Section, statements: readonly Value[]): Value {
  const origin = here(section.location);
  const version = section.get('version') ?? string('2012-10-17', origin);
  return object(
    new Map([
      ['Version', version],
      ['Statement', list(statements, origin)],
    ]),
    origin,
  );
}

function statementEntries(section: Section, names: Names): Map<string, Value> {
  const entries = new Map<string, Value>();
  for (const [name, argument] of Object.entries(names)) {
    const value = section.get(argument);
    if (value) entries.set(name, value);
  }
  if (!entries.has('Effect')) entries.set('Effect', string('Allow', here(section.location)));
  return entries;
}

function awsDocument(section: Resource): Value {
  const own = section.blocks('statement').map((statement) => {
    const entries = statementEntries(statement, awsNames);
    addPrincipals(entries, 'Principal', statement.blocks('principals'));
    addPrincipals(entries, 'NotPrincipal', statement.blocks('not_principals'));
    addConditions(entries, statement.blocks('condition'), 'test', 'variable', 'values');
    // Of statements of which there may be none it cannot be said that they allow anything.
    if (statement.symbolic) entries.set('Effect', unknown('computed', 'dynamic', here(statement.location)));
    return object(entries, here(statement.location));
  });
  return document(section, combined(section, own));
}

/** Source documents come first, override documents replace statements of the same `Sid`. */
function combined(section: Resource, own: readonly Value[]): readonly Value[] {
  const sourced = included(section, ['source_policy_documents', 'source_json']);
  const overriding = included(section, ['override_policy_documents', 'override_json']);
  const replaced = new Set(overriding.flatMap((statement) => sidOf(statement) ?? []));
  return [...[...sourced, ...own].filter((statement) => !replaced.has(sidOf(statement) ?? '')), ...overriding];
}

function sidOf(statement: Value): string | undefined {
  const sid = statement.kind === 'object' ? statement.entries.get('Sid') : undefined;
  return sid?.kind === 'string' && sid.value !== '' ? sid.value : undefined;
}

/** The statements of the documents that arguments name; what is no document that can be read is left out. */
function included(section: Resource, names: readonly string[]): readonly Value[] {
  return names.flatMap((name) => {
    const given = section.get(name);
    const texts = given?.kind === 'list' ? given.items : given ? [given] : [];
    return texts.flatMap((text) => {
      const inner = documentOf(text);
      const statements = inner?.kind === 'object' ? inner.entries.get('Statement') : undefined;
      return statements?.kind === 'list' ? statements.items : (statements ?? []);
    });
  });
}

function ramStatement(section: Section): Value {
  const entries = statementEntries(section, ramNames);
  for (const principal of section.blocks('principal')) {
    const entity = principal.get('entity');
    const identifiers = principal.get('identifiers');
    if (entity?.kind === 'string' && identifiers) {
      entries.set('Principal', object(new Map([[entity.value, identifiers]]), here(principal.location)));
    }
  }
  addConditions(entries, section.blocks('condition'), 'operator', 'variable', 'values');
  return object(entries, here(section.location));
}

function addPrincipals(entries: Map<string, Value>, name: string, blocks: readonly Section[]): void {
  const [first] = blocks;
  if (!first) return;
  const byType = new Map<string, Value>();
  for (const block of blocks) {
    const type = block.get('type');
    const identifiers = block.get('identifiers');
    if (type?.kind === 'string' && identifiers) byType.set(type.value, identifiers);
  }
  entries.set(name, byType.get('*') ?? object(byType, here(first.location)));
}

function addConditions(
  entries: Map<string, Value>,
  blocks: readonly Section[],
  test: string,
  variable: string,
  values: string,
): void {
  const [first] = blocks;
  if (!first) return;
  const conditions = new Map<string, Map<string, Value>>();
  for (const block of blocks) {
    const operator = block.get(test);
    const key = block.get(variable);
    const wanted = block.get(values);
    if (operator?.kind !== 'string' || key?.kind !== 'string' || !wanted) {
      entries.set('Condition', unknown('computed', 'condition', here(first.location)));
      return;
    }
    const known = conditions.get(operator.value) ?? new Map<string, Value>();
    conditions.set(operator.value, known.set(key.value, wanted));
  }
  const origin = here(first.location);
  entries.set(
    'Condition',
    object(new Map([...conditions].map(([operator, keys]) => [operator, object(keys, origin)])), origin),
  );
}

function googlePolicy(section: Resource): Value {
  const bindings = section.blocks('binding').map((binding) => {
    const entries = new Map<string, Value>();
    for (const name of ['role', 'members']) {
      const value = binding.get(name);
      if (value) entries.set(name, value);
    }
    return object(entries, here(binding.location));
  });
  const origin = here(section.location);
  return object(new Map([['bindings', list(bindings, origin)]]), origin);
}
