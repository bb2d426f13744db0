// An OpenAI-compatible model in a process of its own: one fixed answer after a delay, whole or as a stream. It does
// next to nothing, so that it takes little of the CPU that is measured.
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { ANSWER, STREAM, USAGE } from './load/answer.mjs';

let delayMs = 50;

const choice = { index: 0, finish_reason: 'stop', logprobs: null };
const completion = {
  object: 'chat.completion',
  choices: [{ ...choice, message: { role: 'assistant', content: ANSWER } }],
};
const whole = JSON.stringify({ id: 'bench', created: 1, model: 'bench', ...completion, usage: USAGE });

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  if (request.method !== 'POST') return void response.writeHead(404).end();
  const { stream } = JSON.parse(Buffer.concat(chunks).toString());
  if (stream) return streamTo(response);
  await pause(delayMs);
  response.writeHead(200, { 'content-type': 'application/json' }).end(whole);
});

/** The answer in equal parts, evenly over the time that a stream takes. */
async function streamTo(response) {
  response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
  const size = Math.ceil(ANSWER.length / STREAM.parts);
  for (let part = 0; part < STREAM.parts; part += 1) {
    await pause(STREAM.overMs / STREAM.parts);
    send(response, [
      { index: 0, delta: { content: ANSWER.slice(part * size, (part + 1) * size) }, finish_reason: null },
    ]);
  }
  send(response, [{ index: 0, delta: {}, finish_reason: 'stop' }]);
  response.end('data: [DONE]\n\n');
}

function send(response, choices) {
  const chunk = { id: 'bench', object: 'chat.completion.chunk', created: 1, model: 'bench', choices };
  response.write(`data: ${JSON.stringify(chunk)}\n\n`);
}

server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send({ ready: true, port: server.address().port }));
process.on('message', (wish) => {
  delayMs = wish.delayMs;
  process.send({ delayMs });
});
process.once('disconnect', () => process.exit(0));
