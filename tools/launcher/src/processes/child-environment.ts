import { SERVICES } from '@gauntlet/contracts';
import { LOCAL_SECRETS } from '../data/local-secrets';

/** Rights of services, and of what else has a name in the stack. */
const KAFKA_CLIENTS: readonly string[] = [...SERVICES, 'deploy'];
const STORING: readonly string[] = ['ingress', 'model-invoker', 'eval-scorer', 'drift-monitor'];

/** Who gets which secrets. */
const HOLDERS: readonly (readonly [RegExp, readonly string[]])[] = [
  ...Object.entries(LOCAL_SECRETS).map(([name, holder]) => [new RegExp(`^${name}$`), [holder]] as const),
  [/^DATABASE_URL$/, STORING],
  // A switch, whatever its name looks like.
  [/^INGRESS_REQUIRE_API_KEY$/, ['ingress']],
  [/^KAFKA_(SASL_PASSWORD|TLS_KEY)/, KAFKA_CLIENTS],
  // The command's own key for ingress is no provider's.
  [/^(?!GAUNTLET_|INGRESS_).*_API_KEY(_FILE)?$/, ['model-invoker']],
  [/^OTEL_/, KAFKA_CLIENTS],
];

const SECRET = /(KEY|SECRET|PASSWORD|PASSWD|TOKEN|PEPPER|CREDENTIALS?)(_ID|_FILE)?$|^DATABASE_URL$/i;

/**
 * The environment of a process of the stack that does the work of these: all that is no secret, and of what looks like one only its own. What is
 * not named here, such as a token of a shell, goes to nobody.
 */
export function environmentFor(names: readonly string[], env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const mayHave = (name: string) =>
    HOLDERS.some(([secret, holders]) => secret.test(name) && holders.some((one) => names.includes(one)));
  return Object.fromEntries(Object.entries(env).filter(([name]) => !SECRET.test(name) || mayHave(name)));
}
