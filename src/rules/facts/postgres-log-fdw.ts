/**
 * The last minor version of each major one of PostgreSQL whose `log_fdw` reads any file of the host, by engine of RDS;
 * majors below the first one have the flaw throughout. AWS security bulletin 2022-004.
 */
export const flawedPostgres: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  postgres: { '13': 2, '12': 6, '11': 11, '10': 16, '9.6': 21, '9.5': 25, '9.4': 26, '9.3': 25 },
  'aurora-postgresql': { '11': 8, '10': 13 },
};
