/**
 * Versions of languages whose security updates ended before October 2026, by the calendars of their makers. .NET
 * Framework is written `v4.0` by App Service whatever its minor version, and is supported.
 */
export const endedDotnet = /^v?(?:[1235-7](?:\.\d+)?|4\.[1-7].*)$/;
/** PHP 8.1 ended with 2025. */
export const endedPhp = /^(?:[1-7](?:\.|$)|8\.[01](?:\.|$))/;
/** Python 3.9 ended in October 2025. */
export const endedPython = /^(?:2(?:\.|$)|3\.[0-9](?:\.|$))/;
/** Java 8 ends in November 2026, and is not offered for new apps. */
export const endedJava = /^(?:1\.[0-8](?:\.|_|$)|[5-9](?:\.|$)|10(?:\.|$))/;
/** Node.js 20 ended in April 2026; App Service writes `~20` or `20-lts`. */
export const endedNode = /^~?(?:\d|1\d|20|21)(?:\.|-|$)/;
