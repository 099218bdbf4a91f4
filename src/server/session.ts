import type { Connection } from 'vscode-languageserver';
import type { Background } from './background.ts';
import type { Client } from './client.ts';
import type { Configuration } from './configuration.ts';
import type { Documents } from './documents.ts';
import type { Reports } from './reports.ts';
import type { Workspaces } from './workspaces.ts';

/** What the methods share, from the moment the client has introduced itself. */
export interface Session {
  readonly connection: Connection;
  readonly client: Client;
  readonly documents: Documents;
  readonly workspaces: Workspaces;
  readonly reports: Reports;
  readonly background: Background;
  readonly configuration: Configuration;
}
