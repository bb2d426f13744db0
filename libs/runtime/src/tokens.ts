/** Injects this process's name as a string: `<service>-<host>-<pid>`, or `INSTANCE_ID` from the environment. */
export const INSTANCE_ID = Symbol('INSTANCE_ID');

/** Injects `CustomTransportStrategy[]`: the consumers that `runService` connects, starts and drains. */
export const MICROSERVICE_STRATEGIES = Symbol('MICROSERVICE_STRATEGIES');
