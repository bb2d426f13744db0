import type { SimulatedBehaviour } from './behaviour';
import { type Conversation, isRepairTurn, questionOf } from './conversation';
import { withoutDirectives } from './directives';
import { draw } from './draw';
import { groundedAnswer, ungroundedAnswer } from './grounded-answer';
import { jsonAnswer } from './json-answer';
import { knowledgeOf } from './knowledge';
import { leakText, proseForJson, REFUSAL, repairableJson } from './misbehaviour';

/** Ends every simulated text answer; a JSON answer says it in its model name, its id and, where there is room, a field. */
const SIMULATED_MARK = '(simulated answer)';

interface Composition {
  readonly conversation: Conversation;
  readonly behaviour: SimulatedBehaviour;
  readonly seed: string;
}

interface ComposedText {
  readonly text: string;
  readonly finishReason: 'stop' | 'length';
}

/** What the simulated model says; the same conversation, behaviour and seed give the same text. */
export function composeText(composition: Composition): ComposedText {
  const { responseFormat } = composition.conversation;
  const whole =
    responseFormat.type === 'json_schema' ? jsonText(composition, responseFormat.schema) : plainText(composition);
  if (!composition.behaviour.truncate) return { text: whole, finishReason: 'stop' };
  return { text: whole.slice(0, Math.ceil(whole.length / 2)), finishReason: 'length' };
}

function plainText(composition: Composition): string {
  return `${deviation(composition) ?? groundedText(composition)} ${SIMULATED_MARK}`;
}

function jsonText(composition: Composition, schema: Record<string, unknown>): string {
  const { conversation, behaviour } = composition;
  const question = withoutDirectives(questionOf(conversation));
  const deviant = deviation(composition);
  const value = jsonAnswer(schema, {
    question,
    knowledge: knowledgeOf(conversation.messages),
    answer: deviant ?? groundedText(composition),
    note: deviant ?? question,
  });
  if (behaviour.json === 'repairable') return repairableJson(JSON.stringify(value));
  const broken = behaviour.json === 'hopeless' || (behaviour.json === 'broken' && !isRepairTurn(conversation));
  return broken ? proseForJson(value) : JSON.stringify(value);
}

function groundedText({ conversation }: Composition): string {
  return groundedAnswer(withoutDirectives(questionOf(conversation)), knowledgeOf(conversation.messages));
}

/** What is said in place of a good answer, or null for a model that behaves. */
function deviation({ conversation, behaviour, seed }: Composition): string | null {
  if (behaviour.refuse) return REFUSAL;
  if (behaviour.leak) return leakText(behaviour.leak, conversation.messages);
  const question = withoutDirectives(questionOf(conversation));
  if (draw('mistaken', question) < behaviour.wrong) return ungroundedAnswer(draw('invented', question));
  return draw(seed, 'quality') < behaviour.quality ? null : ungroundedAnswer(draw(seed, 'invented'));
}
