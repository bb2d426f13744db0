/** Another process, or another broker of this one, writes to the data folder. Starting again helps once it has stopped. */
export class DataDirInUseError extends Error {
  readonly code = 'DEV_BROKER_DATA_DIR_IN_USE';
  readonly retryable = false;

  constructor(dir: string, lockPath: string) {
    super(
      `${dir} is in use by another dev-broker: stop it, or set GAUNTLET_DATA_DIR (its process id is in ${lockPath})`,
    );
  }
}

/** Somebody else listens on the port. */
export class PortInUseError extends Error {
  readonly code = 'DEV_BROKER_PORT_IN_USE';
  readonly retryable = false;

  constructor(port: number, options: ErrorOptions) {
    super(`port ${port} is in use: stop what listens there, or set DEV_BROKER_PORT`, options);
  }
}
