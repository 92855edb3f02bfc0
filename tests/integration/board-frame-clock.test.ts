import { createServer, type Server } from 'node:http';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildForPage } from './media-browser.ts';

/** Frames after the clock is known; the first reports of the sender take seconds to come. */
const comparedFrames = 25;

let server: Server;
let browser: Browser;

beforeAll(async () => {
  server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end('<!doctype html><title>test</title><video muted autoplay playsinline></video>');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  browser = await chromium.launch({
    executablePath: process.env['HANDRAIL_CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
  });
});

afterAll(async () => {
  await browser.close();
  await new Promise((closed) => server.close(closed));
});

/** A page with a clock of its own: performance.now() counts from when it was opened. */
async function openPage(): Promise<Page> {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const context = await browser.newContext({ permissions: ['camera'] });
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${address.port}/`);
  return page;
}

const gathered = `new Promise((done) => {
  const look = () => pc.iceGatheringState === 'complete' && done(pc.localDescription.sdp);
  pc.onicegatheringstatechange = look;
  look();
})`;

describe('BRD5 the frame that a technician sees', () => {
  it('is found among those that the phone took, by two browsers’ own clocks', { timeout: 110_000 }, async () => {
    const phone = await openPage();
    const console = await openPage();
    await console.addScriptTag({ content: await buildForPage('console/renderer/lens/board/frame-clock.ts', 'clock') });

    const offer = await phone.evaluate<string>(`(async () => {
      const stream = await navigator.mediaDevices.getUserMedia({ video: { width: 320, height: 240, frameRate: 5 } });
      window.pc = new RTCPeerConnection();
      const frames = pc.createDataChannel('frames', { ordered: false, maxRetransmits: 0 });
      const video = document.querySelector('video');
      video.srcObject = stream;
      const tell = (nowMs, { captureTime }) => {
        if (frames.readyState === 'open') {
          frames.send(JSON.stringify({ capturedAtMs: captureTime ?? nowMs, sentAtMs: performance.now() }));
        }
        video.requestVideoFrameCallback(tell);
      };
      video.requestVideoFrameCallback(tell);
      pc.addTrack(stream.getVideoTracks()[0], stream);
      await pc.setLocalDescription();
      return ${gathered};
    })()`);
    const answer = await console.evaluate<string>(`(async () => {
      window.pc = new RTCPeerConnection();
      const frameClock = new clock.FrameClock();
      const captured = [];
      window.shown = [];
      pc.ondatachannel = ({ channel }) => {
        channel.onmessage = ({ data }) => {
          const { capturedAtMs, sentAtMs } = JSON.parse(data);
          frameClock.hear({ sentAtMs, arrivedAtMs: performance.now(), roundTripMs: 0 });
          captured.push(capturedAtMs);
        };
      };
      const video = document.querySelector('video');
      pc.ontrack = ({ streams }) => { video.srcObject = streams[0]; };
      const look = (_, { captureTime }) => {
        const phoneMs = captureTime === undefined ? null : frameClock.phoneMs(captureTime);
        if (phoneMs !== null) shown.push(Math.min(...captured.map((each) => Math.abs(each - phoneMs))));
        video.requestVideoFrameCallback(look);
      };
      video.requestVideoFrameCallback(look);
      await pc.setRemoteDescription({ type: 'offer', sdp: ${JSON.stringify(offer)} });
      await pc.setLocalDescription();
      return ${gathered};
    })()`);
    await phone.evaluate(`pc.setRemoteDescription({ type: 'answer', sdp: ${JSON.stringify(answer)} })`);

    await console.waitForFunction(`shown.length >= ${comparedFrames}`, null, { timeout: 90_000 });
    const distances = await console.evaluate<number[]>('shown');
    const median = distances.toSorted((a, b) => a - b)[Math.floor(distances.length / 2)] ?? Infinity;
    // From frame to frame this camera takes 200 ms: by chance the nearest would be 50 away.
    expect(median).toBeLessThan(10);
  });
});
