import { keys } from './settings.ts';

/** The JSON schema of `.groundwork.json`, with every rule's id, title and severity. */
export function settingsSchema(): Schema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Groundwork',
    description: 'Which rules Groundwork checks, and what it leaves out.',
    type: 'object',
    additionalProperties: false,
    allowComments: true,
    allowTrailingCommas: true,
    properties: {
      $schema: { type: 'string', description: 'Where this schema stands, for editors.' },
      ...Object.fromEntries(
        Object.entries(keys).map(([name, key]) => [
          name,
          { ...key.schema, description: key.description, default: key.default },
        ]),
      ),
    },
  };
}

/**
 * The same for an editor in which the language server reports what is wrong in the file: it completes and describes, and finds no fault itself,
 * so that people are told of each once.
 */
export function editorSchema(): Schema {
  return lenient(settingsSchema());
}

interface Schema {
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly [keyword: string]: unknown;
}

/** What of a schema says nothing about right and wrong. */
const harmless: ReadonlySet<string> = new Set([
  '$schema',
  'title',
  'description',
  'default',
  'allowComments',
  'allowTrailingCommas',
]);

function lenient(schema: Schema): Schema {
  const { enum: words, enumDescriptions = [], properties, items } = schema;
  return {
    ...Object.fromEntries(Object.entries(schema).filter(([keyword]) => harmless.has(keyword))),
    ...(words && { anyOf: [{ enum: words, enumDescriptions }, {}] }),
    ...(items && { items: lenient(items) }),
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, lenient(inner)])),
    }),
  };
}
