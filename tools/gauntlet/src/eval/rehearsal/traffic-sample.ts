import { takeCensus } from '../../traffic/census';
import { draw, type Drawn } from '../../traffic/draw';
import { type Moment, type Period, periodOf } from '../../traffic/moment';
import type { Sampling } from '../../traffic/traffic-options';

/** Which recorded requests a rehearsal asks. */
export interface TrafficWanted extends Sampling {
  readonly from: Moment;
  readonly to?: Moment | undefined;
}

/** What a sample stands for. */
export interface SampleFacts {
  readonly period: Period;
  /** Requests of the period that could be drawn. */
  readonly requests: number;
  /** Requests whose raw text the log keeps no longer. */
  readonly withoutRaw: number;
  readonly groups: number;
  /** When the earliest of the requests was accepted, in epoch milliseconds. */
  readonly earliest: number;
}

/** Requests that were drawn: ids and numbers, and no text. */
export interface TrafficSample extends SampleFacts {
  readonly drawn: readonly Drawn[];
}

/** Draws from the requests of a prompt. @throws as `takeCensus` and `draw` do. */
export async function drawSample(prompt: string, wanted: TrafficWanted): Promise<TrafficSample> {
  const period = periodOf(wanted);
  const { strata, ...counts } = await takeCensus({ period, prompt, stratify: wanted.stratify, raw: true });
  return { period, ...counts, groups: strata.length, drawn: draw(strata, wanted) };
}
