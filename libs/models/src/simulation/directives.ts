import { InvalidBehaviourError, type SimulatedBehaviour } from './behaviour';

type Behaviour = Partial<SimulatedBehaviour>;

const DIRECTIVE = /\[\[simulate:([a-z-]+?)(?:-(\d+))?(?:@([\w./:-]+))?\]\]/g;

const PLAIN: ReadonlyMap<string, Behaviour> = new Map<string, Behaviour>([
  ['fail', { failRate: 1 }],
  ['hang-up', { failRate: 1, failure: 'hang-up' }],
  ['never-answer', { failRate: 1, failure: 'never-answer' }],
  ['stall-body', { failRate: 1, failure: 'stall-body' }],
  ['cut-body', { failRate: 1, failure: 'cut-body' }],
  ['invalid-json', { failRate: 1, failure: 'invalid-json' }],
  ['truncated-gzip', { failRate: 1, failure: 'truncated-gzip' }],
  ['wrong-content-type', { failRate: 1, failure: 'wrong-content-type' }],
  ['huge-body', { failRate: 1, failure: 'huge-body' }],
  ['empty-choices', { failRate: 1, failure: 'empty-choices' }],
  ['leak-email', { leak: 'email' }],
  ['leak-card', { leak: 'card' }],
  ['leak-prompt', { leak: 'prompt' }],
  ['leak-canary', { leak: 'canary' }],
  ['json-repairable', { json: 'repairable' }],
  ['json-broken', { json: 'broken' }],
  ['json-hopeless', { json: 'hopeless' }],
  ['no-usage', { oddity: 'no-usage' }],
  ['thinking', { oddity: 'thinking' }],
  ['blank', { oddity: 'blank' }],
  ['filtered', { oddity: 'filtered' }],
  ['reasoning-only', { oddity: 'reasoning-only' }],
  ['too-long', { oddity: 'too-long' }],
  ['refuse', { refuse: true }],
  ['truncate', { truncate: true }],
  ['ungrounded', { quality: 0 }],
]);

const NUMBERED: ReadonlyMap<string, (value: number) => Behaviour> = new Map<string, (value: number) => Behaviour>([
  ['latency', (latencyMs) => ({ latencyMs })],
  ['status', (status) => ({ failRate: 1, failure: 'status', status })],
  ['fail-first', (failFirst) => ({ failFirst })],
]);

/**
 * Behaviour that a text asks for: `[[simulate:NAME]]`, `[[simulate:NAME-NUMBER]]`, and `…@MODEL` for one model only.
 * Only simulated models look for it.
 * @throws InvalidBehaviourError for a directive that doesn't exist.
 */
export function directivesIn(text: string, model: string): Behaviour {
  const wanted = [...text.matchAll(DIRECTIVE)].filter(([, , , only]) => only === undefined || only === model);
  return Object.assign({}, ...wanted.map(([, name = '', number]) => behaviourOf(name, number))) as Behaviour;
}

/** The text as a real model would have got it. */
export function withoutDirectives(text: string): string {
  return text.replace(DIRECTIVE, '').trim();
}

function behaviourOf(name: string, number: string | undefined): Behaviour {
  const behaviour = number === undefined ? PLAIN.get(name) : NUMBERED.get(name)?.(Number(number));
  if (behaviour) return behaviour;
  const known = [...PLAIN.keys(), ...[...NUMBERED.keys()].map((key) => `${key}-N`)].join(', ');
  throw new InvalidBehaviourError(`no directive of this name; use one of: ${known}`);
}
