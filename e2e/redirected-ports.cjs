'use strict';
// Loaded with `node --require` into the processes of a Gauntlet, never in production: connections to some ports go to
// other ones, where a proxy stands. `E2E_REDIRECTED_PORTS` is JSON, such as {"9092":20123}. A broker keeps the address
// that it tells its clients in this way, and neither it nor they have to know of the proxy.
const { Socket } = require('node:net');

const ports = JSON.parse(process.env.E2E_REDIRECTED_PORTS);
const { connect } = Socket.prototype;

Socket.prototype.connect = function (...args) {
  // net.connect() hands its own arguments on as one list.
  const list = Array.isArray(args[0]) ? args[0] : args;
  if (typeof list[0] === 'object') list[0].port = ports[list[0].port] ?? list[0].port;
  else list[0] = ports[list[0]] ?? list[0];
  return connect.apply(this, args);
};
