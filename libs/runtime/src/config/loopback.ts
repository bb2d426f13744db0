/** True for an address that only this machine can reach: `localhost`, `::1`, and all of 127.0.0.0/8. */
export function isLoopback(host: string): boolean {
  const name = spelledHost(host);
  return name === 'localhost' || name === '::1' || /^127(\.\d{1,3}){3}$/.test(name);
}

/** The one spelling of a host name: in small letters, and without the dot that may end a full name. */
export function spelledHost(host: string): string {
  return host.toLowerCase().replace(/\.$/, '');
}
