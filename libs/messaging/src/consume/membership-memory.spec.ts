import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { Kafka, logLevel } from 'kafkajs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { TOPICS } from '@gauntlet/contracts';
import { takeProcessLock } from '@gauntlet/runtime';
import { type ConsumingApp, handlerOf } from '../../test/consuming-app';
import { DoomedMember } from '../../test/doomed-member';
import { folderWith, temporaryFolder } from '../../test/members-folder';
import { specWorld } from '../../test/spec-world';

const topic = TOPICS.accepted;
const world = specWorld();

async function doomedMemberOf(group: string): Promise<DoomedMember> {
  const member = await DoomedMember.join(world.cluster.brokers, group, topic);
  onTestFinished(() => member.kill());
  return member;
}

function start(group: string, folder: string): Promise<ConsumingApp> {
  const controllers = [handlerOf(topic, group, () => undefined)];
  return world.apps.start({ groups: [{ group }], controllers, env: { MESSAGING_MEMBERS_DIR: folder } });
}

async function membersOf(group: string): Promise<string[]> {
  const admin = new Kafka({ clientId: 'spec', brokers: world.cluster.brokers, logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  const { groups } = await admin.describeGroups([group]);
  await admin.disconnect();
  return groups.flatMap(({ members }) => members.map(({ memberId }) => memberId));
}

describe('a consumer that is started again', () => {
  it('goes on in the place of its predecessor that was killed, without waiting for the end of that one’s session', async () => {
    const group = await world.cluster.newGroup([topic]);
    const predecessor = await doomedMemberOf(group);
    await predecessor.kill();
    await start(group, folderWith(group, predecessor.id));
    expect(await membersOf(group)).toEqual([predecessor.id]);
  });

  it.each(['leader', 'follower'])('does so beside another instance, where it was the %s', async (role) => {
    const group = await world.cluster.newGroup([topic]);
    const other = () => start(group, temporaryFolder());
    if (role === 'follower') await other();
    const predecessor = await doomedMemberOf(group);
    if (role === 'leader') await other();
    await predecessor.kill();
    await start(group, folderWith(group, predecessor.id));
    const members = await membersOf(group);
    expect(members).toHaveLength(2);
    expect(members).toContain(predecessor.id);
  });

  it('takes no place while the process that has it is alive', async () => {
    const group = await world.cluster.newGroup([topic]);
    const alive = await doomedMemberOf(group);
    const folder = folderWith(group, alive.id);
    const lock = await takeProcessLock(join(folder, 'lock'));
    onTestFinished(() => lock?.release());
    await start(group, folder);
    const members = await membersOf(group);
    expect(members).toHaveLength(2);
    expect(members).toContain(alive.id);
  });

  it.each([
    ['the group has forgotten the place', hostname()],
    ['the folder came from another machine', 'elsewhere'],
  ])('joins as a new member where %s', async (_reason, host) => {
    const group = await world.cluster.newGroup([topic]);
    await start(group, folderWith(group, 'somebody-else', host));
    expect(await membersOf(group)).toHaveLength(1);
  });

  it('leaves no place behind when it was stopped', async () => {
    const group = await world.cluster.newGroup([topic]);
    const folder = folderWith(group, 'somebody-else');
    const members = () =>
      (JSON.parse(readFileSync(join(folder, 'members.json'), 'utf8')) as { members: object }).members;
    const app = await start(group, folder);
    expect(members()).toEqual({ [group]: { group, memberId: (await membersOf(group))[0] } });
    await world.apps.stop(app);
    expect(members()).toEqual({});
  });
});
