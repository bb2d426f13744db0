import { firstByOffset } from '@gauntlet/contracts';
import type { Books, RecordedAttempt, ReleasedCopy } from './books';
import { type Repeats, repeatsOf } from './repeats';

/** What a run comes to: counts to print, and every broken promise by name. */
export interface Verdict {
  readonly counts: Readonly<Record<string, number>>;
  readonly violations: readonly string[];
}

/** How long after its deadline a request may still be without an answer while parts of the world are dead. */
export const RECOVERY_BUDGET_MS = 45_000;

/** Holds the books of client, Kafka, database and provider against each other. */
export function judge(books: Books): Verdict {
  const first = firstByOffset(books.released, ({ requestId }) => requestId);
  const repeats = repeatsOf(books);
  const violations = [
    ...noLoss(books, first),
    ...oneAnswer(books, first),
    ...noDuplicateEffect(books, repeats),
    ...noInvention(books, first),
    ...noFalseAttempt(books),
    ...noGuardBypass(books, first),
    ...bounded(first),
  ];
  return { counts: countsOf(books, { first, repeats }), violations };
}

type First = ReadonlyMap<string, ReleasedCopy>;

/** I1: what was promised has exactly one terminal record, in Kafka and in the store. */
function noLoss({ client, accepted, outputs }: Books, first: First): string[] {
  const promised = new Set(accepted);
  for (const { requestId, end } of client) if (end?.status === 200 && end.recorded) promised.add(requestId);
  const stored = countBy(outputs.map(({ requestId }) => requestId));
  return [
    ...[...promised].filter((id) => !first.has(id)).map((id) => `I1 lost: ${id} was accepted and never released`),
    ...[...first.keys()]
      .filter((id) => stored.get(id) !== 1)
      .map((id) => `I1 ${id} has ${stored.get(id) ?? 0} stored outputs`),
    ...client.filter(({ end }) => end === null).map(({ key }) => `I1 ${key} never got an answer`),
    ...client.flatMap(({ key, end }) =>
      end && end.status !== 200 ? [`I1 ${key} got the raw status ${end.status}`] : [],
    ),
  ];
}

/** The caller, the log, the analyst's store and GET tell the same answer. */
function oneAnswer({ client, outputs, records, released }: Books, first: First): string[] {
  const answers = client.filter(({ end }) => end?.status === 200 && end.recorded);
  const told = answers.map(({ requestId, end }) => ({ requestId, answer: end?.answer ?? '' }));
  const differing = (name: string, ends: Books['outputs']) => {
    const other = ends.filter(
      ({ requestId, answer }) => first.has(requestId) && first.get(requestId)?.answer !== answer,
    );
    return other.map(({ requestId }) => `I1 ${name} has another answer for ${requestId} than the first by offset`);
  };
  const partitions = new Set(released.map(({ requestId, partition }) => `${requestId} ${partition}`)).size;
  return [
    ...differing('the caller', told),
    ...differing('the store', outputs),
    ...differing('GET', records),
    ...(records.length === first.size ? [] : [`I1 GET has ${records.length} records of ${first.size} requests`]),
    ...(partitions === first.size ? [] : ['I1 candidates of one request lie in different partitions']),
  ];
}

/** I2: one stored answer, one score of a kind, and no work paid twice that nobody owns up to. */
function noDuplicateEffect({ scores }: Books, { unexplained }: Repeats): string[] {
  const twice = [...countBy(scores)].filter(([, count]) => count > 1);
  return [
    ...twice.map(([score]) => `I2 scored twice: ${score}`),
    ...unexplained.map((work) => `I2 ${work} was paid again, and no ledger says why`),
  ];
}

/** I3: nothing is answered that nobody asked. */
function noInvention({ client, outputs }: Books, first: First): string[] {
  const asked = new Set(client.map(({ requestId }) => requestId));
  const known = [...first.keys(), ...outputs.map(({ requestId }) => requestId)];
  return [...new Set(known)].filter((id) => !asked.has(id)).map((id) => `I3 invented: ${id} was never sent`);
}

