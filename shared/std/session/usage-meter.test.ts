import { describe, expect, it } from 'vitest';
import { addUsage, UsageMeter } from './usage-meter.ts';

describe('UsageMeter', () => {
  it('L11 knows nothing before anything was read', () => {
    const meter = new UsageMeter();
    meter.begin();
    expect(meter.total).toBeNull();
  });

  it('L11 adds up connections that each count from nought', () => {
    const meter = new UsageMeter();
    meter.read({ sentBytes: 10, receivedBytes: 1 });
    meter.read({ sentBytes: 30, receivedBytes: 2 });
    meter.begin();
    expect(meter.total).toEqual({ sentBytes: 30, receivedBytes: 2 });
    meter.begin();
    meter.read({ sentBytes: 5, receivedBytes: 5 });
    expect(meter.total).toEqual({ sentBytes: 35, receivedBytes: 7 });
  });

  it('L11 a count that falls is another connection’s, also if nobody said so', () => {
    const meter = new UsageMeter();
    meter.read({ sentBytes: 100, receivedBytes: 100 });
    meter.read({ sentBytes: 3, receivedBytes: 3 });
    expect(meter.total).toEqual({ sentBytes: 103, receivedBytes: 103 });
  });

  it('L11 what is not known counts as nothing, unless nothing is known', () => {
    const one = { sentBytes: 1, receivedBytes: 2 };
    expect([addUsage(null, null), addUsage(one, null), addUsage(null, one)]).toEqual([null, one, one]);
    expect(addUsage(one, one)).toEqual({ sentBytes: 2, receivedBytes: 4 });
  });
});
