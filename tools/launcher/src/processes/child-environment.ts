import { SERVICES } from '@gauntlet/contracts';
import { LOCAL_SECRETS } from '../data/local-secrets';

/** Rights of processes, by the names that specs give them; of a service the name without the instance's number. */
const KAFKA_CLIENTS: readonly string[] = [...SERVICES, 'deploy'];
const STORING: readonly string[] = ['ingress', 'model-invoker', 'eval-scorer', 'drift-monitor'];

/** Which processes get which secrets. */
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
 * The environment of one process of the stack: all that is no secret, and of what looks like one only its own. What is
 * not named here, such as a token of a shell, goes to nobody.
 */
export function environmentFor(process: string, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const role = process.replace(/-\d+$/, '');
  const mayHave = (name: string) => HOLDERS.some(([secret, roles]) => secret.test(name) && roles.includes(role));
  return Object.fromEntries(Object.entries(env).filter(([name]) => !SECRET.test(name) || mayHave(name)));
}
