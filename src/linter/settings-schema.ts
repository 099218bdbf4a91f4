import { keys } from './settings.ts';

/** The JSON schema of `.groundwork.json`, with every rule's id, title and severity. */
export function settingsSchema(): object {
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
