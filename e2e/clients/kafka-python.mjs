// kafka-python implements the protocol on its own: it shares no code with kafkajs or librdkafka.
import { pythonChecks } from './python.mjs';

/** Its checks against a broker. */
export function kafkaPythonChecks(address) {
  return pythonChecks('kafka_python_checks.py', address);
}
