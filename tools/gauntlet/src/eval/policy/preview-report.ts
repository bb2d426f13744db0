import type { Policy } from '@gauntlet/artefacts';
import type { Rate } from '@gauntlet/statistics';
import { counted } from '../../terminal/counted';
import { table } from '../../terminal/table';
import type { Census } from '../../traffic/census';
import { type Period, periodLine } from '../../traffic/moment';
import type { Change } from './change';
import type { Effect, GroupEffect, Preview } from './preview';

/** What was looked at, and by which policies. */
export interface LookedAt extends Omit<Census, 'strata'> {
  readonly candidate: Policy;
  /** Null: the one that each request was answered under. */
  readonly baseline: Policy | null;
  readonly period: Period;
}

const IDS_SHOWN = 10;

/** A preview for a person; ids of requests, and no text of any. */
export function previewLines(preview: Preview, lookedAt: LookedAt): string[] {
  const { effects, changes, tenants, prompts, requests } = preview;
  return [
    `${labelOf(lookedAt.candidate)} in place of ${baselineOf(lookedAt)}`,
    `${counted(requests, 'request')} of ${lookedAt.requests}, ${periodLine(lookedAt.period, lookedAt.earliest)}`,
    '',
    ...table([['would be', 'requests', 'share', 'rated up'], ...effects.map(effectRow)]),
    '',
    ...(changes.length === 0 ? ['no check would do anything else'] : table([CHANGES_HEAD, ...changes.map(changeRow)])),
    ...groupLines('tenant', tenants),
    ...groupLines('prompt', prompts),
    ...effects.flatMap(idLines),
    ...remarksOf(preview, lookedAt),
  ];
}

/** A preview for a program. Every id is in it. */
export function previewValue(
  preview: Preview,
  { candidate, baseline, period, requests, withoutRaw }: LookedAt,
): unknown {
  const labels = { policy: labelOf(candidate), baseline: baseline && labelOf(baseline) };
  return { ...labels, period, recorded: requests, withoutRaw, ...preview };
}

function labelOf({ name, version }: Policy): string {
  return `${name}@${version}`;
}

function baselineOf({ baseline }: LookedAt): string {
  return baseline ? labelOf(baseline) : 'the policy that each request was answered under';
}

function effectRow({ what, requests, share, ratedUp }: Effect): string[] {
  return [what, String(requests.length), percent(share), String(ratedUp)];
}

const CHANGES_HEAD = ['side', 'check', 'would', 'requests', 'share', 'rated up'];

function changeRow({ would, act, requests, share, ratedUp }: Change & { readonly share: Rate }): string[] {
  const what = would === 'do' ? act.outcome : `no longer ${act.outcome}`;
  return [act.side, act.check, what, String(requests.length), percent(share), String(ratedUp)];
}

function groupLines(kind: string, groups: readonly GroupEffect[]): string[] {
  const rows = groups.map(({ name, requests, effects }) => {
    const cells = Object.values(effects).map((one) => (one.count === 0 ? '0' : `${one.count}, ${percent(one)}`));
    return [name, String(requests), ...cells];
  });
  return ['', ...table([[kind, 'requests', ...Object.keys(groups[0]?.effects ?? {})], ...rows])];
}

function idLines({ what, requests, ratedUp }: Effect): string[] {
  if (requests.length === 0) return [];
  const more = requests.length > IDS_SHOWN ? `  and ${requests.length - IDS_SHOWN} more (--json has all)` : '';
  const first = ratedUp > 0 ? `, of which users rated the first ${ratedUp} up` : '';
  return [
    '',
    `would be ${what}${first}:`,
    ...requests.slice(0, IDS_SHOWN).map((id) => `  ${id}`),
    ...(more ? [more] : []),
  ];
}

function remarksOf({ withoutAnswer, otherWords, inDoubt }: Preview, { withoutRaw }: LookedAt): string[] {
  const remarks: [number, string][] = [
    [withoutRaw, 'more are older than the log keeps; their raw text is gone, so they are not looked at'],
    [
      withoutAnswer.length,
      'would go to a model whose answer is not recorded; what the checks of answers do is not known',
    ],
    [otherWords, 'were answered to other words than this policy leaves of them; the recorded answer stands in'],
    [inDoubt, 'had a score in doubt that a judge is named for; none was asked, and the default of the policy counts'],
  ];
  const lines = remarks
    .filter(([count]) => count > 0)
    .map(([count, remark]) => `${counted(count, 'request')}: ${remark}`);
  return lines.length === 0 ? [] : ['', ...lines];
}

function percent({ rate, low, high }: Rate): string {
  const shown = (share: number) => (share * 100).toFixed(2);
  return `${shown(rate)} % (${shown(low)} to ${shown(high)})`;
}
