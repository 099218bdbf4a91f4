/**
 * Operating systems in the names of Google's public images and their families whose makers no longer mend them for
 * free, as of November 2026.
 */
export const endedImages =
  /(?:^|[/-])(?:centos-(?:[5-8]\b|stream-8)|debian-(?:[7-9]|10|11)\b|rhel-[67]\b|sles-11\b|ubuntu-(?:minimal-)?(?:1[0-9]|2004|20\.04)|windows-(?:server-)?(?:2008|2012))/;

/** Runtimes of Cloud Run functions whose support has ended, as of November 2026. */
export const endedRuntimes =
  /^(?:dotnet[36]|go1(?:1[0-9]|2[0-2])|java11|nodejs(?:[68]|1\d|20)|php(?:7\d|81)|python3(?:7|8|9|10)|ruby(?:2\d|3[0-2]))$/;
