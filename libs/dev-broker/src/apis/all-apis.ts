import type { GroupCoordinator } from '../groups/group-coordinator';
import type { TopicStore } from '../storage/topic-store';
import { apiVersionsApi } from './api-versions.api';
import { createTopicsApi } from './create-topics.api';
import { describeGroupsApi } from './describe-groups.api';
import { fetchApi } from './fetch.api';
import { findCoordinatorApi } from './find-coordinator.api';
import { heartbeatApi } from './heartbeat.api';
import { joinGroupApi } from './join-group.api';
import { leaveGroupApi } from './leave-group.api';
import { listGroupsApi } from './list-groups.api';
import { listOffsetsApi } from './list-offsets.api';
import { metadataApi } from './metadata.api';
import { offsetCommitApi } from './offset-commit.api';
import { offsetFetchApi } from './offset-fetch.api';
import { produceApi } from './produce.api';
import type { BrokerAddress, RequestHandler } from './request-handler';
import { syncGroupApi } from './sync-group.api';

interface BrokerParts {
  topics: TopicStore;
  coordinator: GroupCoordinator;
  address: BrokerAddress;
}

/** Everything that the broker answers; a version or an API joins only when a client fails for want of it. */
export function allApis({ topics, coordinator, address }: BrokerParts): readonly RequestHandler[] {
  const handlers: RequestHandler[] = [
    produceApi(topics),
    fetchApi(topics),
    listOffsetsApi(topics),
    metadataApi(topics, address),
    createTopicsApi(topics),
    findCoordinatorApi(address),
    joinGroupApi(coordinator),
    syncGroupApi(coordinator),
    heartbeatApi(coordinator),
    leaveGroupApi(coordinator),
    offsetCommitApi(coordinator, topics),
    offsetFetchApi(coordinator),
    describeGroupsApi(coordinator),
    listGroupsApi(coordinator),
  ];
  handlers.push(apiVersionsApi(handlers));
  return handlers;
}
