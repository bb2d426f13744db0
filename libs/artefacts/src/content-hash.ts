import { createHash } from 'node:crypto';

/** SHA-256 (hex) of a file's text as UTF-8 with LF line ends, so that a checkout on Windows is the same version. */
export function contentHash(source: string): string {
  return createHash('sha256').update(source.replaceAll('\r\n', '\n'), 'utf8').digest('hex');
}
