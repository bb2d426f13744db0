import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { SERVICES } from '@gauntlet/contracts';
import { assertFree, portsFrom, portUses } from './ports';
import { serviceProcesses } from './processes/service-process';

describe('ports', () => {
  it('start at 8080 in the order of the services and can be moved one by one', () => {
    const ports = portsFrom({ PROMPT_RENDER_PORT: '9000' });
    expect(ports).toMatchObject({ broker: 9092, postgres: 5433 });
    const inOrder = SERVICES.map((service, index) => [service, 8080 + index]);
    expect(ports.services).toEqual({ ...Object.fromEntries(inOrder), 'prompt-render': 9000 });
  });

  it('refuse what is no port by the name of its variable', () => {
    expect(() => portsFrom({ INGRESS_PORT: '80800' })).toThrow('INGRESS_PORT is "80800": it must be a port');
  });

  it('that are busy are named with the variable that changes them', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const use = { port, of: 'ingress', variable: 'INGRESS_PORT' };
    await expect(assertFree([use], 0)).rejects.toThrow(
      `port ${port} for ingress is in use: set INGRESS_PORT to another one`,
    );
    const freed = assertFree([use], 10_000);
    await once(server.close(), 'close');
    await expect(freed).resolves.toBeUndefined();
  });

  it('of a real broker and database are nobody’s here', () => {
    const uses = portUses(portsFrom({}), { broker: false, postgres: false, processes: serviceProcesses(false) });
    expect(uses.map(({ variable }) => variable)).not.toContain('DEV_BROKER_PORT');
    expect(uses).toHaveLength(SERVICES.length);
  });

  it('of services that share a process are one', () => {
    const own = { broker: false, postgres: false, processes: serviceProcesses(true) };
    expect(portUses(portsFrom({}), own).map(({ of }) => of)).toEqual(['ingress', 'eval-scorer']);
  });
});