/** I3: an attempt is recorded as what it was: a call that was made, by its ledger, or one that was not. */
function noFalseAttempt({ attempts, paidCalls }: Books): string[] {
  const paid = new Set(paidCalls.map(({ work }) => work));
  const isTried = ({ outcome }: RecordedAttempt) => outcome !== 'skipped';
  const isUnasked = ({ outcome, ledger, work }: RecordedAttempt) =>
    outcome === 'succeeded' && ledger !== 'replayed' && !paid.has(work);
  // The provider inside model-invoker, which `npm start` has, keeps no log of its calls.
  const unasked = paidCalls.length > 0 ? attempts.filter(isUnasked) : [];
  return [
    ...attempts.filter((it) => !isTried(it) && it.ledger).map((it) => `I3 ${it.work} was skipped, but is ${it.ledger}`),
    ...attempts
      .filter((it) => isTried(it) && !it.ledger)
      .map((it) => `I3 ${it.work} was tried, and no ledger is named`),
    ...unasked.map(({ work, ledger }) => `I3 ${work} is ${ledger}, but no provider was asked`),
  ];
}

/** I4: no model call for what was not let in, and no model's answer out unchecked. */
function noGuardBypass({ paidCalls, released }: Books, first: First): string[] {
  const letIn = new Set(released.filter(({ inputVerdicts }) => inputVerdicts > 0).map(({ requestId }) => requestId));
  const paid = new Set(paidCalls.map(({ requestId }) => requestId));
  const blockedAtDoor = [...first.values()].filter((copy) => copy.outcome === 'blocked' && copy.outputVerdicts === 0);
  const unchecked = released.filter(({ outcome, inputVerdicts, outputVerdicts }) => {
    return outcome === 'answered' && (inputVerdicts === 0 || outputVerdicts === 0);
  });
  // A canned answer by ingress or a dead letter carries only the trail of its own stage.
  const unguarded = [...paid].filter((id) => !letIn.has(id) && first.get(id)?.outcome !== 'canned');
  const paidBlocked = blockedAtDoor.filter(({ requestId }) => paid.has(requestId));
  return [
    ...paidBlocked.map(({ requestId }) => `I4 a model was paid for ${requestId}, which was blocked at the door`),
    ...unguarded.map((id) => `I4 a model was paid for ${id} without an input verdict`),
    ...unchecked.map(({ requestId }) => `I4 ${requestId} was answered without verdicts on both sides`),
  ];
}

/** I5: the end comes by the deadline plus a recovery budget. */
function bounded(first: First): string[] {
  const late = [...first.values()].filter(({ writtenAt, deadline }) => writtenAt > deadline + RECOVERY_BUDGET_MS);
  return late.map(
    ({ requestId, writtenAt, deadline }) => `I5 ${requestId} ended ${writtenAt - deadline} ms after its deadline`,
  );
}

function countsOf(books: Books, { first, repeats }: { first: First; repeats: Repeats }): Record<string, number> {
  const outcomes = countBy([...first.values()].map(({ outcome }) => outcome));
  const answered = outcomes.get('answered') ?? 0;
  const blocked = outcomes.get('blocked') ?? 0;
  return {
    sent: books.client.length,
    retried: books.client.filter(({ tries }) => tries > 1).length,
    accepted: books.accepted.size,
    released: first.size,
    superseded: books.released.length - first.size,
    answered,
    blocked,
    canned: outcomes.get('canned') ?? 0,
    'really answered, %': Math.round((1000 * (answered + blocked)) / Math.max(1, first.size)) / 10,
    'answers without record': books.client.filter(({ end }) => end?.recorded === false).length,
    'provider calls paid': books.paidCalls.length,
    'paid again': repeats.count,
    'of these cut, says the ledger': repeats.cut,
    'of these marked unreachable': repeats.marked,
    'of these untold, by a process that died while the ledger was away': repeats.untold,
    scores: books.scores.length,
    'dead letters': books.deadLetters,
  };
}

function countBy(items: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}
