import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sensitiveServices, ssh } from '../../src/rules/facts/ports.ts';
import { allPorts, coverAllPorts, parsePorts, portsThrough, protocolName } from '../../src/rules/ports.ts';

describe('ports', () => {
  it('are read alone and as ranges', () => {
    assert.deepEqual(parsePorts('22'), { first: 22, last: 22 });
    assert.deepEqual(parsePorts('20-25'), { first: 20, last: 25 });
    assert.deepEqual(parsePorts('20/25'), { first: 20, last: 25 });
    assert.deepEqual(parsePorts('*'), allPorts);
    for (const text of ['', 'ssh', '25-20', '65536', '1-2-3', '-1', '1.5'])
      assert.equal(parsePorts(text), undefined, text);
  });

  it('are all of them only without a gap from 1 to 65535', () => {
    assert.ok(coverAllPorts([{ first: 0, last: 65535 }]));
    assert.ok(coverAllPorts([{ first: 1, last: 65535 }]));
    assert.ok(
      coverAllPorts([
        { first: 1024, last: 65535 },
        { first: 1, last: 1023 },
      ]),
    );
    assert.ok(
      !coverAllPorts([
        { first: 1024, last: 65535 },
        { first: 1, last: 1022 },
      ]),
    );
    assert.ok(!coverAllPorts([{ first: 1, last: 65534 }]));
    assert.ok(!coverAllPorts([]));
  });

  it('let a service through only over its protocol', () => {
    assert.deepEqual(portsThrough(ssh, 'tcp', { first: 20, last: 25 }), [22]);
    assert.deepEqual(portsThrough(ssh, 'all', allPorts), [22]);
    assert.deepEqual(portsThrough(ssh, 'udp', allPorts), []);
    assert.deepEqual(portsThrough(ssh, 'tcp', { first: 23, last: 25 }), []);
  });

  it('go with protocols by name and number', () => {
    assert.deepEqual(['TCP', '6', '17', 'all', '-1', '*', '1', 'esp'].map(protocolName), [
      'tcp',
      'tcp',
      'udp',
      'all',
      'all',
      'all',
      '1',
      'esp',
    ]);
  });

  it('belong to one service a protocol, which is not SSH, RDP or the web', () => {
    const keys = sensitiveServices.flatMap(({ protocol, ports }) => ports.map((port) => `${protocol} ${port}`));
    assert.deepEqual(
      keys.filter((key, i) => keys.indexOf(key) !== i),
      [],
    );
    for (const key of ['tcp 22', 'tcp 3389', 'tcp 80', 'tcp 443']) assert.ok(!keys.includes(key), key);
  });
});
