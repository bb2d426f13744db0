import { contentHash, type Row } from '@gauntlet/artefacts';
import { TOPICS } from '@gauntlet/contracts';
import type { PromptScorer } from '@gauntlet/scoring';
import { answerShape, grounding, refusal } from '@gauntlet/scoring/release';
import { counted } from '../../terminal/counted';
import { periodLine } from '../../traffic/moment';
import { recordedEvents } from '../../traffic/recorded-events';
import { TrafficGoneError } from '../../traffic/traffic.errors';
import type { RunFolder } from '../kept/run-folder';
import type { RowSource } from './run-rows';
import { drawSample, type SampleFacts, type TrafficSample, type TrafficWanted } from './traffic-sample';

/** What live traffic is scored with; none of them needs an expectation. */
const OF_LIVE_TRAFFIC = [answerShape, grounding, refusal];

/**
 * Recorded requests of a prompt as rows, in the words of their users. What was drawn is kept in the folder of the run, so that the
 * run goes on with the same requests; their texts are read from the log each time.
 */
export function trafficRows(prompt: string, wanted: TrafficWanted): RowSource {
  const { from, to, n, stratify, seed } = wanted;
  return {
    content: contentHash(JSON.stringify(['traffic', prompt, from.text, to?.text ?? null, n, stratify, seed])),
    keepsTexts: false,
    scorers: withLiveScorers,
    rows: async (folder) => {
      const sample = folder.sample ?? folder.keepSample(await drawSample(prompt, wanted));
      const { drawn: _drawn, ...traffic } = sample;
      return { rows: await rowsOf(sample, folder), version: contentHash(JSON.stringify(sample)), traffic };
    },
  };
}

/** For a person. */
export function trafficLines({ period, requests, withoutRaw, groups, earliest }: SampleFacts, rows: number): string[] {
  return [
    `traffic   ${rows} of ${counted(requests, 'request')}, from ${counted(groups, 'group')}`,
    `          ${periodLine(period, earliest)}`,
    ...(withoutRaw > 0 ? [`          ${withoutRaw} more are older than the log keeps; their raw text is gone`] : []),
  ];
}

function withLiveScorers(named: readonly PromptScorer[]): PromptScorer[] {
  const isNamed = (scorer: PromptScorer['scorer']) =>
    named.some((one) => one.scorer.name === scorer.name || one.name === scorer.name);
  return [...named, ...OF_LIVE_TRAFFIC.filter((one) => !isNamed(one)).map((scorer) => ({ name: scorer.name, scorer }))];
}

async function rowsOf({ drawn, period }: TrafficSample, folder: RunFolder): Promise<Row[]> {
  const events = await recordedEvents([TOPICS.accepted], new Set(drawn.map(({ id }) => id)), period.from);
  const gone = drawn.filter(({ id }) => !events.has(id)).length;
  if (gone > 0)
    throw new TrafficGoneError(gone, `this run can not go on; remove ${folder.path}, and the next one draws anew`);
  return drawn.flatMap(({ id, weight, stratum }) => {
    const [accepted] = events.get(id)?.[TOPICS.accepted] ?? [];
    if (!accepted) return [];
    const { input, history, variables } = accepted.content;
    const cluster = accepted.facts.request.conversation ?? null;
    return {
      id,
      input,
      history,
      variables,
      weight,
      cluster,
      tags: stratum,
      expected: {},
      context: [],
      critical: false,
    };
  });
}
