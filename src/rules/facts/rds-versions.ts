/**
 * The last minor version of each major one of PostgreSQL whose `log_fdw` reads any file of the host, by engine of RDS;
 * majors below the first one have the flaw throughout. AWS security bulletin 2022-004.
 */
export const flawedPostgres: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  postgres: { '13': 2, '12': 6, '11': 11, '10': 16, '9.6': 21, '9.5': 25, '9.4': 26, '9.3': 25 },
  'aurora-postgresql': { '11': 8, '10': 13 },
};

/**
 * Versions, by engine of RDS, that are out of standard support as of November 2026: PostgreSQL 13 since the end of February,
 * MySQL 8.0 and MariaDB 10.6 since the end of July.
 */
export const endedVersions: readonly { readonly engine: RegExp; readonly ended: RegExp; readonly next: string }[] = [
  { engine: /^(?:aurora-)?postgres(?:ql)?$/, ended: /^(?:9|1[0-3])(?:\.|$)/, next: '14 or later' },
  { engine: /^mysql$/, ended: /^(?:5\.|8\.0(?:\.|$))/, next: '8.4 or later' },
  { engine: /^mariadb$/, ended: /^10\.[0-6](?:\.|$)/, next: '10.11 or later' },
  { engine: /^aurora(?:-mysql)?$/, ended: /^5\./, next: '8.0 or later' },
];
