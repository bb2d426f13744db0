// The far end of a bare round trip: sends back what it gets, and tells what CPU it has used when it is asked.
import { createServer } from 'node:net';

const server = createServer({ noDelay: true }, (socket) => socket.pipe(socket));
server.listen(0, '127.0.0.1', () => process.send({ ready: true, port: server.address().port }));
process.on('message', () => process.send(process.cpuUsage()));
process.once('disconnect', () => process.exit(0));
