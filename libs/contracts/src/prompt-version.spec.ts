import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answeringPrompt, askedModel, backupPrompt, type Pin } from './index';

function fixture(name: string) {
  return JSON.parse(readFileSync(join(__dirname, `../fixtures/${name}.json`), 'utf8')).value;
}

const pin: Pin = fixture('llm.prompt.rendered.v1.backup-version').facts.request.pin;

describe('backupPrompt', () => {
  it('is the version that a backup names, whichever of them it is', () => {
    const [named] = pin.backups;
    const plain = { ...pin.model };
    expect(backupPrompt(pin)).toMatchObject({ name: 'support-agent', version: 'v6' });
    expect(backupPrompt({ ...pin, backups: [plain, named!] })).toEqual(backupPrompt(pin));
  });

  it('is nothing where every backup is asked with the version of the pin', () => {
    expect(backupPrompt({ ...pin, backups: [] })).toBeUndefined();
    expect(backupPrompt({ ...pin, backups: [pin.model] })).toBeUndefined();
    expect(backupPrompt({ ...pin, prompt: pin.backups[0]!.prompt! })).toBeUndefined();
  });
});

describe('answeringPrompt', () => {
  it('is the version of the pin, unless a backup answered with its own', () => {
    const versionIn = (name: string) => answeringPrompt(fixture(name).facts).version;
    expect(versionIn('llm.response.released.v1')).toBe('v7');
    expect(versionIn('llm.response.released.v1.backup-version')).toBe('v6');
  });
});

describe('askedModel', () => {
  it('is the model of an attempt’s rung, with its parameters', () => {
    expect(askedModel(pin, { rung: 0 })).toEqual(pin.model);
    expect(askedModel(pin, { rung: 1 })).toEqual(pin.backups[0]);
    expect(askedModel(pin, { rung: 9 })).toBeUndefined();
  });
});
