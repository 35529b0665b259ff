/** What git hosts take without complaint, in bytes; larger data is ignored and fetched. */
export const committedUpTo = 25 * 1024 * 1024;
