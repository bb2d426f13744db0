import { Pool } from 'undici';
import { ANSWER } from './answer.mjs';
import { nextQuestion } from './open-loop.mjs';

/** Streams, one after the other: when each one's headers, first content and end came, and how many parts it had. */
export async function streams({ target, count }) {
  const pool = new Pool(target.origin);
  const seen = [];
  while (seen.length < count) seen.push(await oneStream(pool, target));
  await pool.close();
  return seen;
}

async function oneStream(pool, { path, headers, model }) {
  const body = JSON.stringify({ model, stream: true, messages: [{ role: 'user', content: nextQuestion() }] });
  const startedAt = performance.now();
  const since = () => performance.now() - startedAt;
  const sent = { path, method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body };
  const { statusCode, body: answer } = await pool.request(sent);
  if (statusCode !== 200) throw new Error(`a stream was answered with ${statusCode}: ${await answer.text()}`);
  const times = { headersMs: since(), firstMs: null, endMs: null, parts: 0 };
  const text = await textOf(answer, () => {
    times.firstMs ??= since();
    times.parts += 1;
  });
  if (text !== ANSWER) throw new Error(`a stream had the wrong text: ${text.slice(0, 80)}`);
  return { ...times, endMs: since() };
}

async function textOf(answer, onPart) {
  let [text, rest] = ['', ''];
  for await (const bytes of answer) {
    const lines = (rest + bytes).split('\n');
    rest = lines.pop();
    for (const line of lines) {
      const part = contentIn(line);
      if (part) onPart();
      text += part;
    }
  }
  return text;
}

function contentIn(line) {
  if (!line.startsWith('data: {')) return '';
  return JSON.parse(line.slice('data: '.length)).choices?.[0]?.delta?.content ?? '';
}
