const AT = '"2026-11-28T14:08:18.253Z"';

const stage = (name: string, process: string) =>
  `{"stage":"${name}","turn":0,"instance":"${process}-","startedAt":${AT},"durationMs":0.1}`;

const check = (side: 'input' | 'output', name: string, more = '') =>
  `{"side":"${side}","turn":0,"check":"${name}","outcome":"pass","reason":null${more},"durationMs":0.1}`;

const VERSION = ',"version":"1"';
const SCORE = `${VERSION},"zone":"allow","score":0.0`;
const USAGE = '"usage":{"inputTokens":600,"outputTokens":60,"costUsd":null}';

const REQUEST =
  `{"facts":{"request":{"id":"","tenant":"default","origin":"http","acceptedAt":${AT},"deadline":${AT},"tags":{},` +
  '"pin":{"offset":0,"prompt":{"name":"","version":"v1","hash":""},"policy":{"name":"default","version":"v2","hash":""},' +
  '"model":{"provider":"openai","model":"","parameters":{"temperature":0.2,"max_tokens":300}},"backups":[],"canary":false}}';

const STAGES = [
  stage('ingress', 'ingress'),
  stage('guardrail.input', 'guardrail'),
  stage('prompt-render', 'prompt-render'),
  stage('model-invoker', 'model-invoker'),
  stage('guardrail.output', 'guardrail'),
].join();

const VERDICTS = [
  check('input', 'input-length'),
  check('input', 'secrets', VERSION),
  check('input', 'personal-data', VERSION),
  check('input', 'injection', SCORE),
  check('input', 'toxicity', `${SCORE},"shadow":"pass"`),
  check('output', 'canary-leak', VERSION),
  check('output', 'prompt-leak', SCORE),
  check('output', 'toxicity', `${SCORE},"shadow":"pass"`),
  check('output', 'json-schema', VERSION),
  check('output', 'links', VERSION),
  check('output', 'secrets', VERSION),
  check('output', 'personal-data', VERSION),
  check('output', 'refusal'),
].join();

const ATTEMPTS =
  `{"turn":0,"rung":0,"number":1,"promptVersion":"v1","provider":"openai","model":"","startedAt":${AT},"durationMs":0.1,` +
  `"outcome":"succeeded","errorCode":null,${USAGE},"ledger":"claimed","cut":false}`;

const REST =
  `"completion":{"source":"primary","provider":"openai","model":"","finishReason":"stop",${USAGE}},"outcome":"answered","flags":[],` +
  '"reason":null,"releasedBy":"guardrail.output"},"content":{"input":"","history":[],"variables":{},' +
  '"messages":[{"role":"system","hash":""},{"role":"user","content":""}],"answer":"';

/**
 * What records have in common, as a preset dictionary of zlib: the record of an ordinary request. It halves a short
 * record. It never changes, whatever records become: without it, no record that was packed with it can be
 * read. A better one would come beside it, and the checksum in a record's header would say which of them it needs.
 */
export const RECORD_DICTIONARY = `${REQUEST},"trail":{"stages":[${STAGES}],"verdicts":[${VERDICTS}],"attempts":[${ATTEMPTS}]},${REST}`;
