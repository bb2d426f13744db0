import { SERVICES } from '@gauntlet/contracts';
import { freePorts } from '@gauntlet/testing';

/** Free ports for everything that `npm start` runs, by the variables that set them. */
export async function localPorts(): Promise<Record<string, string>> {
  const variables = [
    'DEV_BROKER_PORT',
    'POSTGRES_PORT',
    ...SERVICES.map((name) => `${name.toUpperCase().replaceAll('-', '_')}_PORT`),
  ];
  const ports = await freePorts(variables.length);
  return Object.fromEntries(variables.map((variable, index) => [variable, String(ports[index])]));
}
