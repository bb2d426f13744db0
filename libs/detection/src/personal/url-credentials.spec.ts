import { describe, expect, it } from 'vitest';
import { findUrlCredentials } from './url-credentials';

const urls = (text: string) => findUrlCredentials(text).map(({ start, end }) => text.slice(start, end));

describe('findUrlCredentials', () => {
  it.each([
    ['DB="postgres://app:s3cret@db.internal:5432/orders"', 'postgres://app:s3cret@db.internal:5432/orders'],
    ['redis://:hunter2@cache/0', 'redis://:hunter2@cache/0'],
    ['see (https://ann:pw@example.org/x), please', 'https://ann:pw@example.org/x'],
    ['mongodb+srv://u:p%40ss@cluster0.example.net', 'mongodb+srv://u:p%40ss@cluster0.example.net'],
  ])('finds the URL in %s', (text, url) => {
    expect(urls(text)).toEqual([url]);
  });

  it.each([
    'https://example.org:8080/a@b',
    'https://example.org/?mail=ann:x@example.org',
    'https://ann@example.org',
    'a://b',
  ])('leaves %s', (text) => {
    expect(urls(text)).toEqual([]);
  });
});
