import { type Monitor, parseMonitorsFile, readArtefactFile } from '@gauntlet/artefacts';
import { ConfigError } from '@gauntlet/runtime';
import type { DriftMonitorConfig } from './drift-monitor.config';

/** Reads the monitors that the config names. @throws ConfigError saying what is wrong with the file; a retry doesn't help. */
export function loadMonitors({ MONITORS_FILE: file }: DriftMonitorConfig): Monitor[] {
  try {
    return parseMonitorsFile(readArtefactFile(file), file);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ConfigError([{ variable: 'MONITORS_FILE', problem: `is "${file}": ${why}` }]);
  }
}
