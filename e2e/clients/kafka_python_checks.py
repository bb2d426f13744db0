"""Produces to and consumes from the broker at argv[1] with kafka-python; prints one JSON line per check."""

import json
import sys
import threading
import time
import traceback

from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer, TopicPartition
from kafka.admin import NewTopic
from kafka.errors import MessageSizeTooLargeError, TopicAlreadyExistsError

ADDRESS = sys.argv[1]
PARTITIONS = 4
LIMIT_SECONDS = 30


def wait_for(description, look):
    deadline = time.monotonic() + LIMIT_SECONDS
    while True:
        holds, seen = look()
        if holds:
            return
        if time.monotonic() > deadline:
            raise AssertionError(f"gave up waiting until {description}; saw {seen}")
        time.sleep(0.05)


def equal(actual, expected):
    assert actual == expected, f"expected {expected}, got {actual}"


def create_topic(name):
    admin = KafkaAdminClient(bootstrap_servers=ADDRESS)
    try:
        admin.create_topics([NewTopic(name, PARTITIONS, 1)])
    finally:
        admin.close()


def producer(**settings):
    # The broker has no idempotent producer.
    return KafkaProducer(bootstrap_servers=ADDRESS, acks="all", enable_idempotence=False, **settings)


def send(topic, records):
    """Sends (partition, key, value) and waits until all are acknowledged."""
    client = producer()
    sent = [client.send(topic, value, key=key, partition=p, headers=[("h", b"v")]) for p, key, value in records]
    offsets = [future.get(timeout=LIMIT_SECONDS).offset for future in sent]
    client.close()
    return offsets


class Member:
    """A consumer in a thread of its own, as it must poll to stay in its group."""

    def __init__(self, topic, group):
        self.values = []
        self.partitions = []
        self._topic = topic
        self._group = group
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def leave(self):
        self._stop.set()
        self._thread.join(LIMIT_SECONDS)

    def _run(self):
        consumer = KafkaConsumer(
            self._topic,
            bootstrap_servers=ADDRESS,
            group_id=self._group,
            auto_offset_reset="earliest",
            session_timeout_ms=6_000,
            heartbeat_interval_ms=500,
        )
        while not self._stop.is_set():
            for records in consumer.poll(timeout_ms=200).values():
                self.values += [record.value for record in records]
            self.partitions = sorted(place.partition for place in consumer.assignment())
        consumer.close()


def until_split(*members):
    def look():
        seen = [member.partitions for member in members]
        even = all(len(partitions) == PARTITIONS // len(members) for partitions in seen)
        return even and sorted(sum(seen, [])) == list(range(PARTITIONS)), seen

    wait_for(f"{len(members)} members share all partitions evenly", look)


def creates_topics():
    create_topic("python")
    try:
        create_topic("python")
    except TopicAlreadyExistsError:
        return
    raise AssertionError("the second creation of a topic was not refused")


def carries_records():
    equal(send("python", [(1, b"k", b"v"), (1, None, b"no key"), (1, b"tombstone", None)]), [0, 1, 2])
    consumer = KafkaConsumer(bootstrap_servers=ADDRESS)
    place = TopicPartition("python", 1)
    consumer.assign([place])
    consumer.seek_to_beginning(place)
    found = []

    def look():
        for records in consumer.poll(timeout_ms=200).values():
            found.extend((record.key, record.value, record.headers) for record in records)
        return len(found) >= 3, found

    wait_for("three records have arrived", look)
    consumer.close()
    headers = found[0][2]
    equal([tuple(header) for header in headers], [("h", b"v")])
    equal([record[:2] for record in found], [(b"k", b"v"), (None, b"no key"), (b"tombstone", None)])


def is_refused_an_oversized_record():
    client = producer(max_request_size=4_000_000)
    try:
        client.send("python", b"x" * 1_100_000).get(timeout=LIMIT_SECONDS)
    except MessageSizeTooLargeError:
        return
    finally:
        client.close()
    raise AssertionError("a record above 1 MiB was not refused")


def rebalances():
    create_topic("python-group")
    first = Member("python-group", "python-group")
    until_split(first)
    second = Member("python-group", "python-group")
    until_split(first, second)
    values = [str(i).encode() for i in range(1_000)]
    send("python-group", [(i % PARTITIONS, None, value) for i, value in enumerate(values)])
    wait_for(
        "each record has arrived at one of the two",
        lambda: (sorted(first.values + second.values) == sorted(values), len(first.values + second.values)),
    )
    second.leave()
    until_split(first)
    first.leave()


def goes_on_where_it_stopped():
    create_topic("python-commit")
    for value in (b"before", b"after"):
        send("python-commit", [(0, None, value)])
        member = Member("python-commit", "python-commit")
        wait_for("the record has arrived", lambda: (len(member.values) > 0, member.values))
        member.leave()
        equal(member.values, [value])


def reads_what_kcat_wrote():
    member = Member("kcat-group", "python-reads-kcat")
    wanted = sorted(f"record {partition}".encode() for partition in range(PARTITIONS))
    wait_for("the records have arrived", lambda: (sorted(member.values) == wanted, member.values))
    member.leave()


CHECKS = [
    creates_topics,
    carries_records,
    is_refused_an_oversized_record,
    rebalances,
    goes_on_where_it_stopped,
    reads_what_kcat_wrote,
]

for check in CHECKS:
    result = {"name": check.__name__.replace("_", " ")}
    try:
        check()
    except BaseException:
        result["error"] = traceback.format_exc()
    print(json.dumps(result), flush=True)
