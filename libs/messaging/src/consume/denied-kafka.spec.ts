import {
  type AclEntry,
  AclOperationTypes,
  AclPermissionTypes,
  AclResourceTypes,
  type Admin,
  Kafka,
  logLevel,
  ResourcePatternTypes,
} from 'kafkajs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Topic, TOPICS } from '@gauntlet/contracts';
import { ApacheKafka, exampleEvent, secureEnvironment, temporaryDirectory, waitFor } from '@gauntlet/testing';
import { type ConsumingApp, handlerOf } from '../../test/consuming-app';
import { publishAccepted } from '../../test/events';
import { RunningApps } from '../../test/running-apps';
import { createTopics } from '../index';

const LOGIN = { username: 'ada', password: 'of-the-spec-alone' };
const OURS = 'spec.ours';
const OTHERS = 'spec.others';
const { GROUP, TOPIC, CLUSTER } = AclResourceTypes;

/** What an ACL says of a group, a topic or the cluster. */
function acl(resourceType: AclResourceTypes, resourceName: string, rule: Partial<AclEntry> = {}): AclEntry {
  return {
    resourceType,
    resourceName,
    resourcePatternType: ResourcePatternTypes.LITERAL,
    principal: `User:${LOGIN.username}`,
    host: '*',
    operation: AclOperationTypes.READ,
    permissionType: AclPermissionTypes.DENY,
    ...rule,
  };
}

const ALL = { operation: AclOperationTypes.ALL, permissionType: AclPermissionTypes.ALLOW };
const GRANTS = [acl(TOPIC, '*', ALL), acl(GROUP, '*', ALL), acl(CLUSTER, 'kafka-cluster', ALL)];
const DENIALS: [what: string, denial: AclEntry, says: RegExp][] = [
  ['itself', acl(GROUP, OURS), /GROUP_AUTHORIZATION_FAILED|Not authorized to access group/],
  ['its topic', acl(TOPIC, TOPICS.accepted), /TOPIC_AUTHORIZATION_FAILED|Not authorized to access topics/],
  ['the sight of its topic', acl(TOPIC, TOPICS.accepted, { operation: AclOperationTypes.ALL }), /topic/i],
];

function until(condition: () => boolean | Promise<boolean>, description: string): Promise<unknown> {
  return waitFor(condition, { deadlineMs: 30_000, description });
}

// `npm test` must pass where there is no Java; `npm run test:kafka` must not.
describe.runIf(process.env.E2E_BROKER === 'kafka')(
  'a group that ACLs of Apache Kafka deny',
  { timeout: 60_000 },
  () => {
    const directory = temporaryDirectory();
    const apps = new RunningApps(() => [kafka.secure?.brokers ?? '']);
    const handled = { [OURS]: [] as string[], [OTHERS]: [] as string[] };
    let kafka: ApacheKafka;
    let admin: Admin;

    beforeAll(async () => {
      kafka = await ApacheKafka.start({ dataDir: directory.path, login: LOGIN });
      await createTopics({ brokers: [kafka.brokers], partitions: 2 });
      admin = new Kafka({ brokers: [kafka.brokers], logLevel: logLevel.NOTHING }).admin();
      await admin.connect();
      await admin.createAcls({ acl: GRANTS });
    }, 90_000);
    afterEach(() => apps.stopAll());
    afterAll(async () => {
      await admin.disconnect();
      await kafka.stop();
      directory.remove();
    });

    /** An application of two groups, each with a topic, as the user that is denied one of them. */
    function start(): Promise<ConsumingApp> {
      const handler = (topic: Topic, group: typeof OURS | typeof OTHERS) =>
        handlerOf(topic, group, ({ key }) => void handled[group].push(key));
      return apps.start({
        groups: [{ group: OURS }, { group: OTHERS }],
        controllers: [handler(TOPICS.accepted, OURS), handler(TOPICS.cleared, OTHERS)],
        // A topic that is not shown to this user is waited for as one that will be made.
        env: { ...(kafka.secure && secureEnvironment(kafka.secure, LOGIN)), MESSAGING_START_TIMEOUT_MS: '1000' },
        isReady: false,
      });
    }

    const saidOf = async (app: ConsumingApp, group: string) =>
      (await app.readiness()).checks[`messaging.${group}.joined`];

    async function expectToBeDenied(app: ConsumingApp, says: RegExp): Promise<void> {
      await until(async () => says.test((await saidOf(app, OURS)) ?? ''), 'readiness to say why');
      expect((await app.readiness()).healthy).toBe(false);
      const before = handled[OTHERS].length;
      await app.publisher.publish(exampleEvent(TOPICS.cleared));
      await until(() => handled[OTHERS].length > before, 'the other group to work');
      expect(await saidOf(app, OTHERS)).toBe('ok');
    }

    async function expectToWorkAgain(app: ConsumingApp): Promise<void> {
      const keys = await publishAccepted(app.publisher, 4);
      await until(() => keys.every((key) => handled[OURS].includes(key)), 'the group to read what it missed');
      await until(async () => (await app.readiness()).healthy, 'the application to be ready');
    }

    it.each(DENIALS)('is denied %s: stops its own work alone, says why, and reads on', async (_, denial, says) => {
      await admin.createAcls({ acl: [denial] });
      const app = await start();
      await expectToBeDenied(app, says);
      await admin.deleteAcls({ filters: [denial] });
      await expectToWorkAgain(app);
      // And the same for one that is at work.
      await admin.createAcls({ acl: [denial] });
      await expectToBeDenied(app, says);
      await admin.deleteAcls({ filters: [denial] });
      await expectToWorkAgain(app);
    });
  },
);
