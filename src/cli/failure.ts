/** Why a command could not run: one clear line for standard error, and exit status 2. */
export class Failure extends Error {}
