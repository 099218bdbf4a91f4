/** How the language server is: `failed` lasts until someone restarts it. */
export type ServerState = 'starting' | 'running' | 'failed' | 'stopped';
