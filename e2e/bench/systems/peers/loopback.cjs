// Loaded into a peer that would listen on every interface: a server that names no host gets the loopback one.
const { Server } = require('node:net');

const { listen } = Server.prototype;

Server.prototype.listen = function onLoopback(port, host, ...rest) {
  const options = typeof port === 'object' ? { ...port, host: '127.0.0.1' } : { port, host: '127.0.0.1' };
  const callback = [host, ...rest].find((one) => typeof one === 'function');
  return listen.call(this, options, callback);
};
