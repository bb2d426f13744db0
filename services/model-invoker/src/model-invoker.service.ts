import { Inject, Injectable } from '@nestjs/common';
import { beginStage, type CompletionFacts, type GauntletEvent, TOPICS } from '@gauntlet/contracts';
import { INSTANCE_ID } from '@gauntlet/runtime';
import { BoundedMemory } from '@gauntlet/timing';
import { type Arrival, type Climb, Ladder } from './ladder';

/** More than a process has in flight, and about 32 MB of text. */
const LIMITS = { entries: 1_000, characters: 16_000_000 };

/**
 * Climbs that run, or whose completion is not published yet. A partition that was lost and came back redelivers what
 * this process still works on, and a publish that failed is repeated: neither may be paid again, ledger or not.
 */
export class RecentClimbs {
  private readonly climbs = new BoundedMemory<Promise<Climb>>(LIMITS);

  /** The climb of that key, begun now unless it is known. */
  join(key: string, begin: () => Promise<Climb>): Promise<Climb> {
    const known = this.climbs.get(key);
    if (known) return known;
    const climb = begin();
    this.climbs.set(key, climb);
    climb.then(
      ({ taken }) => this.climbs.weigh(key, climb, taken?.reply.text.length ?? 0),
      () => this.forget(key),
    );
    return climb;
  }

  forget(key: string): void {
    this.climbs.delete(key);
  }
}

type Rendered = GauntletEvent<typeof TOPICS.rendered>;
type Generated = GauntletEvent<typeof TOPICS.generated>;

const CANNED: CompletionFacts = { source: 'canned', provider: null, model: null, finishReason: null, usage: null };

/** Turns a rendered prompt into exactly one completion: of the pinned model, of a backup, or the canned answer. */
@Injectable()
export class ModelInvokerService {
  private readonly climbs = new RecentClimbs();

  constructor(
    private readonly ladder: Ladder,
    @Inject(INSTANCE_ID) private readonly instance: string,
  ) {}

  /** Never throws. Until its completion is published, the same event climbs the ladder once in this process. */
  async decide(event: Rendered, arrival: Arrival): Promise<Generated> {
    const finish = beginStage(event, { stage: 'model-invoker', instance: this.instance });
    const { attempts, taken } = await this.climbs.join(climbKey(event), () => this.ladder.climb(event, arrival));
    // Only what the answering model was asked goes on: the record shows it, and the trail doesn't grow by the rest.
    const { messages, prompt } = taken?.rung ?? { messages: event.content.messages, prompt: event.facts.prompt };
    return finish(TOPICS.generated, {
      facts: { prompt, completion: completionFacts(taken) },
      content: { messages, completion: taken?.reply.text ?? event.content.cannedAnswer },
      trail: { attempts },
    });
  }

  /** To be called once the completion is acknowledged, or can never be: until then a repeat gets the same climb. */
  forget(completion: Generated): void {
    this.climbs.forget(climbKey(completion));
  }
}

function climbKey({ key, facts }: Rendered | Generated): string {
  return `${key}:${facts.turn}`;
}

function completionFacts(taken: Climb['taken']): CompletionFacts {
  if (!taken) return CANNED;
  const { provider, model, finishReason, usage } = taken.reply;
  return { source: taken.rung.key.rung === 0 ? 'primary' : 'backup', provider, model, finishReason, usage };
}
