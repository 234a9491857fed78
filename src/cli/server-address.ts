/** Servers `--queue` can name: a Redis by address, with or without TLS, or by the path of its socket. */
export const SERVER_PATTERN = /^(?:rediss?:\/\/[^\s]+|\/[^\s]+)$/;

/** An address without its password. */
export function withoutPassword(server: string): string {
  return server.replace(/^(rediss?:\/\/[^:@/]*):[^@]*@/, "$1:***@");
}
