import hcl2 from 'hcl2-parser';
import type { Json } from './json.ts';

/** What HashiCorp's parser (HCL 2.10) makes of a text: its JSON form, or undefined where it rejects it. */
export function reference(text: string): Json | undefined {
  const [json] = hcl2.parseToObject(text) as readonly [Json, unknown];
  return json === null ? undefined : plain(json);
}

/** Without prototypes and holes, so that two readings compare by what they hold. */
export function plain(json: Json): Json {
  return JSON.parse(JSON.stringify(json)) as Json;
}
