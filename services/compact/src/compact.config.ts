import { type ServiceName, SERVICES } from '@gauntlet/contracts';
import { CommaSeparated, ValidateBy } from '@gauntlet/runtime';

const IsSetOfServices = () =>
  ValidateBy({
    name: 'isSetOfServices',
    validator: {
      validate: isSetOfServices,
      defaultMessage: () => `must name services, each once, from ${SERVICES.join(', ')}`,
    },
  });

/** What a compact process itself reads from the environment. */
export class CompactConfig {
  /** No default: a process that guesses would run what another one runs already. */
  @CommaSeparated() @IsSetOfServices() GAUNTLET_STAGES!: ServiceName[];
}

function isSetOfServices(names: unknown): boolean {
  if (!Array.isArray(names) || names.length === 0) return false;
  return new Set(names).size === names.length && names.every((name) => SERVICES.includes(name as ServiceName));
}
