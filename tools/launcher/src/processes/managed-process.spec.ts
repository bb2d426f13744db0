import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { temporaryDirectory, waitFor } from '@gauntlet/testing';
import { ManagedProcess } from './managed-process';

const READY = `process.send({ type: 'ready', port: Number(process.env.PORT) });`;
const UNTIL_STOPPED = `setInterval(() => {}, 1000); process.on('SIGTERM', () => process.exit(0));`;

describe('ManagedProcess', () => {
  const directory = temporaryDirectory();
  const started: ManagedProcess[] = [];
  afterEach(async () => {
    await Promise.all(started.splice(0).map((process) => process.stop()));
  });

  function managed(source: string, announced: string[] = [], logFile = join('logs', 'example.log')) {
    const script = join(directory.path, `${started.length}-${Date.now()}.js`);
    writeFileSync(script, source);
    let run = 0;
    const spec = () => ({
      name: 'example',
      script,
      cwd: directory.path,
      env: { PORT: String(++run) },
      logFile: join(directory.path, logFile),
    });
    const process = new ManagedProcess('example', spec, (line) => announced.push(line));
    started.push(process);
    return process;
  }

  it('is started when the process says that it is ready', async () => {
    expect(await managed(READY + UNTIL_STOPPED).start()).toEqual({ port: 1 });
  });

  it('starts a process that was killed again, visibly, with a fresh spec', async () => {
    const announced: string[] = [];
    const process = managed(READY + UNTIL_STOPPED, announced);
    await process.start();
    const { pid } = process;
    process.kill('SIGKILL');
    await waitFor(() => process.pid !== pid && announced.length === 2, {
      deadlineMs: 10_000,
      description: 'a restart',
    });
    const restarted = process.pid;
    expect(announced).toEqual([
      expect.stringMatching(lineThat(`example died (SIGKILL, process ${pid}); starting it again in 250 ms`)),
      expect.stringMatching(
        lineThat(`example is ready again (process ${restarted}, port 2), <seconds> s after it died`),
      ),
    ]);
    expect(process.restarts).toBe(1);
  });

  it('counts the time from the first death to the first run that is ready', async () => {
    const announced: string[] = [];
    const process = managed(`if (process.env.PORT === '2') process.exit(1); ${READY}${UNTIL_STOPPED}`, announced);
    await process.start();
    process.kill('SIGKILL');
    await waitFor(() => announced.length === 3, { deadlineMs: 10_000, description: 'the third run' });
    const away = (Date.parse(timeOf(announced[2])) - Date.parse(timeOf(announced[0]))) / 1_000;
    const said = Number(/ ([\d.]+) s after it died$/.exec(announced[2] ?? '')?.[1]);
    // Said in tenths; the time from the second death would be 0.25 s shorter at least.
    expect(Math.abs(said - away)).toBeLessThan(0.15);
  });

  it('is ready again only when the next run is', async () => {
    const process = managed(READY + UNTIL_STOPPED);
    await process.start();
    const { pid } = process;
    process.kill('SIGKILL');
    await waitFor(() => isGone(pid), { deadlineMs: 10_000, description: 'the death' });
    expect(await process.ready()).toEqual({ port: 2 });
    await process.stop();
    await expect(process.ready()).rejects.toThrow('example is not running');
  });

  it('explains a process that ends before it is ready by its last words', async () => {
    const process = managed(`console.error('{"level":60,"msg":"MODEL_TIMEOUT_MS is not a number"}'); process.exit(1);`);
    await expect(process.start()).rejects.toThrow(/example ended \(exit code 1\): MODEL_TIMEOUT_MS is not a number/);
  });

  it('runs without a log, and says so, where none can be opened', async () => {
    writeFileSync(join(directory.path, 'full'), '');
    const announced: string[] = [];
    const logFile = join('full', 'example.log');
    expect(await managed(READY + UNTIL_STOPPED, announced, logFile).start()).toEqual({ port: 1 });
    expect(announced).toEqual([expect.stringMatching(/^example runs without a log: E/)]);
    const ended = managed('process.exit(1);', announced, logFile).start();
    await expect(ended).rejects.toThrow(/example ended \(exit code 1\): it said nothing/);
  });

  it('leaves a stopped process stopped', async () => {
    const announced: string[] = [];
    const process = managed(READY + UNTIL_STOPPED, announced);
    await process.start();
    await process.stop();
    expect(announced).toEqual([]);
    expect(process.restarts).toBe(0);
  });

  it('can be stopped between death and restart', async () => {
    const announced: string[] = [];
    const process = managed(READY + UNTIL_STOPPED, announced);
    await process.start();
    const { pid } = process;
    process.kill('SIGKILL');
    await waitFor(() => announced.length > 0, { deadlineMs: 10_000, description: 'the death' });
    await process.stop();
    const death = lineThat(`example died (SIGKILL, process ${pid}); starting it again in 250 ms`);
    expect(announced).toEqual([expect.stringMatching(death)]);
  });
});

/** Matches a line that says this at some time; `<seconds>` is any number of them. */
function lineThat(text: string): RegExp {
  const escaped = text.replace(/[()]/g, '\\$&').replace('<seconds>', '\\d+\\.\\d');
  return new RegExp(`^\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z ${escaped}$`);
}

function timeOf(line = ''): string {
  return line.split(' ')[0] ?? '';
}

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}
