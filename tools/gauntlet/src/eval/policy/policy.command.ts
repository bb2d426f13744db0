import type { Policy } from '@gauntlet/artefacts';
import { TOPICS } from '@gauntlet/contracts';
import type { RegistryState } from '../../kafka/registry-state';
import { withRegistry } from '../../kafka/with-kafka';
import type { Terminal } from '../../terminal/terminal';
import { takeCensus } from '../../traffic/census';
import { draw } from '../../traffic/draw';
import { type Moment, periodOf } from '../../traffic/moment';
import { type RecordedEvents, recordedEvents } from '../../traffic/recorded-events';
import type { Sampling } from '../../traffic/traffic-options';
import type { Compared } from './change';
import { decide } from './decision';
import { type Preview, previewOf } from './preview';
import { type LookedAt, previewLines, previewValue } from './preview-report';
import { policyNamed, policyOfPin } from './wanted-policy';

/** Which policy is tried, in place of which, on what. */
export interface PolicyOptions extends Pick<Sampling, 'n' | 'seed'> {
  /** `name@version`, or a path. */
  readonly candidate: string;
  /** The same. Default: the policy that each request was answered under. */
  readonly baseline?: string | undefined;
  readonly traffic: Moment;
  readonly to?: Moment | undefined;
  readonly prompt?: string | undefined;
  /** Told after each request. */
  readonly onLookedAt: (requests: number, of: number) => void;
}

const READ = [TOPICS.accepted, TOPICS.generated, TOPICS.feedback] as const;
type Events = RecordedEvents<(typeof READ)[number]>;

/**
 * Says what a policy would have done to recorded requests and their answers, beside the one that it would replace. The checks of both run
 * in this process; no model is asked, and no text is printed.
 * @throws NoTrafficError, PolicyMissingError, ArtefactFileError; a retry doesn't help.
 */
export function previewPolicy(options: PolicyOptions, terminal: Terminal): Promise<Preview> {
  return withRegistry(async (state) => {
    const { artefacts } = state.projection;
    const candidate = policyNamed(options.candidate, artefacts);
    const baseline = options.baseline === undefined ? null : policyNamed(options.baseline, artefacts);
    const period = periodOf({ from: options.traffic, to: options.to });
    const census = await takeCensus({ period, prompt: options.prompt, stratify: [], raw: true });
    // Without groups each request is as likely to be drawn, so the share of the drawn ones is that of all.
    const ids = draw(census.strata, options).map(({ id }) => id);
    const events = await recordedEvents(READ, new Set(ids), period.from);
    const policies = { candidate, baseline, artefacts };
    const compared = await comparedBy(ids, events, { ...policies, onLookedAt: options.onLookedAt });
    const preview = previewOf(compared);
    const lookedAt: LookedAt = { candidate, baseline, period, ...census };
    for (const line of previewLines(preview, lookedAt)) terminal.line(line);
    terminal.value(previewValue(preview, lookedAt));
    return preview;
  });
}

interface Policies extends Pick<PolicyOptions, 'onLookedAt'> {
  readonly candidate: Policy;
  readonly baseline: Policy | null;
  readonly artefacts: RegistryState['projection']['artefacts'];
}

async function comparedBy(
  ids: readonly string[],
  events: Map<string, Events>,
  { candidate, baseline, artefacts, onLookedAt }: Policies,
): Promise<Compared[]> {
  const compared: Compared[] = [];
  for (const id of ids) {
    const { [TOPICS.accepted]: [accepted] = [], [TOPICS.generated]: generated = [], ...rest } = events.get(id) ?? {};
    // The log has dropped it since it was drawn.
    if (!accepted) continue;
    const { tenant, pin } = accepted.facts.request;
    const recorded = { accepted, generated };
    compared.push({
      ...{ id, tenant, prompt: pin.prompt.name },
      rating: rest[TOPICS.feedback]?.at(-1)?.facts.rating ?? null,
      baseline: await decide(recorded, baseline ?? policyOfPin(pin.policy, artefacts)),
      candidate: await decide(recorded, candidate),
    });
    events.delete(id);
    onLookedAt(compared.length, ids.length);
  }
  return compared;
}
