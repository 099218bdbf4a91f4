/** Cloud SQL's names of major versions that their makers no longer mend for free, as of November 2026. */
export const endedVersions: readonly string[] = [
  'MYSQL_5_6',
  'MYSQL_5_7',
  'MYSQL_8_0',
  'POSTGRES_9_6',
  'POSTGRES_10',
  'POSTGRES_11',
  'POSTGRES_12',
  'POSTGRES_13',
  'POSTGRES_14',
];

/** The newest major version of each engine that Cloud SQL has, as of November 2026. */
export const newestVersions = /^(?:MYSQL_(?:8|9)_\d+(?:_\d+)?|POSTGRES_18|SQLSERVER_202[2-9]_\w+)$/;

/** PostgreSQL's levels of messages, from the most talkative. */
export const messageLevels: readonly string[] = [
  'debug5',
  'debug4',
  'debug3',
  'debug2',
  'debug1',
  'info',
  'notice',
  'warning',
  'error',
  'log',
  'fatal',
  'panic',
];
